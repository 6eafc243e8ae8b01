"""Interviews and hearings printed without labels: which paragraphs ask and which answer.

Precision first, as for transcripts: nothing is read unless the article announces an interview
and holds questions with answers, or speaks in the first and second person throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord import lexicon
from onrecord.annotate import address
from onrecord.annotate.phrases import matcher
from onrecord.model.quotes import quotations
from onrecord.record import Block, Document

LEXICONS = ("speakers",)

FEWEST_IN_HEADLINE = 1
"""Questions to a "you" that an "I" or "we" answers, where the headline announces an interview."""
FEWEST_ANNOUNCED = 2
"""Questions with an answer, one of them such, where the introduction does."""
FEWEST_PAIRS = 3
FEWEST_MEANT = 2
"""The same where nothing does, and as many of them to a "you"."""
FEWEST_ADDRESSED = 2
"""Words to the bench or to counsel that make a hearing."""
LEAST_VOICED = 0.5
"""The share of paragraphs that are in the first or second person, ask, or are mere words."""
_FEW_WORDS = 6
_MANY_WORDS = 60
_VERY_MANY_WORDS = 100
_STAY = {"interview": (0.2, 1.0), "hearing": (1.5, 1.5)}
_STAY_CUT = 1.5
"""What it costs to be on the same side as the paragraph before: for an answer, for a question.

An interview's answers run over paragraphs, a hearing's speakers take turns."""
_READ_ON = -0.5
"""The same where a paragraph is what the one before announced (":"), or begins as a quotation."""
_STATEMENT = 0.5
"""How far what is no question looks like an answer, in an interview."""

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
_WE = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|[Oo]urselves)\b")
_YOU = re.compile(r"\b(?:you|yours?|yourself)\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w’'-]*")
_ASKS = re.compile(r"\?[\"”’')\]]*\s*\Z")
_CUT = re.compile(r"(?:--|[–—…]|\.\.\.?)\s*\Z")
_QUOTE_MARKS = '"“„«'
_LABEL = re.compile(r"\s*\(\([^()\n]{1,60}\)\)\s*:?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph of a dialogue. `cut`: it breaks off, so that another one goes on."""

    start: int
    end: int
    asks: bool
    cut: bool
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """The paragraphs in order; `hearing`: those who answer change, called upon by those who ask."""

    parts: list[Part]
    hearing: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: Block
    start: int
    bare: str
    labelled: bool
    asks: bool
    i: bool
    we: bool
    you: bool
    answers: bool
    pleads: bool
    counsel: bool
    names: bool
    calls: bool
    quotes: bool
    after_heading: bool
    reads_on: bool
    cut: bool
    words: int

    @property
    def voiced(self) -> bool:
        short = self.words <= _FEW_WORDS and not self.quotes and self.block.kind != "heading"
        said = self.pleads or self.counsel or self.calls
        return self.i or self.we or self.you or self.asks or self.answers or said or short


def find_dialogue(document: Document) -> Dialogue | None:
    """The dialogue that the article is, if it is one."""
    kinds = ("paragraph", "quote", "list", "heading")
    blocks = [block for block in document.blocks if block.kind in kinds]
    read = [
        _read(document.text, block, after=blocks[index - 1] if index else None)
        for index, block in enumerate(blocks)
    ]
    spoken = [each for each in read if _is_speech(each)]
    hearing = _is_hearing(spoken)
    if not hearing:
        first = next((i for i, each in enumerate(spoken) if each.i or each.you or each.asks), None)
        if first is None:
            return None
        spoken = spoken[first:]
        if not _is_interview(document, spoken):
            return None
    sides = _sides(spoken, hearing=hearing)
    parts = [
        Part(start=each.start, end=each.block.end, asks=asks, cut=each.cut, words=each.words)
        for each, asks in zip(spoken, sides, strict=True)
    ]
    return Dialogue(parts=parts, hearing=hearing)


def outside_quotes(text: str, start: int, end: int) -> str:
    """The words from `start` to `end`, those in quotation marks blanked out, offsets kept."""
    pieces, reached = [], start
    for quotation in quotations(text, start, end):
        if quotation.depth == 1 and quotation.start >= reached:
            pieces += [text[reached : quotation.start], " " * (quotation.end - quotation.start)]
            reached = quotation.end
    return "".join([*pieces, text[reached:end]])


def _read(text: str, block: Block, *, after: Block | None) -> _Paragraph:
    label = _LABEL.match(text, block.start, block.end)
    start = label.end() if label else block.start
    bare = outside_quotes(text, start, block.end)
    asks = bool(_ASKS.search(bare))
    return _Paragraph(
        block=block,
        start=start,
        bare=bare,
        labelled=label is not None,
        asks=asks,
        i=bool(FIRST_PERSON.search(bare)),
        we=bool(_WE.search(bare)),
        you=bool(_YOU.search(bare)),
        answers=bool(_opens("answers").match(bare)),
        pleads=address.pleads(bare),
        counsel=address.asks_counsel(bare),
        names=bool(address.spoken_to(bare)),
        calls=address.called(bare) is not None,
        quotes=bare != text[start : block.end],
        reads_on=after is not None and (text[after.end - 1] == ":" or text[start] in _QUOTE_MARKS),
        after_heading=after is not None and after.kind == "heading",
        cut=bool(_CUT.search(bare)),
        words=len(_WORD.findall(bare)),
    )


def _is_speech(each: _Paragraph) -> bool:
    """Whether a block is said at all: headings are not, but for short questions taken as such."""
    return each.words > 0 and (
        each.block.kind != "heading" or each.asks or each.cut or each.i or each.you
    )


def _is_interview(document: Document, spoken: Sequence[_Paragraph]) -> bool:
    if _share_voiced(spoken) < LEAST_VOICED:
        return False
    pairs = [(q, a) for q, a in pairwise(spoken) if q.asks and not a.asks]
    if sum(each.labelled for each in spoken) >= FEWEST_ANNOUNCED:
        return True
    meant = [(q, a) for q, a in pairs if q.you and not q.i and (a.i or a.we or a.answers)]
    headline, introduction = _before(document, spoken[0].start)
    if _said("announcing").search(headline):
        return len(meant) >= FEWEST_IN_HEADLINE
    if any(_said("announcing").search(each) for each in introduction):
        return len(pairs) >= FEWEST_ANNOUNCED and len(meant) >= FEWEST_IN_HEADLINE
    return len(pairs) >= FEWEST_PAIRS and len(meant) >= FEWEST_MEANT


def _before(document: Document, start: int) -> tuple[str, list[str]]:
    """The headline, or what stands first, and the blocks that stand before an offset."""
    words = [document.text[b.start : b.end] for b in document.blocks if b.start < start]
    return document.headline or next(iter(words), ""), words


def _is_hearing(spoken: Sequence[_Paragraph]) -> bool:
    addressed = sum(2 if each.calls else each.pleads or each.counsel for each in spoken)
    return (
        addressed >= FEWEST_ADDRESSED
        and len(spoken) > FEWEST_ADDRESSED
        and _share_voiced(spoken) >= LEAST_VOICED
    )


def _share_voiced(spoken: Sequence[_Paragraph]) -> float:
    return sum(each.voiced for each in spoken) / len(spoken)


def _sides(spoken: Sequence[_Paragraph], *, hearing: bool) -> list[bool]:
    """Whether each paragraph asks: the best course through all of them."""
    stay = _STAY["hearing" if hearing else "interview"]
    best = [0.0, 0.0]
    steps: list[list[int]] = []
    for index, each in enumerate(spoken):
        lean = _lean(each, hearing=hearing)
        more = _STAY_CUT if index and spoken[index - 1].cut else 0.0
        if index == 0:
            cost = (0.0, 0.0)
        elif each.reads_on:
            cost = (_READ_ON, _READ_ON)
        else:
            cost = (stay[0] + more, stay[1] + more)
        now, step = [], []
        for side in (0, 1):
            same = best[side] - cost[side]
            step.append(side if same > best[1 - side] else 1 - side)
            now.append(max(same, best[1 - side]) + (lean if side else -lean))
        best = now
        steps.append(step)
    side = int(best[1] > best[0])
    sides = []
    for step in reversed(steps):
        sides.append(bool(side))
        side = step[side]
    return sides[::-1]


def _lean(each: _Paragraph, *, hearing: bool) -> float:
    """How far a paragraph looks like a question (above 0) or an answer (below)."""
    if each.labelled:
        return 6.0
    lean = 0.0
    if each.asks:
        lean += 1.5 if each.words <= _MANY_WORDS else 0.8
    elif not hearing:
        lean -= _STATEMENT
    if each.you and not each.i:
        lean += 0.5
    elif each.i and not each.you:
        lean -= 0.3 if hearing else 0.8
    elif each.we and not each.you:
        lean -= 0.3
    if "?" not in each.bare and _opens("prompts").match(each.bare):
        lean += 1.2
    elif _opens("questions" if "?" in each.bare else "addresses").match(each.bare):
        lean += 0.4
    elif each.answers:
        lean -= 0.3 if each.asks else 0.8
    if each.words > _VERY_MANY_WORDS:
        lean -= 0.5 if hearing else 1.0
    elif each.words > _MANY_WORDS:
        lean -= 0.5
    if (each.block.kind == "heading" and each.asks) or each.after_heading:
        lean += 0.5
    if hearing:
        lean += bool(_said("hearing_words").search(each.bare))
        lean -= bool(_said("pleading_words").search(each.bare))
    if each.pleads:
        lean -= 2.0
    if each.counsel or each.calls or (each.names and hearing):
        lean += 2.0
    return lean


@cache
def _said(name: str) -> re.Pattern[str]:
    return matcher(lexicon.load("speakers")[name])


@cache
def _opens(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\[(]*(?:{_said(name).pattern})", re.IGNORECASE)
