"""Where the annotated corpora are, and how they are read.

They are not part of the project: they lie beside it in `../shared/corpora`, or where the
environment variable ONRECORD_CORPORA says. The scorers lie next to them in `score/` and are used
as they are.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDS = ROOT / "training" / "folds"
MODEL = ROOT / "src" / "onrecord" / "model"

Article = dict[str, Any]
"""One line of a corpus: `id`, `text` and, where annotated, `attributions`."""


def folder() -> Path:
    """The corpora's folder; it need not be there (see `present`)."""
    return Path(os.environ.get("ONRECORD_CORPORA") or ROOT.parent / "shared" / "corpora").resolve()


def present() -> bool:
    """Whether the corpora are at hand. Where ONRECORD_CORPORA names a folder, they must be."""
    if folder().is_dir():
        return True
    if os.environ.get("ONRECORD_CORPORA"):
        raise SystemExit(f"ONRECORD_CORPORA names {folder()}, which is no folder")
    return False


def path(name: str) -> Path:
    """The file of the corpus `name` (`polnear_dev`, `gum_news` …)."""
    return folder() / f"{name}.jsonl"


def read(name: str) -> list[Article]:
    """A corpus' articles, in the file's order."""
    return read_lines(path(name))


def read_lines(file: Path) -> list[Article]:
    """The objects of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def key(id: str) -> str:
    """An article's id as our own files name it, since some ids repeat words of the title."""
    return hashlib.sha256(id.encode("utf-8")).hexdigest()[:12]


def folds(name: str) -> list[Article] | None:
    """The predictions that training left for articles it had left out; None: there are none."""
    file = FOLDS / f"{name}.jsonl"
    if not file.is_file():
        return None
    ids = {key(article["id"]): article["id"] for article in read(name)}
    return [
        {"id": ids.get(row["article"], row["article"]), "attributions": row["attributions"]}
        for row in read_lines(file)
    ]


def write_lines(file: Path, objects: Iterable[Article]) -> None:
    """Objects as a file of JSON lines."""
    with file.open("w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


@cache
def scorer(name: str) -> Any:
    """The given scorer `score_attributions` or `by_type`, imported from its place."""
    place = str(folder().parent / "score")
    if place not in sys.path:
        sys.path.append(place)
    return importlib.import_module(name)


def digest(*files: Path) -> str:
    """SHA-256 over files, each with its name; "missing" where one is not there."""
    total = hashlib.sha256()
    for file in files:
        if not file.is_file():
            return "missing"
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.name} {content}\n".encode())
    return total.hexdigest()


def weights() -> list[Path]:
    """What the packaged model consists of: every file beside its code."""
    files = (file for file in sorted(MODEL.rglob("*")) if file.is_file())
    return [file for file in files if file.suffix not in {".py", ".pyc", ".md"}]
