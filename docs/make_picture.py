"""Takes the picture of a report that README.md shows, docs/img/report.png.

    .venv/bin/python docs/make_picture.py [REPORT.html]

Without a REPORT, samples/04-herald-feature.txt is read. Needs Chromium (Debian:
`apt-get install chromium`) or Chrome.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord.export import html

HERE = Path(__file__).resolve().parent
ARTICLE = HERE.parent / "samples" / "04-herald-feature.txt"
PICTURE = HERE / "img" / "report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
WIDTH, HEIGHT = 1280, 860
MOST_BYTES = 250_000
SECONDS = 60


def main() -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(
            f"no browser to take the picture with: install one of {', '.join(BROWSERS)}"
        )
    with TemporaryDirectory() as folder:
        page, picture = Path(folder, "report.html"), Path(folder, "report.png")
        if sys.argv[1:]:
            page = Path(sys.argv[1]).resolve()
        else:
            page.write_text(html.write(onrecord.read(ARTICLE)), encoding="utf-8")
        command = [
            browser,
            "--headless=new",
            # Chromium won't start its sandbox for root; the page is our own and asks for nothing.
            *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []),
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            f"--user-data-dir={Path(folder, 'profile')}",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}",
            page.as_uri(),
        ]
        try:
            ran = subprocess.run(command, capture_output=True, timeout=SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise SystemExit(f"{browser} took longer than {SECONDS} s") from None
        if not picture.is_file():
            raise SystemExit(f"{browser} took no picture:\n{ran.stderr.decode(errors='replace')}")
        size = picture.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"the picture has {size:,} bytes, more than {MOST_BYTES:,}")
        PICTURE.parent.mkdir(exist_ok=True)
        shutil.copyfile(picture, PICTURE)
    print(f"{PICTURE}: {size:,} bytes")


if __name__ == "__main__":
    main()
