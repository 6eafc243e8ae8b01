"""Whether a passage of an answer is told with its whole authority, held against its record.

These rules know nothing of how answers are made: they read what is printed, and the record that
the passage is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.answer import Found, Passage
from onrecord.casebook.facts import outlet
from onrecord.export.sourcing import DOUBTFUL_BELOW, short
from onrecord.export.visible import one_line
from onrecord.record import Attribution, Record

OPEN = ("question", "no_comment")


def wrongs(record: Record, found: Found, side: str) -> Iterator[str]:
    """What of a passage on a side of an answer is stated without its authority, or against it."""
    yield from _of_passage(record, found.passage)
    yield from _of_side(record, found, side)


def _of_passage(record: Record, passage: Passage) -> Iterator[str]:
    """Against the record: whole sentences, the outlet, and everybody whose words are shown."""
    place, authority = passage.place, passage.authority
    sentences = {(each.start, each.end) for each in record.sentences}
    if (place.start, place.end) not in sentences:
        yield "no whole sentence"
    if record.document.text[place.start : place.end] != passage.text:
        yield "not as printed"
    name = outlet(record.document.publisher, record.document.location)
    expected = one_line(name) if name else "An article that names no outlet"
    if not authority.startswith(f"{expected} reported") or not authority.endswith(":"):
        yield "not told by the outlet"
    by_id = {said.id: said for said in record.attributions}
    shown = [
        said
        for said in record.attributions
        if any(span.start < place.end and span.end > place.start for span in said.content)
    ]
    for said in [*shown]:
        while said.inside:
            said = by_id[said.inside]
            shown.append(said)
    for said in shown:
        if said.source is None and _is_called_wrong(record, said):
            continue  # it is nobody's, and whoever calls it wrong is among those shown
        if _is_within_words(said, by_id):
            continue
        if _named(record, said).casefold() not in authority.casefold():
            yield f"{said.id} without {_named(record, said)}"
        if (
            said.kind == "denial"
            and ("did not deny" if said.negated else "denied") not in authority
        ):
            yield f"{said.id}, a denial, is not told as one"
        if said.negated and said.kind != "denial" and " not " not in authority:
            yield f"{said.id}, which was not said, is told as said"
    if not shown and not passage.chains and " reported that " in authority:
        yield "told of somebody who does not speak"


def _is_within_words(said: Attribution, by_id: dict[str, Attribution]) -> bool:
    """Whether it is nobody's who is known and stands in another's quotation, or is doubtful: the
    whole sentence is shown as the other's words."""
    outer = by_id.get(said.inside or "")
    if outer is None or said.entities or any(map(_turns, (said, outer))):
        return False
    if said.source is not None and said.unresolved != "pronoun":
        return False
    return said.confidence < DOUBTFUL_BELOW or outer.mode == "direct"


def _turns(said: Attribution) -> bool:
    return said.negated or said.kind in ("denial", "accusation", *OPEN)


def _is_called_wrong(record: Record, said: Attribution) -> bool:
    """Whether whoever tells of a statement says that it is not so."""
    by = [each.from_ for each in record.stances if (each.to, each.stance) == (said.id, "denies")]
    (sentence, *_) = [
        each.id
        for each in record.sentences
        if said.cue and each.start <= said.cue[0].start < each.end
    ]
    return bool(said.inside and said.negated) or (said.inside or sentence) in by


def _named(record: Record, said: Attribution) -> str:
    """What must be read of a statement's source."""
    if said.entities:
        return one_line(next(each.name for each in record.entities if each.id == said.entities[0]))
    if said.source is None:
        return "a source that is not stated"
    words = one_line(short(said.source.text)).split()
    return " ".join(words[1:4] if words[1:] and words[0] in ("The", "A", "An") else words[:3])


def _of_side(record: Record, found: Found, side: str) -> Iterator[str]:
    """That only what somebody says, or the outlet, stands as said; and as denied also what was
    read as saying otherwise, and is shown with that."""
    passage = found.passage
    contradicts = re.search(r"\bthis (denies|doubts) ", found.linked or "")
    if side == "denies" and passage.side == "says" and contradicts:
        return
    if passage.side != side:
        yield "it stands on another side"
    if "; and in the same sentence" in passage.authority or not passage.chains:
        if side != "says":
            yield "the outlet's own words are told as another's"
        return
    chain = [record.attribution(each.statement) for each in passage.chains[0]]
    plain = all(each.kind not in ("denial", *OPEN) and not each.negated for each in chain)
    if side == "says" and not plain:
        yield "what is denied, asked or not said stands as said"
    last = chain[-1]
    inner = [each for each in record.attributions if each.inside == last.id and not each.source]
    wrong = any(_is_called_wrong(record, each) for each in (last, *inner))
    if side == "says" and wrong:
        yield "what is called wrong stands as said"
    if side == "denies" and last.kind != "denial" and not wrong:
        yield "what nobody denies stands as denied"
