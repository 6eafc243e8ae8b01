"""Time expressions of the story, each with its value.

What counts as one follows TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1); how it is
resolved follows the rules of HeidelTime and SUTime in outline: the grammar finds it, its words
give a value in part, and the day of publication, the verb's tense and what was read before
give the rest. The values, and how TIMEX3's map to them: docs/decisions/0016-time-values.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import edtf
from onrecord.annotate.times import (
    clock,
    days,
    durations,
    holidays,
    periods,
    quarters,
    relative,
    sets,
    years,
)
from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.grammar import Match, matches_at, starts
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words
from onrecord.annotate.times.shades import shaded
from onrecord.annotate.times.tokens import Tokens, tokenise
from onrecord.record import Document, Sentence, TimeExpression

__all__ = ["LEXICONS", "read"]

LEXICONS = ("dates", "times")

_HANDLERS: dict[str, Handler] = {
    **clock.HANDLERS,
    **days.HANDLERS,
    **durations.HANDLERS,
    **holidays.HANDLERS,
    **periods.HANDLERS,
    **quarters.HANDLERS,
    **relative.HANDLERS,
    **sets.HANDLERS,
    **years.HANDLERS,
    "nothing": lambda words: NOTHING,
}


def read(document: Document, sentences: Sequence[Sentence]) -> list[TimeExpression]:
    """The time expressions of a document's sentences, ids `t1`, `t2` … in the order of the text.

    They don't overlap. Relative ones are resolved against `document.published`; where that or
    what they go back to isn't known, what is not known of the value is `X`.
    """
    context = Context.of(document.published)
    found: list[TimeExpression] = []
    for sentence in sentences:
        context.enter(sentence.block)
        tokens = tokenise(document.text, sentence.start, sentence.end)
        for match, reading in _readings(tokens, context):
            start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
            earliest, latest = reading.bounds or edtf.bounds(reading.value)
            found.append(
                TimeExpression(
                    id=f"t{len(found) + 1}",
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    type=reading.type,
                    value=reading.value,
                    earliest=earliest,
                    latest=latest,
                    anchor=reading.anchor,
                )
            )
    return found


def _readings(tokens: Tokens, context: Context) -> Iterator[tuple[Match, Reading]]:
    at: int | None = 0
    while at is not None and (at := starts(tokens.classes, at)) is not None:
        for match in matches_at(tokens.classes, at):
            words = Words(match, tokens, context)
            reading = _HANDLERS[match.rule](words)
            if reading is None:
                continue
            if reading is not NOTHING:
                if reading.period is not None:
                    context.saw(reading.period)
                    context.last = match.first, match.last, reading.period
                yield match, shaded(words, reading)
            at = match.last
            break
        else:
            at += 1
