"""How quickly a casebook answers: `python -m bench.search CASEBOOK`; part of bench.casebook.

The library's own calls, which the commands make, are timed: 200 searches of the kinds that users
ask, of words, names and phrases that the casebook itself holds (drawn with a fixed seed, from
frequent to rare), and the lists. Times are CPU time of the process, which has one thread then, each
the least of three. All lists but two are found by an index, whatever the casebook's size: `sources`
goes through every statement (6 to 9 microseconds each: a source is who identities say, and a table
of them would have to follow each decision), `documents` lists every document.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.casebook import Casebook

QUERIES = 200
AT_MOST_MS = 50.0
_TRIES = 3
_SEED = 20_310_314
_TERMS = """SELECT term FROM terms WHERE length(term) > 3 AND term NOT GLOB '*[0-9]*'
    ORDER BY doc DESC, term LIMIT 3000"""

Call = tuple[str, dict[str, Any]]


def queries(casebook: Casebook, count: int = QUERIES) -> list[Call]:
    """Searches as users make them, a tenth of each kind: words, phrases and filters."""
    chance = random.Random(_SEED)  # noqa: S311 (not for secrecy)
    connection = casebook._connection
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, search, row)")
    terms = [term for (term,) in connection.execute(_TERMS.replace("terms", "temp.terms"))]
    connection.execute("DROP TABLE temp.terms")
    people = [each.name for each in casebook.identities(type="person", limit=100)]
    phrases = [
        " ".join(words[at : at + 2])
        for (text,) in connection.execute("SELECT headline FROM version WHERE headline <> ''")
        for words in [text.split()]
        if len(words) > 2
        for at in [chance.randrange(len(words) - 1)]
        if any(sign.isalnum() for sign in words[at])
    ]
    kinds: list[Callable[[], Call]] = [
        lambda: ("said", {}),
        lambda: (chance.choice(terms[:50]), {}),
        lambda: (chance.choice(terms), {}),
        lambda: (" ".join(chance.sample(terms[:500], 2)), {}),
        lambda: (f'"{chance.choice(phrases)}"', {}),
        lambda: (f"{chance.choice(terms)} -{chance.choice(terms)}", {}),
        lambda: (f"{chance.choice(terms)[:4]}*", {}),
        lambda: (chance.choice(terms), {"kinds": ["denial", "accusation"]}),
        lambda: (chance.choice(terms[:300]), {"source": chance.choice(people)}),
        lambda: (chance.choice(terms), {"named": False, "since": "2016", "until": "2020-06"}),
    ]
    return [kinds[number % len(kinds)]() for number in range(count)]


def timed(call: Callable[[], object]) -> float:
    """The milliseconds that a call takes, the least of some."""
    found = []
    for _ in range(_TRIES):
        started = time.process_time()
        call()
        found.append(1000 * (time.process_time() - started))
    return min(found)


def answer(casebook: Casebook, count: int = QUERIES) -> dict[str, Any]:
    """The times of searches and lists, in milliseconds."""
    casebook.review(limit=1)  # identities are gathered before the first list
    times = sorted(
        timed(partial(casebook.search, looked_for, **given))
        for looked_for, given in queries(casebook, count)
    )
    most = casebook.identities(type="person", limit=1)[0]
    lists: dict[str, Callable[[], object]] = {
        "who, the most mentioned": lambda: casebook.who(f"#{most.identity}"),
        "who, twenty of each": lambda: casebook.who(f"#{most.identity}", limit=20),
        "sources": lambda: casebook.sources(limit=20),
        "identities": lambda: casebook.identities(limit=20),
        "timeline": lambda: casebook.timeline(limit=20),
        "timeline of one": lambda: casebook.timeline(who=f"#{most.identity}", limit=20),
        "review": lambda: casebook.review(limit=20),
        "documents": lambda: [*casebook.documents()],
    }
    return {
        "documents": sum(1 for _ in casebook.documents()),
        "queries": len(times),
        "search_ms": {
            "median": round(times[len(times) // 2], 2),
            "p95": round(times[int(len(times) * 0.95)], 2),
            "most": round(times[-1], 2),
        },
        "lists_ms": {name: round(timed(call), 2) for name, call in lists.items()},
    }


def main() -> None:
    """Ask a casebook, and print the times."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="asking a casebook")
    parser.add_argument("casebook", type=Path, help="a casebook that is there")
    with Casebook.open(parser.parse_args().casebook) as casebook:
        found = answer(casebook)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
