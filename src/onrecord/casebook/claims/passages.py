"""The passages of a record that may take part in claims, with what tells them apart.

Statements are compared by their content; that a source denies or doubts it is kept apart. A
sentence takes part only if nobody is reported to say anything in it, or nobody but an outlet that
it credits: it is then the outlet's own voice whole, or what it says besides whom it has that from.
Whom "he" or "I" means is put in their place where it is known, for the comparison alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, cast

from onrecord.annotate.stances import lists as stances_lists
from onrecord.annotate.stances.taking import read_taken
from onrecord.annotate.stances.words import Said, read
from onrecord.casebook.claims.amounts import amounts
from onrecord.casebook.claims.lists import words
from onrecord.casebook.lineage import credits, outlets, sources
from onrecord.casebook.lineage.telling import is_telling
from onrecord.export import dates
from onrecord.record import Attribution, Entity, MentionKind, Record, Sentence

Turn = Literal["same", "denies", "doubts"]
"""How whoever a passage is by stands to its content: says it, denies it, doubts it."""
Sort = Literal["person", "body", "place"]

FEWEST = 4
"""Words that tell something, in a passage that takes part."""
LONGEST = 600
"""Code points of a passage that are compared."""

_MONTH = 31
"""Days of a date that still tells two happenings apart."""

_SORTS: dict[str, Sort] = {
    "person": "person",
    "organization": "body",
    "group": "body",
    "place": "place",
    "facility": "place",
}
_NOT_SAID = frozenset({"question", "order", "no_comment"})
_BLOCKS = frozenset({"headline", "paragraph", "quote", "list"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[“”\"]|(?<!\w)[‘’']|[‘’'](?!\w)")
_OPENING = re.compile(r"(?:that|whether|how)\s+", re.IGNORECASE)
_ENDS = " ,;:–—-"
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
_BEFORE, _NEAR = 60, 3
"""Code points before a cue, and words before a predicate in them, that are looked at."""
_SEVERAL = frozenset({"we", "us", "our", "ours"})
_SHORT = 3
_MOSTLY = 0.6
"""Share of a statement's content that lies in statements inside it, from which on those tell it."""

_CREDIT = re.compile(
    r"\b(?:contributed (?:to|from)|reporting by|editing by|with reporting)\b", re.IGNORECASE
)
"""Who wrote an article is no report of it."""
_CREDITED = 2000
"""How much less plain a sentence is for also saying whom it has it from."""
_QUOTED = re.compile(r"[“\"](?:[^”\"\s]+\s+){3,}[^”\"\s]+[”\"]")
"""A quotation of four words or more."""

Offsets = tuple[int, int]


class Name(NamedTuple):
    """Somebody or something that a passage names; `identity`: its number over all documents."""

    sort: Sort
    name: str
    identity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A statement's content, or a sentence in the outlet's own voice.

    `ref` is the attribution's or the sentence's id; `start` and
    `end` are where its words begin and end in the document's text; `words` are compared, with
    names in the place of pronouns. `turn`: how its source stands to them. `days` are the dates in
    it (first, last; see export/dates.py), `numbers` its other numbers. `plain`: the less, the
    better it can stand for others.
    """

    kind: Literal["statement", "sentence"]
    ref: str
    start: int
    end: int
    words: str
    turn: Turn
    names: tuple[Name, ...]
    numbers: frozenset[float]
    days: tuple[tuple[int, int], ...]
    plain: int


def of_record(record: Record, identities: Mapping[str, int] | None = None) -> list[Passage]:
    """The passages of a record in the order of its text.

    `identities`: the number of each entity over all documents, by its id.
    """
    text = _Text(record, identities or {})
    said = read(record.document, record.sentences, record.entities, record.attributions)
    statements = [*_statements(record, said, text)]
    found = [*statements, *_sentences(record, text, {each.ref for each in statements})]
    return sorted(found, key=lambda each: (each.start, each.end, each.ref))


class Told(NamedTuple):
    """What a record says of its own statements: `by`, which begins at `start`, denies `to`."""

    by: str
    start: int
    to: str
    stand: Literal["denies", "doubts", "supports"]
    confidence: float


def stances(record: Record) -> list[Told]:
    """The stances of a record's attributions to its passages, each pair once."""
    starts = {
        each.id: min(span.start for span in (*each.content, *each.cue))
        for each in record.attributions
    }
    found: dict[tuple[str, str], Told] = {}
    for stance in record.stances:
        if stance.stance != "neutral" and stance.from_ in starts:
            told = Told(
                stance.from_,
                starts[stance.from_],
                stance.to,
                stance.stance,
                round(stance.confidence, 3),
            )
            found.setdefault((told.by, told.to), told)
    return [*found.values()]


def telling(text: str) -> list[str]:
    """The words of a text that tell something, in small letters."""
    small = words().small
    plain = text.replace("’", "'").lower()
    return [
        word
        for match in _WORD.finditer(plain)
        if len(word := match.group()) > 1 and word not in small
    ]


def turns(text: str) -> int:
    """How many words of a text turn its sense round ("not", "never", "false")."""
    turning = words().turning
    plain = text.replace("’", "'").lower()
    return sum(word in turning for word in _WORD.findall(plain))


def _statements(record: Record, said: Sequence[Said], text: _Text) -> Iterator[Passage]:
    inner: dict[str, list[Offsets]] = {}
    for each in record.attributions:
        if each.inside and each.content:
            inner.setdefault(each.inside, []).extend(_pieces(each))
    for statement in said:
        attribution = statement.attribution
        turn = _turn(statement, record.document.text)
        if turn is None or _is_told_inside(attribution, inner.get(attribution.id, ())):
            continue
        pieces = _pieces(attribution)
        made = text.passage("statement", attribution.id, pieces, turn, attribution.entities)
        if made:
            yield made


def _turn(said: Said, text: str) -> Turn | None:
    """How a source stands to the content; None where that is not said of it."""
    attribution = said.attribution
    if not attribution.content or attribution.kind in _NOT_SAID or attribution.negated:
        return None
    if attribution.source and attribution.source.text.lower() in words().nobody:
        return None  # "nobody should believe that"
    taken = read_taken(said)
    if taken and taken.how in ("cue", "claim") and taken.stance in ("denies", "doubts"):
        return taken.stance
    if attribution.kind == "denial":
        return None  # "denied her the seat", "rejected the offer"
    return _turned_by_predicate(attribution, text)


def _turned_by_predicate(said: Attribution, text: str) -> Turn | None:
    """The turn of what it is wrong to say ("it would be false to claim that"), or right; None: it
    is not wrong to say it, which is no holding."""
    cue = min(said.cue, key=lambda span: span.start, default=None)
    if cue is None:
        return "same"
    before = _SENTENCE_END.split(text[max(0, cue.start - _BEFORE) : cue.start])[-1]
    lower = _WORD.findall(f"{before}{cue.text}".replace("’", "'").lower())
    if "to" not in lower[-3:-1]:
        return "same"  # "to say" is the cue itself; before it may stand what was said
    lists, at = stances_lists.lists(), len(lower) - 1 - lower[::-1].index("to")
    for index in range(at):
        found = lists.predicates.at(lower, index)
        if found is None or index + found[0] != at:
            continue
        negated = any(word in lists.negations for word in lower[max(0, index - _NEAR) : index])
        if found[1] in ("denies", "doubts"):
            return None if negated else cast(Turn, found[1])
        turned: Turn = "doubts" if found[1] == stances_lists.CREDIBLE else "denies"
        return turned if negated else "same"
    return "same"


def _is_told_inside(said: Attribution, inner: Iterable[Offsets]) -> bool:
    """Whether what is said is mostly what others say in it: they are its passages."""
    whole = sum(end - start for start, end in _pieces(said))
    return sum(end - start for start, end in inner) > _MOSTLY * whole


def _sentences(record: Record, text: _Text, stated: Set[str]) -> Iterator[Passage]:
    """The sentences that an outlet answers for itself; `stated`: attributions that are passages."""
    taken = sorted(
        (span.start, span.end)
        for said in record.attributions
        if said.id in stated or said.inside or _tells(said)
        for span in (*said.content, *said.cue, *([said.source] if said.source else []))
    )
    blocks = record.document.blocks
    outlet = _Outlets(record)
    for sentence in record.sentences:
        if blocks[sentence.block].kind not in _BLOCKS or _touched(sentence, taken):
            continue
        start, end = sentence.start, sentence.end
        if not _is_own_word(record.document.text[start:end]):
            told = outlet.told(start, end)
            if told is None or not _is_own_word(record.document.text[slice(*told)]):
                continue
            start, end = told
        made = text.passage("sentence", sentence.id, [(start, end)], "same", ())
        if made:
            whole = (start, end) == (sentence.start, sentence.end)
            yield made if whole else replace(made, plain=made.plain + _CREDITED)


def _tells(said: Attribution) -> bool:
    """Whether somebody is reported to say something; else it is the outlet that tells it."""
    cue = " … ".join(span.text for span in said.cue)
    return is_telling(cue, said.kind, said.mode, inside=said.inside is not None)


class _Outlets:
    """The outlets that an article names, and what it says that it has from them."""

    def __init__(self, record: Record) -> None:
        self._text = record.document.text
        own = record.document.publisher
        self._named = sorted(
            (each.start, each.end, entity.name)
            for entity in record.entities
            if entity.type not in ("person", "place")
            and (outlets.sounds_like_one(entity.name) or entity.name == own)
            for each in entity.mentions
            if each.kind == "name"
        )

    def told(self, start: int, end: int) -> Offsets | None:
        """What a sentence says besides whom it has it from; None: it credits no outlet.

        "According to the Courier, the crane was closed", "…, an official told the Courier".
        """
        first = bisect_left(self._named, (start,))
        last = bisect_left(self._named, (end,))
        named = [each for each in self._named[first:last] if each[1] <= end]
        found = credits.within(self._text, [(start, end)], named)
        credit = next((each for each in found if each.kind == "words"), None)
        if credit is None:
            return None
        if (comma := self._text.rfind(",", start, credit.start)) >= 0:
            return self._without_source(start, comma)
        comma = self._text.find(",", credit.end, end)
        return (comma + 2, end) if comma >= 0 else None

    def _without_source(self, start: int, end: int) -> Offsets:
        """Words without what stands at their end of who told an outlet: "…, an official"."""
        while (comma := self._text.rfind(",", start, end)) >= 0:
            last = self._text[comma + 1 : end].strip()
            if not (sources.is_somebody(last) or last.lower().startswith("speaking ")):
                break
            end = comma
        return start, end


def _is_own_word(printed: str) -> bool:
    """Whether a sentence without attributions reports something, and not what others say.

    An attribution may have been missed, or rejected by a person: words of saying and quotations
    show it.
    """
    if printed.rstrip(" ”\"'’").endswith("?") or _CREDIT.search(printed) or _QUOTED.search(printed):
        return False
    reporting = words().reporting
    return not any(word in reporting for word in _WORD.findall(printed.lower()))


def _touched(sentence: Sentence, spans: Sequence[Offsets]) -> bool:
    index = bisect_left(spans, (sentence.end, 0)) - 1
    # A long span may begin before shorter ones: look back over those of a sentence or two.
    return any(end > sentence.start for _, end in spans[max(0, index - 12) : index + 1])


def _pieces(said: Attribution) -> list[Offsets]:
    return [(span.start, span.end) for span in said.content]


class _Mentioned(NamedTuple):
    start: int
    end: int
    kind: MentionKind
    entity: Entity


class _Text:
    """A record's text, to be asked for passages."""

    def __init__(self, record: Record, identities: Mapping[str, int]) -> None:
        self._identities = identities
        self._text = record.document.text
        self._entities: Mapping[str, Entity] = {
            entity.id: entity
            for entity in record.entities
            if entity.type in _SORTS and any(each.kind == "name" for each in entity.mentions)
        }
        self._mentions = sorted(
            (
                _Mentioned(each.start, each.end, each.kind, entity)
                for entity in self._entities.values()
                for each in entity.mentions
            ),
            key=lambda each: (each.start, each.end, each.entity.id),
        )
        self._times = sorted(
            (time for time in record.times if time.type in ("date", "time")),
            key=lambda time: (time.start, time.end),
        )

    def passage(
        self,
        kind: Literal["statement", "sentence"],
        ref: str,
        pieces: Sequence[Offsets],
        turn: Turn,
        speakers: Iterable[str],
    ) -> Passage | None:
        """The passage of some pieces of text; None where they tell too little."""
        printed = " ".join(self._text[start:end] for start, end in pieces)
        if len(telling(printed)) < FEWEST or not _is_told(printed):
            return None
        mentions = [each for piece in pieces for each in self._within(piece)]
        names = {each.entity.id: self._name(each.entity) for each in mentions}
        if _speaks_of_self(printed):
            for id in speakers:
                if id in self._entities:
                    names.setdefault(id, self._name(self._entities[id]))
        times = [
            time
            for time in self._times
            if any(start <= time.start and time.end <= end for start, end in pieces)
        ]
        days = {
            (first, last)
            for time in times
            if (first := dates.first_day(time.earliest)) is not None
            and (last := dates.last_day(time.latest)) is not None
            and last - first <= _MONTH
        }
        gone = [(time.start, time.end) for time in times]
        return Passage(
            kind=kind,
            ref=ref,
            start=pieces[0][0],
            end=pieces[-1][1],
            words=self._resolved(pieces)[:LONGEST],
            turn=turn,
            names=tuple(names.values()),
            numbers=amounts(" ".join(self._without(piece, gone) for piece in pieces)),
            days=tuple(sorted(days)),
            plain=_plainness(printed),
        )

    def _name(self, entity: Entity) -> Name:
        return Name(_SORTS[entity.type], entity.name, self._identities.get(entity.id))

    def _within(self, piece: Offsets) -> list[_Mentioned]:
        start, end = piece
        low = bisect_left(self._mentions, start, key=lambda each: each.start)
        high = bisect_left(self._mentions, end, key=lambda each: each.start)
        return [each for each in self._mentions[low:high] if each.end <= end]

    def _without(self, piece: Offsets, gone: Iterable[Offsets]) -> str:
        """The text of a piece without some spans in it."""
        found, at = "", piece[0]
        for start, end in gone:
            if at <= start and end <= piece[1]:
                found += f"{self._text[at:start]} "
                at = end
        return found + self._text[at : piece[1]]

    def _resolved(self, pieces: Iterable[Offsets]) -> str:
        """Pieces on one line, with the name where an entity is first meant by a pronoun."""
        found, told = [], set[str]()
        for start, end in pieces:
            at = start
            for each in self._within((start, end)):
                if each.start < at:
                    continue
                if each.kind == "pronoun" and each.entity.id not in told:
                    name = self._for_pronoun(each)
                    if name:
                        found += [self._text[at : each.start], name]
                        at = each.end
                told.add(each.entity.id)
            found += [self._text[at:end], " "]
        return _sentence("".join(found))

    def _for_pronoun(self, mention: _Mentioned) -> str | None:
        """What stands for a pronoun: the name, or whose something is; None: it stays."""
        listed = words()
        pronoun = self._text[mention.start : mention.end].lower()
        if pronoun == "her":
            after = _WORD.match(self._text, mention.end + 1)
            owns = after is not None and after.group().lower() not in listed.after_object
        else:
            owns = pronoun in listed.possessives
        if pronoun in _SEVERAL and mention.entity.type == "person":
            return None  # "we" is more than whoever says it
        if not owns and pronoun != "her" and pronoun not in listed.subjects:
            return None
        return f"{mention.entity.name}’s" if owns else mention.entity.name


def _sentence(content: str) -> str:
    """Words of a content as a sentence of their own: what the judge was taught with."""
    text = _SPACE.sub(" ", _MARKS.sub("", content)).strip(_ENDS)
    opening = _OPENING.match(text)
    text = text[opening.end() :] if opening else text
    if not text:
        return text
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?…' else '.'}"


def _is_told(printed: str) -> bool:
    """Whether words hold a clause, and not only name something ("the cost of the wall")."""
    verbs = words().verbs
    plain = printed.replace("’", "'").lower()
    if plain.startswith(("that ", "to ")):
        return True
    return any(
        word in verbs or (word.endswith(("ed", "n't")) and len(word) > _SHORT)
        for word in _WORD.findall(plain)
    )


def _speaks_of_self(printed: str) -> bool:
    listed = words().first_persons
    plain = printed.replace("’", "'").lower()
    return any(match.group() in listed for match in _WORD.finditer(plain))


def _plainness(printed: str) -> int:
    """How badly words can stand for others: what points elsewhere first, then their length."""
    listed = words()
    pointing = listed.subjects | listed.possessives | {"her", "this", "that", "these", "those"}
    plain = printed.replace("’", "'").lower()
    points = sum(match.group() in pointing for match in _WORD.finditer(plain))
    return 1000 * points + min(len(printed), 999)
