"""Who "I" and "you" are, stretch by stretch: turns, answers, quotations, the author.

Speakers are words of the article. Whom they mean is for linking and coreference to say: the
source of a quotation may well be "he".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord import lexicon
from onrecord.annotate import address, dialogue, hearing, names, parties
from onrecord.annotate.dialogue import Part, outside_quotes
from onrecord.annotate.parties import Named
from onrecord.annotate.quoted import find_quoting
from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.annotate.transcript import abbreviations
from onrecord.record import Block, Document

LEXICONS = tuple(sorted({*dialogue.LEXICONS, *hearing.LEXICONS, *parties.LEXICONS}))

TURN = 0.95
"""Confidence: the speaker is a turn's label …"""
INTRODUCED = 0.95
"""… who gives their own name …"""
ANSWER = 0.93
"""… who is interviewed, the paragraph being taken for an answer …"""
CALLED = 0.9
"""… who was called upon in a hearing, or is addressed in the answer …"""
QUOTED = 0.9
"""… the source of the attribution that a quotation is the content of …"""
SIGNED = 0.8
"""… the name that stands below, after a dash …"""
NEAR = 0.7
"""… the source of what stands before …"""
OTHER = 0.6
"""… the one of two whom a paragraph does not name …"""
AUTHOR = 0.5
"""… the byline …"""
UNKNOWN = 0.0
"""… nobody whom the article shows. Fixed values: `ANSWER`, `CALLED` and `QUOTED` are near what was
right on GUM's documents, which the rules were made with; the others were hardly seen there."""

_BRACKET = re.compile(r"\s*[,(].*$", re.DOTALL)
_INITIALS = re.compile(r"[^\W\d_a-z]{1,3}")
_TOLD = re.compile(
    r"\b(?:told|tells|telling|asked|asks|asking|reminded|warned|urged|assured)\s"
    rf"(?P<whom>him\b|her\b|them\b|{address.NAME_WORD}(?:\s{address.NAME_WORD}){{0,3}})"
)
_TOLD_WITHIN = 60
_FIRST = frozenset({"i", "we", "me", "us"})
_ASKS_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b.*\?\s*\Z", re.DOTALL)
_MOST = 0.8
"""From this share of a block on, a quotation is the block."""
# "It is shut." — Ada Roe, harbour master
_SIGNED = re.compile(
    r"(?<=[.!?…\"”’])\s*(?P<dash>[–—]|--)\s?"
    rf"(?P<name>{address.NAME_WORD}(?:\s{address.NAME_WORD}){{0,3}})[^.!?]{{0,80}}\Z"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A stretch of text in which "I" is one person.

    `speaker` are words of the article that name or are who speaks, `addressee` those that do
    so for whom "you" means; None where the article does not show it.
    """

    start: int
    end: int
    speaker: Offsets | None
    addressee: Offsets | None
    confidence: float


def speeches(
    document: Document, turns: Sequence[AttributionSpans], found: Sequence[AttributionSpans]
) -> list[Speech]:
    """The speeches of a document, in reading order, an outer one before those within it.

    `turns` are the transcript's, `found` all attributions, turns among them. They nest: of
    those that cover a position, the innermost counts.
    """
    outer = _author(document)
    interviewee: Offsets | None = None
    talk = None if turns else dialogue.find_dialogue(document)
    if turns:
        outer += _of_turns(document, turns)
    elif talk is not None and talk.hearing:
        outer += _of_hearing(document, talk.parts)
    elif talk is not None:
        answer, asks = parties.find_parties(document, talk.parts[0].start)
        interviewee = answer[0].offsets if len(answer) == 1 else None
        outer += _of_interview(document, talk.parts, answer, asks)
    if talk is None and not turns:
        outer += _of_blocks(document, found)
    said = frozenset(turns)
    quoted = _of_quotations(
        document,
        [spans for spans in found if spans not in said],
        speaker_at(outer),
        interviewee,
    )
    return sorted([*outer, *quoted], key=lambda speech: (speech.start, -speech.end))


def speaker_at(speeches: Sequence[Speech]) -> Callable[[int], Speech | None]:
    """A look-up: the innermost speech that covers a position, None outside all of them."""
    starts: list[int] = []
    covering: list[Speech | None] = []

    def mark(position: int, speech: Speech | None) -> None:
        if starts and starts[-1] == position:
            covering[-1] = speech
        else:
            starts.append(position)
            covering.append(speech)

    open_ones: list[Speech] = []

    def close(until: int) -> None:
        while open_ones and open_ones[-1].end <= until:
            ended = open_ones.pop()
            mark(ended.end, open_ones[-1] if open_ones else None)

    for speech in sorted(speeches, key=lambda speech: (speech.start, -speech.end)):
        close(speech.start)
        mark(speech.start, speech)
        open_ones.append(speech)
    close(max((speech.end for speech in speeches), default=0))

    def at(position: int) -> Speech | None:
        index = bisect_right(starts, position) - 1
        return covering[index] if index >= 0 else None

    return at


def _author(document: Document) -> list[Speech]:
    """The whole story, if it speaks in the first person and has one author."""
    author = parties.author(document)
    story = list(document.story)
    if author is None or not story:
        return []
    bare = (outside_quotes(document.text, block.start, block.end) for block in story)
    if not any(dialogue.FIRST_PERSON.search(words) for words in bare):
        return []
    return [_speech(story[0].start, story[-1].end, author.offsets, sure=AUTHOR)]


def _own_name(text: str, start: int, end: int, *, formal: bool = False) -> Offsets | None:
    name = address.own_name(outside_quotes(text, start, end), formal=formal)
    return (start + name[0], start + name[1]) if name else None


def _of_blocks(document: Document, found: Sequence[AttributionSpans]) -> Iterator[Speech]:
    """Blocks that are somebody's words without marks: signed, "I, Ada Roe, …", after a colon."""
    text = document.text
    cues = sorted((spans.cue[0][0], spans.source) for spans in found if spans.cue and spans.source)
    before: Block | None = None
    for block in document.story:
        led, before = before, block
        if block.kind not in ("paragraph", "quote", "list"):
            continue
        name = _own_name(text, block.start, block.end, formal=True)
        signed = _SIGNED.search(text, block.start, block.end)
        if name:
            yield _speech(block.start, block.end, name, sure=INTRODUCED)
        elif signed:
            yield _speech(block.start, signed.start("dash"), signed.span("name"), sure=SIGNED)
        elif (
            led
            and (text[led.end - 1] == ":" or block.kind == "quote")
            and dialogue.FIRST_PERSON.search(outside_quotes(text, block.start, block.end))
        ):
            at = bisect_right(cues, (led.end, (led.end, led.end))) - 1
            near = at >= 0 and cues[at][0] >= led.start
            yield _speech(block.start, block.end, cues[at][1] if near else None, sure=NEAR)


def _of_turns(document: Document, turns: Sequence[AttributionSpans]) -> list[Speech]:
    """Each turn as its speaker's; "you" is the other one of two, else who speaks next or before."""
    sources = [turn.source or turn.cue[0] for turn in turns]
    who = _meant_by_labels(document, sources)
    keys = [_key(document.text[slice(*span)]) for span in who]
    extents = [(turn.content[0][0], turn.content[-1][1]) for turn in turns]
    asks = ["?" in document.text[start:end] for start, end in extents]
    found = []
    for index, other in enumerate(_others(keys, asks)):
        addressee = None if other is None else who[other]
        found.append(_speech(*extents[index], who[index], addressee, sure=TURN))
    opening = _opening_question(document, turns[0].start)
    if opening and len(set(keys)) == 2:
        second = next(index for index, key in enumerate(keys) if key != keys[0])
        found.append(_speech(opening.start, opening.end, who[second], who[0], sure=OTHER))
    return found


def _meant_by_labels(document: Document, sources: Sequence[Offsets]) -> list[Offsets]:
    """For each label its own words, or the name that it is short for ("AR", "Q")."""
    lists = lexicon.load("speakers")
    begin = sources[0][0]
    labels = [_BRACKET.sub("", document.text[slice(*source)]).strip() for source in sources]
    short = [label for label in dict.fromkeys(labels) if _INITIALS.fullmatch(label)]
    meant: dict[str, Offsets | None] = {}
    if short:
        full = [
            (label, source)
            for label, source in zip(labels, sources, strict=True)
            if not _INITIALS.fullmatch(label)
        ]
        of_labels = _by_abbreviation(full)
        of_names = _by_abbreviation(
            [(each.text, each.offsets) for each in parties.named_before(document, begin)]
        )
        for label in short:
            meant[label] = of_labels.get(label.lower()) or of_names.get(label.lower())
    asking = [label for label in labels if label.lower() in lists["asking_labels"]]
    answering = [label for label in labels if label.lower() in lists["answering_labels"]]
    if asking or answering:
        answer, asks = parties.find_parties(document, begin)
        only = answer[0].offsets if len(answer) == 1 else None
        meant |= dict.fromkeys(asking, asks.offsets if asks else None)
        meant |= dict.fromkeys(answering, only)
    return [meant.get(label) or source for label, source in zip(labels, sources, strict=True)]


def _by_abbreviation(named: Sequence[tuple[str, Offsets]]) -> dict[str, Offsets]:
    """What is short for one of the names alone, and where that name stands first."""
    first: dict[str, dict[str, Offsets]] = {}
    for name, span in named:
        for short in abbreviations(name):
            first.setdefault(short, {}).setdefault(name.lower(), span)
    return {short: next(iter(of.values())) for short, of in first.items() if len(of) == 1}


def _key(label: str) -> str:
    """What labels of one speaker share: the last name."""
    return names.last(_BRACKET.sub("", label))


def _others(keys: Sequence[str], asks: Sequence[bool]) -> list[int | None]:
    """For each turn one of whom it speaks to: who answers a question, who asked the last one.

    Where those are the speaker, the nearest turn of somebody else.
    """
    after: list[int | None] = [None] * len(keys)
    for index in range(len(keys) - 2, -1, -1):
        after[index] = after[index + 1] if keys[index] == keys[index + 1] else index + 1
    found: list[int | None] = []
    before: int | None = None
    asked: int | None = None
    for index, key in enumerate(keys):
        if index and keys[index - 1] != key:
            before = index - 1
        last = asked if asked is not None and keys[asked] != key else before
        found.append(
            after[index] if (asks[index] and after[index] is not None) or last is None else last
        )
        if asks[index]:
            asked = index
    return found


def _opening_question(document: Document, begin: int) -> Block | None:
    """The block right before the first turn, if it is a question to a "you"."""
    before = [block for block in document.story if block.end <= begin][-1:]
    for block in before:
        if block.kind in ("paragraph", "heading"):
            bare = outside_quotes(document.text, block.start, block.end)
            if _ASKS_YOU.search(bare):
                return block
    return None


def _of_hearing(document: Document, parts: Sequence[Part]) -> list[Speech]:
    return [
        _speech(
            heard.part.start,
            heard.part.end,
            heard.speaker,
            heard.addressee,
            sure=INTRODUCED if heard.introduced else CALLED,
        )
        for heard in hearing.hear(document.text, parts)
    ]


def _of_interview(
    document: Document, parts: Sequence[Part], answer: Sequence[Named], asks: Named | None
) -> list[Speech]:
    """Answers as the interviewee's; where several are, as far as an answer tells them apart."""
    text = document.text
    only = answer[0].offsets if len(answer) == 1 else None
    own = [None if part.asks else _own_name(text, part.start, part.end) for part in parts]
    if not answer:
        mine = {_key(text[slice(*name)]): name for name in reversed(own) if name}
        only = next(iter(mine.values())) if len(mine) == 1 else None
    asking = asks.offsets if asks else None
    found = []
    for part, name in zip(parts, own, strict=True):
        if part.asks:
            speaker, addressee, sure = asking, only, ANSWER
        else:
            # "You" in an answer is mostly anybody.
            speaker, addressee = name or only, None
            sure = INTRODUCED if name else ANSWER
            if speaker is None and len(answer) == 2:
                speaker, sure = _not_named(text, part, answer), OTHER
        found.append(_speech(part.start, part.end, speaker, addressee, sure=sure))
    return found


def _not_named(text: str, part: Part, answer: Sequence[Named]) -> Offsets | None:
    """The one of two of whom an answer does not speak, if it speaks of the other."""
    words = frozenset(_WORD.findall(outside_quotes(text, part.start, part.end)))
    named = [bool(words & frozenset(each.text.split())) for each in answer]
    return answer[named.index(False)].offsets if sum(named) == 1 else None


def _of_quotations(
    document: Document,
    found: Sequence[AttributionSpans],
    outer: Callable[[int], Speech | None],
    interviewee: Offsets | None,
) -> Iterator[Speech]:
    """Quotations as their sources'; one without, as who was quoted or spoke right before."""
    sources = sorted(
        (spans.content[-1][1], spans.source) for spans in found if spans.source and spans.content
    )
    last: Speech | None = None
    for quoting in find_quoting(document, found):
        block, before, last = quoting.block, last, None
        if quoting.goes_on:
            start, end = quoting.goes_on
            last = _speech(start, end, before.speaker if before else None, sure=NEAR)
            yield last
        within: list[Speech] = []
        for quotation, spans in quoting.quotations:
            start, end = quotation.start, quotation.end
            while within and within[-1].end <= start:
                within.pop()
            around = within[-1] if within else outer(start)
            alone = _is_most(start, end, block.start, block.end)
            speaker: Offsets | None
            addressee = None
            if spans and spans.source and (not alone or _is_in(spans.source, block)):
                speaker, sure = _meant(document.text, spans.source, around), QUOTED
                addressee = _told(document.text, spans)
            elif around and _is_most(start, end, around.start, around.end):
                speaker, addressee, sure = around.speaker, around.addressee, around.confidence
            elif alone and interviewee:
                speaker, sure = interviewee, NEAR
            elif spans and spans.source:
                speaker, sure = _meant(document.text, spans.source, around), QUOTED
            elif around and around.confidence != AUTHOR:
                speaker, sure = None, UNKNOWN
            elif last or (before and start == block.start):
                quoted = last or before
                speaker, sure = quoted.speaker if quoted else None, NEAR
            else:
                at = bisect_right(sources, (start, (start, start))) - 1
                near = at >= 0 and sources[at][0] > block.start
                speaker, sure = sources[at][1] if near else None, NEAR
            speech = _speech(start, end, speaker, addressee, sure=sure)
            within.append(speech)
            if quotation.depth == 1:
                last = speech
            yield speech


def _is_most(start: int, end: int, low: int, high: int) -> bool:
    return low <= start and end - start >= _MOST * (high - low)


def _is_in(source: Offsets, block: Block) -> bool:
    return block.start <= source[0] < block.end


def _meant(text: str, source: Offsets, around: Speech | None) -> Offsets | None:
    """A source, or whom the speech around it means by "I" or "you"."""
    words = text[slice(*source)].lower()
    if words in _FIRST:
        return around.speaker if around else None
    if words == "you":
        return around.addressee if around else None
    return source


def _speech(
    start: int,
    end: int,
    speaker: Offsets | None,
    addressee: Offsets | None = None,
    *,
    sure: float,
) -> Speech:
    known = speaker is not None or addressee is not None
    return Speech(
        start=start,
        end=end,
        speaker=speaker,
        addressee=addressee,
        confidence=sure if known else UNKNOWN,
    )


def _told(text: str, spans: AttributionSpans) -> Offsets | None:
    """Whom the cue says to be spoken to ("told Roe")."""
    if not spans.cue:
        return None
    begin = spans.cue[0][0]
    stop = min([begin + _TOLD_WITHIN, *(start for start, _ in spans.content if start > begin)])
    match = _TOLD.search(text, begin, stop)
    return match.span("whom") if match else None
