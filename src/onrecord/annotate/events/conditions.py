"""Whether what is dated is said under a condition."""

from __future__ import annotations

from onrecord.annotate.events.charges import joined
from onrecord.annotate.events.line import FINITE, PRONOUNS, Line, lists

_REACH = 14
"""Words from a verb back to the word that makes it a condition."""
_WOULD = frozenset({"would", "d", "should"})
_BEGINS = frozenset({",", ";", "and", "but", "that", '"', "“"})
_ENDS = frozenset({",", ";", ":", ".", "then", "that", "who", "which", "because", "when"})


def is_supposed(line: Line, verb: int) -> bool:
    """Whether a verb says what would be or would have been, under a condition.

    "If elected", "had he left,", "unless they vote", "would have left"; not "asked if he left".
    """
    group = [line.word(verb - k) for k in (3, 2, 1)]
    perfect = "have" in group and "to" not in group
    if perfect and not _WOULD.isdisjoint(group[: group.index("have")]):
        return True
    crossed = False
    for i in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        text = line.words[i]
        if text in _ENDS:
            return False
        if text == "unless" or (text == "if" and not _asks(line, i)):
            return not crossed
        begins = i == 0 or line.words[i - 1] in _BEGINS
        if begins and text in ("had", "were", "should"):
            behind = line.word(i + 1)
            led = behind in PRONOUNS or behind in lists().determiners or line.tags[i + 1] == "name"
            return led and not crossed
        if line.verb[i] and line.tags[i] in FINITE and not joined(line, i, verb):
            crossed = True
    return False


def is_open(line: Line, verb: int) -> bool:
    """Whether a condition may still come true: "if they vote", "if they were to vote"."""
    if line.word(verb - 1) == "to":
        return line.word(verb - 2) in ("were", "is", "are")
    return line.tags[verb] == "present" or line.word(verb - 1) in ("if", "unless")


def _asks(line: Line, i: int) -> bool:
    """Whether an "if" tells what somebody asked or doesn't know, or likens ("as if")."""
    before = line.word(i - 1)
    if before in ("as", "even", "only"):
        return True
    near = line.words[max(0, i - 3) : i]
    return any(word in lists().asking for word in near)
