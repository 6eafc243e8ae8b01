"""The documents that an answer is drawn from, each opened once, with people's decisions applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.answer.telling import Telling
from onrecord.answer.weighing import BESIDE, Text, holds
from onrecord.casebook import Casebook
from onrecord.casebook.relevant import Relevant
from onrecord.record import Attribution, Sentence

DOCUMENTS = 60
"""Documents that are kept open at once."""


class Shelf:
    """Documents by their keys; `leave_out` are texts that are not drawn from."""

    def __init__(self, casebook: Casebook, *, leave_out: Collection[str] = ()) -> None:
        self._casebook = casebook
        self._leave_out = leave_out
        self._tellings: dict[str, Telling] = {}
        self._closed: set[str] = set()

    def telling(self, key: str, version: int) -> Telling | None:
        """A document; None where it is left out."""
        if key in self._closed:
            return None
        telling = self._tellings.pop(key, None)
        if telling is None:
            record = self._casebook.record(key, version, decided=True)
            if record.document.text in self._leave_out:
                self._closed.add(key)
                return None
            telling = Telling(record, key, version)
            if len(self._tellings) >= DOCUMENTS:
                del self._tellings[next(iter(self._tellings))]  # the longest unused
        self._tellings[key] = telling
        return telling


def likeliest(
    found: Sequence[Relevant], weight: Mapping[str, float], documents: int
) -> list[Relevant]:
    """The sentences of so many documents as hold most of the words, by what each counts.

    That is seen without a document being opened; what a sentence meets by whom it means is not.
    """
    within = holds([each.text for each in found], [*weight])
    beside = holds([each.headline for each in found], [*weight])
    best: dict[str, float] = {}
    for each, here, head in zip(found, within, beside, strict=True):
        score = sum(weight[word] * (1 if word in here else BESIDE) for word in here.union(head))
        best[each.document] = max(best.get(each.document, 0.0), score)
    kept = set(sorted(best, key=lambda key: -best[key])[:documents])
    return [each for each in found if each.document in kept]


def mattering(
    telling: Telling,
    sentence: Sentence,
    said: Sequence[Attribution],
    weight: Mapping[str, float],
    *,
    own: bool = True,
) -> Attribution | None:
    """The statement of a sentence that holds most of some words, by what each counts.

    None where the outlet's own words hold more (unless `own` is False), or where none holds any.
    """
    words = telling.record.document.text
    contents = [_within(words, each, sentence) for each in said]
    rest = _outside(words, telling.statements(sentence), sentence)
    outlets, *scores = (
        sum(weight[word] for word in held) for held in holds([rest, *contents], [*weight])
    )
    best = max(range(len(said)), key=lambda at: (scores[at], -len(contents[at])), default=None)
    if best is None or (own and outlets > scores[best]):
        return None
    return said[best] if scores[best] or not weight else None


def content(telling: Telling, said: Attribution | None, sentence: Sentence) -> str:
    """The words of a statement's content in a sentence; None: what the outlet says there."""
    words = telling.record.document.text
    if said is None:
        return _outside(words, telling.statements(sentence), sentence)
    return _within(words, said, sentence)


def text(
    telling: Telling,
    sentence: Sentence,
    said: Sequence[Attribution],
    named: Mapping[str, Collection[tuple[str, str]]],
) -> Text:
    """A sentence as it is weighed. `named` are the entities that go by each phrase: its words are
    met where one of them is mentioned, by whatever word, or speaks."""
    words, key = telling.record.document.text, telling.key
    beside = [telling.record.document.headline or ""]
    if before := telling.before(sentence):
        beside.append(words[before.start : before.end])
    present = telling.present(sentence).union(*(each.entities for each in said))
    met = {
        word
        for phrase, entities in named.items()
        if any((key, id) in entities for id in present)
        for word in phrase.split()
    }
    return Text(
        sentence=words[sentence.start : sentence.end],
        beside="\n".join(beside),
        met=frozenset(met),
    )


def _within(text: str, said: Attribution, sentence: Sentence) -> str:
    """The words of a statement's content that stand in a sentence."""
    return " ".join(
        text[max(span.start, sentence.start) : min(span.end, sentence.end)]
        for span in said.content
        if span.start < sentence.end and span.end > sentence.start
    )


def _outside(text: str, said: Iterable[Attribution], sentence: Sentence) -> str:
    """The words of a sentence that are no statement's content."""
    left = [*text[sentence.start : sentence.end]]
    for each in said:
        for span in each.content:
            low, high = max(span.start, sentence.start), min(span.end, sentence.end)
            for at in range(low, high):
                left[at - sentence.start] = " "
    return "".join(left)
