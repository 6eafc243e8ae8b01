"""Whether what is dated is no more than the content of a charge, a suspicion or a rumour."""

from __future__ import annotations

from onrecord.annotate.events.line import FINITE, PRONOUNS, Line, lists

_REACH = 14
"""Words from a happening back to the word that says that it is alleged."""
_NEAR = 4
"""Words of a noun's phrase before the noun, at most."""
_MARKS = frozenset({";", ":", ".", "(", ")", '"', "“", "”", "but"})
ASIDE = frozenset({"since", "after", "before", "when", "while", "because", "until"})
"""Before a clause that only dates or explains another."""
_OVER = frozenset({"of", "for", "with", "in", "on", "over"})
_OF = frozenset({"of", "for", "with"})
_OBJECT = 7
"""Words for who is charged, or by whom, at most."""
_IN_CHARGE = frozenset({"in", "take", "takes", "took", "taken", "taking"})
_ELSEWHERE = frozenset({"after", "before", "since", "during", "following", "in"})


def is_charged(line: Line, word: int) -> bool:
    """Whether what happened is the content of an accusation, a suspicion or a rumour.

    A noun for one with "of", "that" or a bare clause behind it ("the claim he had left"); what
    somebody is "on trial for", "charged with", "suspected of" or was "acquitted of". Of a clause
    it is the first verb, or one joined to it by "and".
    """
    crossed = False
    for i in range(word - 1, max(-1, word - 1 - _REACH), -1):
        text = line.words[i]
        acquitted = text == "guilty" and line.word(i - 1) == "not"
        if text in _MARKS or text in ASIDE or (text in lists().convicted and not acquitted):
            return False
        if text in lists().charges and line.noun[i] and line.word(i - 1) not in _IN_CHARGE:
            settled = not lists().convicted.isdisjoint(line.words[max(0, i - _NEAR) : i])
            return not crossed and not settled and _opens(line, i + 1, word)
        if text in lists().denials and line.verb[i]:
            return not crossed and _opens(line, i + 1, word)
        over = None
        if acquitted or (text in lists().charged and (line.verb[i] or text == "trial")):
            over = _led(line, i, word)
        if over is not None:
            last = word if line.word(word - 1) in ("having", "been") else word + 1
            finite = any(line.tags[k] in FINITE for k in range(over, last))
            return not finite and _is_direct(line, over + 1, word)
        if line.verb[i] and line.tags[i] in FINITE and not joined(line, i, word):
            crossed = True
    return False


def _led(line: Line, charged: int, word: int) -> int | None:
    """The preposition that leads from a charge to what it is about ("wanted by police for")."""
    about = _OVER | {"to"} if line.words[charged] == "guilty" else _OVER
    for i in range(charged + 1, min(charged + 1 + _OBJECT, word)):
        if line.verb[i] or line.words[i] == ",":
            return None
        near = i == charged + 1
        if line.words[i] in (about if near else _OF):
            money = line.words[i] == "for" and line.words[charged].startswith("charg")
            return None if money else i
    return None


def _opens(line: Line, i: int, verb: int) -> bool:
    """Whether a clause or phrase about what is alleged begins at a word, up to its verb."""
    if line.word(i) in ("of", "about", "over"):
        return not any(line.tags[k] in FINITE for k in range(i, verb + 1))
    finite = any(line.tags[k] in FINITE for k in range(i, verb + 1))
    if line.word(i) == "that":
        return finite and i + 1 < verb
    # A bare clause: "the claim he had left"; not "the claim was made".
    begins = (
        line.word(i) in PRONOUNS or line.word(i) in lists().determiners or line.tags[i] == "name"
    )
    return finite and i < verb and begins


def is_known(line: Line, noun: int) -> bool:
    """Whether a noun is spoken of as known to have happened: "the coup", not "taking a bribe"."""
    for i in range(noun - 1, max(-1, noun - 1 - _NEAR), -1):
        if line.words[i] in lists().determiners:
            return line.words[i] not in ("a", "an", "any", "no", "some", "another")
        if line.verb[i]:
            return False
    return True


def joined(line: Line, i: int, verb: int) -> bool:
    """Whether two verbs of a clause are joined: "took bribes and lied"."""
    return any(line.words[k] in ("and", "or") for k in range(i + 1, verb))


def _is_direct(line: Line, i: int, word: int) -> bool:
    """Whether it is a word that somebody is charged with, not a known happening that they led."""
    if any(line.words[k] in _ELSEWHERE for k in range(i, word)):
        return False
    doing = "gerund" in line.tags[i:word]
    return not doing or not is_known(line, word)
