"""Whether decisions find their words in an edited article: `python -m bench.journal`.

Articles of a corpus are read, and a decision is tied to everything that was read in them. Then
each is edited as outlets do: a paragraph of another article comes first, one of its own goes, every
twelfth sentence has a word altered, and blank lines become one line's end. What became of each
place is known from the edits: "right" is that very place, "elsewhere" one that has the same words
(an article may quote them twice). The edited text is read too: of the places that were right, a
decision holds where the same is read there again. Prints JSON, writes nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import onrecord
from bench import corpora
from onrecord.casebook.journal import reading
from onrecord.casebook.journal.entry import Place, Target
from onrecord.casebook.journal.places import Lost, Text
from onrecord.record import Record

CORPUS = "basil"
ARTICLES = 60
ALTERED_EVERY = 12

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"\b[a-z]{5,}\b")


class Edited:
    """An edited text and where each code point of the text before went, or None."""

    def __init__(self, text: str, first: str, draw: random.Random) -> None:
        paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
        gone = draw.choice(paragraphs[1:-1]) if len(paragraphs) > 2 else None
        self.where: list[int | None] = [None] * len(text)
        self.text = first + "\n"
        for span in paragraphs:
            if span == gone:
                continue
            for match in _SENTENCE.finditer(text, *span):
                altered = _altered(text, match.span(), draw)
                for at in range(*match.span()):
                    if altered and altered[0] <= at < altered[1]:
                        self.text += "altered" if at == altered[0] else ""
                    else:
                        self.where[at] = len(self.text)
                        self.text += text[at]
            self.text += "\n"

    def place(self, place: Place, text: str) -> Place | None:
        """Where all words of a place went; None where one of them is gone."""
        went = [self.where[at] for at in range(*place) if not text[at].isspace()]
        if not went or None in went:
            return None
        return min(at for at in went if at is not None), max(
            at for at in went if at is not None
        ) + 1


def _altered(text: str, sentence: Place, draw: random.Random) -> Place | None:
    """The word of a sentence that is altered, if one is."""
    words = [match.span() for match in _WORD.finditer(text, *sentence)]
    return draw.choice(words) if words and not draw.randrange(ALTERED_EVERY) else None


def targets(record: Record) -> Iterator[Target]:
    """A decision's target on everything that was read."""
    ids = [said.id for said in record.attributions]
    ids += [each.id for each in record.relations] + [each.id for each in record.events]
    for entity in record.entities:
        ids.append(entity.id)
        ids += sorted({f"{entity.id}@{mention.start}" for mention in entity.mentions})
    for id in ids:
        try:
            yield reading.target(record, "d", id)
        except Lost:
            continue


def outcome(target: Target, text: Text, edited: Edited, before: str) -> str:
    """What became of a target's place: right, elsewhere, orphaned, and whether it was edited."""
    expected = edited.place((target.start, target.end), before)
    edited_ = "" if expected else ", its words were edited"
    try:
        found = text.find(target, distinct=target.what != "entity")((target.start, target.end))
    except Lost:
        return f"orphaned{edited_}"
    return "right" if found == expected else f"elsewhere{edited_}"


def again(target: Target, record: Record, text: Text, *, exact: bool) -> str:
    """Whether what a target is about is read again in the edited text."""
    try:
        reading.find(record, text, target, exact=exact)
    except Lost as reason:
        return re.sub(r"\d+|:.*", "", str(reason)).strip()
    return "holds"


def measure(count: int) -> dict[str, dict[str, dict[str, int]]]:
    """The outcomes by kind of thing: its place, a judgement and a note on it."""
    texts = [article["text"] for article in corpora.read(CORPUS)[: count + 1]]
    draw = random.Random(7)  # noqa: S311 (no secret)
    counts: dict[str, dict[str, Counter[str]]] = {"place": {}, "judged": {}, "noted": {}}
    for text, other in pairwise(texts):
        first = max(_PARAGRAPH.findall(other), key=len)
        record = onrecord.read(text=text)
        edited = Edited(record.document.text, first, draw)
        now, later = Text(edited.text), onrecord.read(text=edited.text)
        for target in targets(record):
            found = {"place": outcome(target, now, edited, record.document.text)}
            if found["place"] == "right":
                found["judged"] = again(target, later, now, exact=True)
                found["noted"] = again(target, later, now, exact=False)
            for part, said in found.items():
                counts[part].setdefault(target.what, Counter())[said] += 1
    return {
        part: {what: dict(each.most_common()) for what, each in sorted(by.items())}
        for part, by in counts.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    arguments = parser.parse_args()
    if not corpora.present():
        print("skipped: the corpora are not here")
        return
    print(json.dumps(measure(arguments.articles), indent=1))


if __name__ == "__main__":
    main()
