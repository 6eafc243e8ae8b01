"""Whether what is dated happened, or was planned, attempted, alleged or did not happen."""

from __future__ import annotations

from functools import cache

from onrecord import lexicon
from onrecord.annotate.events.charges import ASIDE, is_charged, is_known
from onrecord.annotate.events.conditions import is_open, is_supposed
from onrecord.annotate.events.line import FINITE, REACH, Line, lists
from onrecord.record import Kind, Modality

_REACH = 7
"""Words before a verb among which those that govern it stand."""
_NOUN_REACH = 4
_OF_AUTHORITY: dict[Kind, Modality] = {
    "accusation": "alleged",
    "denial": "alleged",
    "intention": "planned",
    "order": "planned",
}
"""What an attribution's kind makes of a happening in its content.

Who denies something says that it did not happen, and somebody else that it did: it is alleged.
"""
_BE = frozenset({"is", "are", "was", "were"})
_SETTLED = frozenset({"guilty", "convicted", "sentenced", "condemned", "condemns", "condemn"})
_ORDER: tuple[Modality, ...] = ("negated", "attempted", "alleged", "planned")


def modality(line: Line, word: int, carrier: int, *, kind: Kind | None, future: bool) -> Modality:
    """The modality of the happening that `word` names, of which `carrier` is the verb.

    `kind` is that of the attribution it stands in; `future`: it is dated after publication.
    """
    found = _around_noun(line, word) or _of_own_verb(line, word) if line.noun[word] else None
    if found is None and is_charged(line, word):
        found = "alleged"
    elif found is None:
        found = _of_carrier(line, word, carrier)
        if found == "alleged" and word != carrier and is_known(line, word):
            found = None  # alleged is the part somebody had in it
    if found is None and (future or is_open(line, carrier)) and is_supposed(line, carrier):
        return "planned"
    if found is None and kind in _OF_AUTHORITY and _hangs(line, word, carrier, kind):
        found = _OF_AUTHORITY[kind]
    if found is None and future and not _is_past(line, carrier):
        return "planned"
    return found or "actual"


def _around_noun(line: Line, word: int) -> Modality | None:
    """What the words of a noun's own phrase say: "a failed coup", "the planned visit"."""
    if line.words[word] in lists().attempts:
        return "attempted"
    for i in range(word - 1, max(-1, word - 1 - _NOUN_REACH), -1):
        if line.words[i] in ("of", "in", "on", ",", "and", "that") or line.verb[i]:
            break
        for name in _ORDER:
            if line.words[i] in _words()[name] and (name != "negated" or line.words[i] == "no"):
                if line.tags[i] in FINITE:
                    continue
                return name
        if line.words[i] in lists().determiners and line.words[i] != "s":
            break
    return None


def _of_own_verb(line: Line, noun: int) -> Modality | None:
    """What the verb behind a noun makes of it: "Monday's vote was cancelled"."""
    for i in range(noun + 1, min(noun + 1 + _NOUN_REACH * 2, len(line))):
        if line.words[i] in (",", ";", ":", "and", "but", "that") or (
            line.words[i] in lists().relatives
        ):
            return None
        if line.verb[i]:
            helped = not lists().helpers.isdisjoint(line.words[i - 2 : i])
            tells = helped if line.tags[i] == "participle" else line.tags[i] == "past"
            return _undone().get(line.words[i]) if tells else None
    return None


def _of_carrier(line: Line, word: int, carrier: int) -> Modality | None:
    """What a verb and those that govern it say."""
    undone = _undone().get(line.words[carrier])
    # "The vote was cancelled on Monday" is what happened; "a vote planned for Monday" is not.
    itself = line.tags[carrier] != "past" and line.words[carrier] not in lists().put_off
    if undone and (word != carrier or (undone == "planned" and itself)):
        return undone
    if line.words[0] in lists().rumours:
        return "alleged"
    if line.words[carrier] in _words()["attempted"] and line.verb[carrier]:
        return "attempted"
    if not line.verb[carrier] and line.tags[carrier] not in FINITE:
        return None
    perfect = [line.word(carrier - k) for k in (3, 2, 1)]
    if "have" in perfect and {"may", "might", "could"}.intersection(perfect):
        return "alleged"
    if line.word(carrier - 1) == "to" and line.word(carrier - 2) in _BE:
        return "planned"  # "was to meet"
    governing = []
    for i in range(carrier - 1, max(-1, carrier - 1 - _REACH), -1):
        text = line.words[i]
        if text in (",", ";", ":", ".") or text in lists().relatives:
            break
        if text in ("that", "and", "but", "as", "if") or text in ASIDE:
            break
        governing.append(i)
        # A finite verb of another clause ends the group, and governs it by "to" or "of" alone.
        if line.verb[i] and line.tags[i] in FINITE:
            break
    # Words of another's phrase between say nothing: what governs is adjacent, or before "to".
    for name in _ORDER:
        for i in governing:
            if line.words[i] in _words()[name] and _governs(line, i, carrier, name):
                return name
    return None


def _governs(line: Line, i: int, verb: int, name: Modality) -> bool:
    """Whether a word before a verb bears on it."""
    between = line.words[i + 1 : verb]
    word = line.words[i]
    if line.tags[i] == "modal" and "have" in between:
        return False
    if word in ("failed", "fails", "refused", "refuses", "refuse", "declined") and "to" in between:
        return True
    if all(w in lists().passed or w in lists().helpers or w.endswith("ly") for w in between):
        if line.tags[i] == "modal" or name == "negated" or name == "alleged":
            return not (name == "planned" and line.tags[verb] in ("past",))
        return line.tags[verb] in ("gerund",) and name == "attempted"
    if name in ("planned", "attempted"):
        return line.word(verb - 1) == "to" or "to" in between[-4:]
    if name == "alleged":
        led = line.word(verb - 1) in ("have", "be", "been", "being", "having")
        if line.tags[verb] not in ("gerund", "base") and not led:
            return False
        return bool({"of", "to", "with", "in", "over", "for"}.intersection(between))
    return False


def _hangs(line: Line, word: int, carrier: int, kind: Kind) -> bool:
    """Whether a verb in an attribution's content is what is accused, denied, wished or asked."""
    if kind in ("denial", "accusation") and _is_beside(line, carrier):
        return False
    if kind == "denial":
        return word == carrier and line.verb[word]
    if kind == "accusation":
        # Who condemns an attack, or is found guilty of one, doesn't doubt it.
        return line.verb[word] and _SETTLED.isdisjoint(line.words[max(0, word - REACH) : word])
    return line.tags[carrier] in ("base", "gerund") and line.word(carrier - 1) == "to"


def _is_beside(line: Line, verb: int) -> bool:
    """Whether a verb's clause only dates or explains: "since he was arrested", "after he left"."""
    for i in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        if line.words[i] in ASIDE:
            return True
        if line.words[i] in (",", "that", "and") or (line.verb[i] and line.tags[i] in FINITE):
            return False
    return False


def _is_past(line: Line, carrier: int) -> bool:
    """Whether a verb tells what has been: "was held", "met"."""
    group = line.tags[max(0, carrier - 3) : carrier + 1]
    return line.tags[carrier] == "past" or (line.tags[carrier] == "participle" and "past" in group)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in lexicon.load("events")["modality"].items()}


@cache
def _undone() -> dict[str, Modality]:
    data = lexicon.load("events")["undone"]
    return {word: name for name in _ORDER for word in data.get(name, ())}
