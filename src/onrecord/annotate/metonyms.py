"""Whether a place's name stands for its government ("Norria denied it", "the Kremlin's refusal").

Read from the few words around the name, and precision first: a place in which something happens
("in Tarn", "TARN —", "Tarn residents", "Tarn, Norria") is a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.annotate import names
from onrecord.annotate.kind import inflections
from onrecord.annotate.people import noun
from onrecord.annotate.spans import MentionSpan
from onrecord.record import Document

LEXICONS = ("cues", "metonyms", "people", *names.LEXICONS)

_BEFORE, _AFTER = 80, 160
"""Code points beside the name that are read."""
_PLACES = frozenset({"place", "facility"})
_WORD = re.compile(r"[^\W_]+(?:[-.&'’][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s(?!\w)|(?<=s)['’](?!\w)")
_DATELINE = re.compile(r"(?:,[^.,;]{2,30})?\s?(?:\([^()]{2,30}\)\s?)?(?:—|–|-{1,2}|:)\s")
_ASIDE = re.compile(r",\s(?:(?:which|who)\s|[^,.;:\"“”]{2,40},\s)?")
_DAY = re.compile(r"(?:(?:on|last|late|early|this)\s)?[A-Z]\w+day\s")
_AND_NAME = re.compile(r"(?:and|or)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){1,3}")
_NAME_AND = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,3}(?:,|\s(?:and|or))\s(?:the\s)?\Z")
_ENDS = frozenset({"", ".", '"', "”"})
_OBJECTS = frozenset({"to", "of", "for", "that", "over", "not", "about", "on", "against"})
_SMALL = 3
"""Words between a possessive and what is the government's, at most, with it."""
_BETWEEN = 6
"""Helpers and adverbs between a name and its verb, at most."""


def is_metonym(document: Document, mention: MentionSpan, *, source: bool) -> bool:
    """Whether a name means the government or body that has its seat there.

    `source`: the name is the source of an attribution, or one of them. A seat's name ("the
    Kremlin") may be typed as an organization; it is a metonym where it acts or speaks.
    """
    text, lists = document.text, _lists()
    words = text[mention.start : mention.end].lower().rstrip(".")
    kind = names.words().whole_names.get(words)
    if mention.type not in _PLACES and kind != "seat":
        return False
    before = text[max(0, mention.start - _BEFORE) : mention.start].rpartition("\n")[2]
    after = text[mention.end : mention.end + _AFTER].partition("\n")[0]
    if after[:1] == "-" or before[-1:] in ("-", "/"):
        return False
    if not before.strip() and _DATELINE.match(after):
        return False
    lead = _lead(before)
    if lead in lists.local:
        return False
    owner = _POSSESSIVE.match(text, mention.end)
    if owner:
        return _owns_statement(after[owner.end() - mention.end :])
    known = kind in ("place", "seat")
    if lead not in lists.prepositions and (
        _acts(before, lead, after, known=known) or (known and _is_addressed(lead, after))
    ):
        return True
    said = known and lead in lists.saying and _next(after) in _ENDS
    return said or (source and _ends(after))


def _lead(before: str) -> str:
    """The word or mark before a name and its article, lower case; that before "Norria and"."""
    listed = _NAME_AND.search(before)
    found = [match.group().lower() for match in _WORD.finditer(before)]
    if listed:
        earlier = [match.group().lower() for match in _WORD.finditer(before, 0, listed.start())]
        lead = earlier[-2:] if earlier[-1:] == ["the"] else earlier[-1:]
        if lead and lead[0] in _lists().prepositions:
            return lead[0]
    if found[-1:] == ["the"]:
        found.pop()
    return found[-1] if found else ""


def _next(after: str) -> str:
    """The first word or mark after a name."""
    match = _WORD.match(after.lstrip())
    return match.group() if match else ""


def _ends(after: str) -> bool:
    """Whether a name is not the first word of a longer one ("Tarn residents")."""
    word, lists = _next(after), _lists()
    if not word[:1].isalpha():
        return True
    if word in lists.around or word.endswith("ly"):
        return True
    return word.endswith(("s", "ed")) and noun(word).type is None


def _owns_statement(after: str) -> bool:
    """Whether what a government says or does follows a possessive."""
    found = [match.group().lower() for match in _WORD.finditer(after[:80])][: _SMALL + 1]
    for index, word in enumerate(found[:_SMALL]):
        if not word[0].isalpha() or word in _lists().prepositions | _lists().auxiliaries:
            return False
        if " ".join(found[index : index + 2]) in _lists().statements:
            return True
        if word in _lists().statements:
            return found[index + 1 : index + 2] != ["'"]
    return False


def _is_addressed(lead: str, after: str) -> bool:
    """Whether a name is whom somebody accuses, urges, tells …"""
    word = _next(after)
    return _lists().forms.get(lead) in _lists().addressing and (
        word in _OBJECTS or not word[:1].isalnum()
    )


def _acts(before: str, lead: str, after: str, *, known: bool) -> bool:
    """Whether a name is the subject of a verb of speaking or acting, or has a mind."""
    lists = _lists()
    opens = not lead or not lead[0].isalnum() or lead in lists.openers or lead.endswith("ly")
    if not opens or (lead == "," and after[:1] == "," and _NAME_AND.search(before)):
        return False
    rest = after.lstrip()
    several = False
    for pattern in (_AND_NAME, _ASIDE, _DAY):
        passed = pattern.match(rest)
        if passed:
            rest = rest[passed.end() :]
            several = several or pattern is _AND_NAME
    helper = ""
    found = [match.group() for match in _WORD.finditer(rest[:80])]
    for index, printed in enumerate(found[:_BETWEEN]):
        word = printed.lower().replace("’", "'")
        if word in lists.auxiliaries:
            helper = word
        elif word in lists.adverbs or (word.endswith("ly") and word not in lists.forms):
            continue
        else:
            following = found[index + 1] if index + 1 < len(found) else ""
            return _tells(word, helper, following, known=known, several=several)
    return False


def _tells(word: str, helper: str, following: str, *, known: bool, several: bool) -> bool:
    """Whether a verb after its helper, or an adjective after "is", is a government's."""
    lists = _lists()
    if helper in lists.be and word in lists.minded:
        return known
    lemma = lists.forms.get(word)
    if lemma is None or (word.endswith("ing") != (helper in lists.be)):
        return False
    plural = not helper and not word.endswith("ed") and lemma in lists.ambiguous
    if plural and not (following.lower() in lists.follow_verb or following[:1].isupper()):
        return False  # "Norria claims on Tarn"
    if lemma == word and not (helper or several):
        return False
    return lemma in lists.speaking or (known and lemma in lists.acting)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of `metonyms.yaml`; `around`: small words beside a name; `forms`: verbs' forms."""

    speaking: frozenset[str]
    acting: frozenset[str]
    addressing: frozenset[str]
    minded: frozenset[str]
    statements: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    local: frozenset[str]
    saying: frozenset[str]
    ambiguous: frozenset[str]
    follow_verb: frozenset[str]
    around: frozenset[str]
    forms: dict[str, str]


@cache
def _lists() -> _Lists:
    own = dict(lexicon.load("metonyms"))
    irregular = {**lexicon.load("cues")["irregular"], **own.pop("irregular")}
    lists = {key: frozenset(words) for key, words in own.items()}
    verbs = lists["speaking"] | lists["acting"] | lists["addressing"]
    forms = {form: verb for verb in sorted(verbs) for form in (verb, *inflections(verb))}
    forms |= {form: verb for form, verb in irregular.items() if verb in verbs}
    small = ("prepositions", "openers", "auxiliaries", "adverbs")
    around = frozenset({"who", *irregular}).union(*(lists[key] for key in small))
    return _Lists(**lists, around=around, forms=forms)
