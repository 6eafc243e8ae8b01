"""The gate: no figure drops in silence. `python -m bench.gate` (`make gate`).

    (nothing)         measure the shipped model; exit 1 on a drop below a pinned floor, on a
                      changed digest of truth, scorers, folds or weights, or on anything unmeasured
    --pin             write the figures measured now; they may only get better
    --lower "reason"  pin, and let floors get worse; the reason is kept in bench/floors.json

Where the corpora are not at hand there is nothing to measure with: it says SKIPPED and exits 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import corpora, quality

FLOORS = corpora.ROOT / "bench" / "floors.json"

TOLERANCE = 0.0015
"""What another processor's int8 arithmetic may move a figure by; a change of the code that
costs more is a drop."""


@dataclass
class Floors:
    """What is pinned: figures, digests of what they rest on, and each lowering with its reason."""

    figures: dict[str, float] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def load(cls, file: Path) -> Floors:
        """What a file pins; nothing where there is no file."""
        return cls(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else cls()

    def save(self, file: Path) -> None:
        """Write what is pinned."""
        file.write_text(json.dumps(vars(self), indent=1) + "\n", encoding="utf-8")


def worse(name: str, now: float, floor: float) -> bool:
    """Whether a figure is worse than its floor by more than the tolerance.

    An error (`ece`) is the better the smaller it is, every other figure the larger.
    """
    drop = now - floor if ".ece" in name else floor - now
    return drop > TOLERANCE


def problems(floors: Floors, figures: dict[str, float], digests: dict[str, str]) -> list[str]:
    """Everything that keeps the gate shut, in words; none: it is open."""
    found = [] if floors.figures else ["nothing is pinned: run `python -m bench.gate --pin`"]
    for name, floor in floors.figures.items():
        if name not in figures:
            found.append(f"{name} is pinned at {floor:.4f} but was not measured")
        elif worse(name, figures[name], floor):
            found.append(f"{name} is {figures[name]:.4f}, worse than its floor {floor:.4f}")
    found += [
        f"{name} is measured but not pinned" for name in figures if name not in floors.figures
    ]
    for name in sorted(floors.digests.keys() | digests.keys()):
        before, now = floors.digests.get(name, "not pinned"), digests.get(name, "missing")
        if before != now:
            found.append(f"{name} has changed: {before[:12]} was pinned, now {now[:12]}")
    return found


def pin(
    floors: Floors, figures: dict[str, float], digests: dict[str, str], *, lower: str | None = None
) -> Floors:
    """The floors raised to the figures measured now.

    Raises ValueError where one would get worse and no reason for lowering is given, and where
    something that is needed to measure is missing.
    """
    missing = [name for name, value in digests.items() if value == "missing"]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}")
    lost = [
        name
        for name, floor in floors.figures.items()
        if name not in figures or worse(name, figures[name], floor)
    ]
    if lost and not lower:
        raise ValueError(f"would get worse: {', '.join(lost)}; lowering needs --lower REASON")
    record = [
        {
            "date": datetime.now(UTC).date().isoformat(),
            "figure": name,
            "from": floors.figures[name],
            "to": figures.get(name),
            "reason": lower,
        }
        for name in lost
    ]
    return Floors(
        figures={
            name: now if name in lost else better(name, now, floors.figures.get(name, now))
            for name, now in figures.items()
        },
        digests=digests,
        lowered=floors.lowered + record,
    )


def better(name: str, one: float, other: float) -> float:
    """The better of two values of a figure: a pin never loosens a floor within the tolerance."""
    return min(one, other) if ".ece" in name else max(one, other)


def digests() -> dict[str, str]:
    """Digests of what the figures rest on."""
    score = corpora.folder().parent / "score"
    return {
        **{f"corpora/{name}": corpora.digest(corpora.path(name)) for name in quality.INPUTS},
        **{
            f"score/{name}": corpora.digest(score / f"{name}.py")
            for name in ("score_attributions", "by_type")
        },
        **{
            f"training/folds/{file.stem}": corpora.digest(file)
            for file in sorted(corpora.FOLDS.glob("*.jsonl"))
        },
        **{
            f"bench/judged/{file.name}": corpora.digest(file)
            for file in sorted((corpora.ROOT / "bench" / "judged").glob("*.jsonl"))
        },
        "weights": corpora.digest(*corpora.weights()),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.gate", description="the quality gate")
    parser.add_argument("--pin", action="store_true", help="write the figures measured now")
    parser.add_argument("--lower", metavar="REASON", help="pin, and let floors get worse")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"gate: SKIPPED, no figure was checked: there are no corpora at {corpora.folder()}")
        return 0
    floors = Floors.load(FLOORS)
    now = digests()
    absent = [name for name, value in now.items() if value == "missing"]
    if absent:
        print(f"gate: CLOSED\n  missing: {', '.join(absent)}")
        return 1
    figures = quality.figures(quality.measure(seen=False))
    for name, value in figures.items():
        floor = f"floor {floors.figures[name]:.4f}" if name in floors.figures else "not pinned"
        print(f"  {name:36} {value:.4f}  ({floor})")
    if options.pin or options.lower:
        try:
            pin(floors, figures, now, lower=options.lower).save(FLOORS)
        except ValueError as reason:
            print(f"gate: not pinned: {reason}")
            return 1
        print(f"gate: pinned in {FLOORS.relative_to(corpora.ROOT)}")
        return 0
    found = problems(floors, figures, now)
    print("gate: " + ("CLOSED" if found else "open"))
    for problem in found:
        print(f"  {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
