"""Who a statement is from, as origins are told apart: named ones, unnamed ones, bodies, documents.

Two sources are surely one where they are the same identity, or a body and who speaks for it;
they may be one where nothing that is printed tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.casebook.claims.claim import OriginKind
from onrecord.casebook.facts import folded
from onrecord.casebook.lineage.known import Party, Speech

NOBODY = "nobody is named"
LONGEST_NAME = 120
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PERSONS = frozenset({"person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody that a claim comes from.

    Sources of one `key` are one. `head`: what one without a name is, in a word ("official"), and
    `scope` to whom it was told; `other`: the word that tells it from one before ("another").
    `voices`: the bodies that it is or speaks for, `bodies` those it belongs to, both folded.
    `several`: at least how many the words say that they are; `plural`: more than one, and it is
    not said how many.
    """

    key: str
    kind: OriginKind
    name: str
    head: str = ""
    scope: str = ""
    other: str = ""
    voices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    several: int = 1
    plural: bool = False


def of_speech(speech: Speech, scope: str) -> list[Source]:
    """The sources of a statement.

    `scope` is to whom it was told: those without a name are one only within it.
    """
    if speech.parties and not _is_misread(speech):
        return [of_party(party, folded(printed(speech.source))) for party in speech.parties]
    words = printed(speech.source)
    if speech.parties:  # "… in Port Marren, an official said"
        words = words.split(",", 1)[1].strip()
        return [_unnamed(words, folded(words), scope)]
    whole = folded(words)
    if not whole or speech.source_kind == "unstated" or whole in _pronouns():
        name = words or NOBODY
        return [Source(key=f"{scope}|unknown", kind="unknown", name=name)]
    head = _head(whole)
    if speech.source_kind == "document" or head in lexicon.load("lineage")["papers"]:
        return [Source(key=f"document|{whole}", kind="document", name=words, head=head)]
    if speech.source_kind in ("organization", "named_person"):
        return [Source(key=f"name|{whole}", kind="named", name=words, voices=frozenset({whole}))]
    body = body_of(whole)
    if body:
        return [Source(key=f"voice|{body}", kind="named", name=words, voices=frozenset({body}))]
    return [_unnamed(words, whole, scope)]


def _is_misread(speech: Speech) -> bool:
    """Whether a place was taken for the source, before one without a name."""
    _, comma, rest = printed(speech.source).partition(",")
    return bool(
        comma
        and len(speech.parties) == 1
        and speech.parties[0].type == "place"
        and is_somebody(rest)
    )


def reported(words: str, scope: str) -> Source:
    """Somebody without a name whom an outlet is said to have something from."""
    return _unnamed(printed(words), folded(words), scope)


def is_somebody(words: str) -> bool:
    """Whether words describe somebody without a name, and are no other part of a sentence."""
    those = folded(printed(words)).split()
    if not those or len(those) > 12:
        return False
    head = _head(" ".join(those))
    if {head, _singular(head)} & _people() or any(word in _numbers() for word in those[:1]):
        return True
    return _singular(head).endswith(_agent_endings()) and head.isalpha()


def same(one: Source, other: Source) -> bool:
    """Whether two are surely one: an identity, or a body and who speaks for it."""
    return one.key == other.key or bool(one.voices & other.voices)


def indistinct(one: Source, other: Source) -> bool:
    """Whether nothing tells two apart: they are one, or have no names and descriptions that fit."""
    if same(one, other):
        return True
    if one.kind == other.kind == "unnamed":
        parted = one.scope == other.scope and one.other != other.other
        return not parted and _fit(one.head, other.head)
    if "unknown" in (one.kind, other.kind):
        return True
    return one.kind == other.kind == "document" and one.head == other.head


def perhaps_one(one: Source, other: Source) -> bool:
    """Whether two may be one: one has no name, or they belong to one body, or it is an outlet
    that does not say whom it has it from."""
    if indistinct(one, other):
        return True
    kinds = {one.kind, other.kind}
    if "outlet" in kinds or ("unnamed" in kinds and "document" not in kinds):
        return not (one.kind == other.kind == "unnamed")
    return bool((one.voices | one.bodies) & (other.voices | other.bodies))


def body_of(words: str) -> str | None:
    """The body that "a spokesman for the roads office" or "a roads office spokesman" speaks for."""
    match = _voice().search(words)
    if not match:
        return None
    after = re.match(r"\s*(?:for|of|at|with|from)\s+(?:the\s+|a\s+)?([^,;]+)", words[match.end() :])
    body = after[1] if after else words[: match.start()]
    found = " ".join(word for word in _WORD.findall(folded(body)) if word not in _leading())
    return found or None


def is_voice(words: str) -> bool:
    """Whether a role is that of somebody who speaks for others."""
    return bool(_voice().search(words))


def printed(words: str | None) -> str:
    """Words of an article as a name: on one line, and no longer than names are."""
    plain = " ".join((words or "").split()).strip(" ,;:")
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME].rsplit(' ', 1)[0]} …"


def of_party(party: Party, words: str = "") -> Source:
    """Somebody with a name; `words`: what the article calls it there, folded."""
    key = f"#{party.number}" if party.number is not None else f"name|{folded(party.name)}"
    kind: OriginKind = "document" if party.type == "work" else "named"
    found = Source(key=key, kind=kind, name=printed(party.name))
    own = {folded(party.name), key}
    if party.type not in _PERSONS:
        return replace(found, voices=frozenset(own | {words} - {""}), bodies=party.bodies)
    voices = {body for role in (*party.roles, words) if (body := body_of(role))}
    return replace(found, voices=party.voices | voices, bodies=party.bodies)


def _unnamed(words: str, whole: str, scope: str) -> Source:
    those = _WORD.findall(whole)
    head = _head(whole)
    other = next((word for word in those[:2] if word in _list("another")), "")
    count = next(
        (
            int(number)
            for word, number in _numbers().items()
            if f" {whole} ".startswith(f" {word} ")
        ),
        1,
    )
    return Source(
        key=f"{scope}|{other}|{_group(head)}",
        kind="unnamed",
        name=words,
        head=head,
        scope=scope,
        other=other,
        several=count,
        plural=count == 1 and _is_plural(those, head),
    )


def _fit(one: str, other: str) -> bool:
    anybody = _list("anybody")
    return _group(one) == _group(other) or one in anybody or other in anybody


def _group(head: str) -> str:
    """What a head says of who it is: of officialdom no more than that."""
    if head in _list("officialdom"):
        return "official"
    return "person" if head in _list("anybody") else _singular(head)


def _head(whole: str) -> str:
    """The noun of a description: "official" of "senior official in the roads office"."""
    those: list[str] = []
    for word in _before_the_rest(whole):
        those.append(word)
    return those[-1] if those else whole


def _before_the_rest(whole: str) -> Iterator[str]:
    after = frozenset(lexicon.load("sourcing")["after_head"])
    for word in whole.split(",", 1)[0].split():
        if word in after:
            return
        yield word.strip("'’\"“”.;:()")


def _is_plural(those: list[str], head: str) -> bool:
    return head in lexicon.load("sourcing")["plural_heads"] or _singular(head) != head


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("lineage")[name])


@cache
def _people() -> frozenset[str]:
    known = lexicon.load("sources")
    return (
        frozenset(known["person_nouns"])
        | frozenset(known["group_nouns"])
        | frozenset(known["document_nouns"])
        | _list("anybody")
        | _list("officialdom")
    )


@cache
def _numbers() -> dict[str, str]:
    found: dict[str, str] = lexicon.load("lineage")["numbers"]
    return found


@cache
def _agent_endings() -> tuple[str, ...]:
    return tuple(lexicon.load("sources")["agent_endings"])


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(lexicon.load("sourcing")["pronouns"])


@cache
def _leading() -> frozenset[str]:
    return frozenset({"the", "a", "an", "chief", "senior", "deputy", "another", "its", "official"})


@cache
def _voice() -> re.Pattern[str]:
    nouns = sorted(lexicon.load("lineage")["voices"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, nouns))})(?!\w)")
