"""Where those stand who take part in what is dated: a verb's clause, or a noun's phrase."""

from __future__ import annotations

from onrecord.annotate.events.dating import Dated
from onrecord.annotate.events.line import FINITE, PRONOUNS, REACH, Line, lists
from onrecord.annotate.spans import Offsets

_HARD = frozenset({";", ":", "—", "–", "(", ")", '"', "“", "”"})
_LINKS = frozenset(
    {
        "that", "because", "if", "than", "when", "while", "after", "before", "but", "until",
        "as", "since", "so", "following",
    }
)  # fmt: skip
_PARTS = frozenset({",", "and", "or"})
_DESCRIBING = frozenset({"a", "an", "the", "his", "her", "its", "their", "from", "of"})
_ASIDE = 30
"""Words of an aside between a subject and its verb, at most."""
_SHORT = 3
"""Words from "and" to the verb that it joins, at most."""
_AHEAD = 8
"""Words in which a clause after "as" shows its verb."""


def stretches(line: Line, found: Dated) -> list[Offsets]:
    """Where those stand who take part: the verb's clause, or the noun's phrase and the subject.

    Words, first and one past the last, apart and in order.
    """
    noun = line.noun[found.word]
    if found.word == found.carrier and noun:
        return [(_noun_begins(line, found.word), _ends(line, found.word, noun=True))]
    before = _before(line, found.carrier)
    if not noun:
        return [*before, (found.carrier, _ends(line, found.carrier, noun=False))]
    if found.carrier < found.word:
        return [*before, (_noun_begins(line, found.word), _ends(line, found.word, noun=True))]
    low, high = _noun_begins(line, found.word), _ends(line, found.word, noun=True)
    carried = (found.carrier, _ends(line, found.carrier, noun=False))
    return [(low, min(high, found.carrier)), carried]


def _before(line: Line, verb: int) -> list[Offsets]:
    """Where a verb's subject stands, as far as it stands before it in its clause.

    An aside between commas is left out, and so is what the clause begins with ("After the war,").
    The subject of "and left" is that of the verb before; of "who left", what stands before "who".
    """
    group = subject_end(line, verb)
    if line.word(group - 1) in PRONOUNS:
        return [(group - 1, verb)]
    low = _clause_begins(line, group)
    if line.word(group - 1) == ",":
        subject = _before_aside(line, group)
        if subject is not None:
            return [subject, (group, verb)]
    joined = group
    while joined > low and line.words[joined - 1] not in _PARTS and not line.noun[joined - 1]:
        joined -= 1
    if joined > low and line.words[joined - 1] in _PARTS and not _any_pronoun(line, joined, group):
        first = _finite_before(line, joined - 1)
        if first is not None and line.tags[verb] != "gerund":
            return [*_before(line, first), (group, verb)]
    opening = line.word(low - 1)
    bare = not any(line.noun[i] or line.words[i] in PRONOUNS for i in range(low, group))
    if opening in ("who", "whom", "which", "where") or (opening == "that" and bare):
        noun = low - 2 - (line.word(low - 2) == ",")
        return [(_name_begins(line, noun), noun + 1), (low, verb)] if noun >= 0 else [(low, verb)]
    if line.word(group - 1) != "," and (
        line.word(low - 1) in _LINKS
        or line.word(low) in lists().prepositions
        or line.word(low) == "according"
    ):
        commas = [i for i in range(low, group) if line.words[i] == ","]
        if commas:
            low = commas[-1] + 1
    return [(low, verb)]


def _before_aside(line: Line, group: int) -> Offsets | None:
    """The subject before an aside that ends at the comma before a verb ("Venn, who …, left").

    The aside begins at a comma with no other clause between it and the subject's beginning.
    """
    for i in range(group - 2, max(0, group - 1 - _ASIDE), -1):
        if line.words[i] != "," or not _describes_subject(line, i + 1):
            continue
        low = _clause_begins(line, i)
        before = line.word(low - 1)
        other = low > 0 and line.tags[low - 1] in FINITE
        if low < i and before not in lists().relatives and not other:
            return low, i
    return None


def _name_begins(line: Line, noun: int) -> int:
    """The first word of a name, or of a noun with what describes it, that ends at a word."""
    low = noun
    while low > 0 and (line.noun[low - 1] or line.tags[low - 1] == "adjective"):
        low -= 1
    return low


def _any_pronoun(line: Line, low: int, high: int) -> bool:
    return any(word in PRONOUNS for word in line.words[low:high])


def _finite_before(line: Line, i: int) -> int | None:
    """The verb of its own before a comma or "and", if there is one in the same clause."""
    for k in range(i - 1, max(-1, i - _ASIDE), -1):
        if line.words[k] in _HARD or line.words[k] in lists().relatives:
            return None
        if line.verb[k] and line.tags[k] in ("past", "present", "participle"):
            return k
    return None


def _describes_subject(line: Line, i: int) -> bool:
    """Whether an aside that begins at a word says who the subject is: "who …", "the mayor of …"."""
    return (
        line.words[i] in lists().relatives
        or line.words[i] in _DESCRIBING
        or line.words[i].isdigit()
        or line.tags[i] in ("noun", "adjective", "participle", "gerund")
    )


def _clause_begins(line: Line, verb: int) -> int:
    """The first word of the clause of a verb: behind a mark, a linking word or another clause."""
    low = verb
    while low > max(0, verb - REACH):
        text = line.words[low - 1]
        if text in _HARD or text in _LINKS or text in lists().relatives:
            break
        other = line.verb[low - 1] and line.tags[low - 1] in FINITE
        if other and _has_subject(line, low, verb):
            break
        low -= 1
    return low


def _has_subject(line: Line, low: int, verb: int) -> bool:
    """Whether what stands before a verb may be its subject, not another verb's object."""
    if line.word(verb - 1) == "to" or (verb < len(line) and line.tags[verb] == "gerund"):
        return False
    return any(line.noun[i] or line.words[i] in PRONOUNS for i in range(low, verb))


def _noun_begins(line: Line, noun: int) -> int:
    """The first word of a noun's phrase: behind a mark, a verb, a linking word or a preposition."""
    low = noun
    while low > max(0, noun - REACH):
        i = low - 1
        text = line.words[i]
        if text in _HARD or text in _LINKS or text in _PARTS or line.verb[i]:
            break
        if line.tags[i] in FINITE or (text in lists().prepositions and text != "of"):
            break
        low = i
    return low


def _ends(line: Line, word: int, *, noun: bool) -> int:
    """One past the last word of what belongs to a verb or noun, up to the next happening's."""
    high, part, comma = word + 1, 0, 0
    while high < min(len(line), word + REACH):
        text = line.words[high]
        if text in _HARD or text in lists().relatives:
            return high
        if text in _LINKS and (
            text not in ("as", "before", "that") or _clause_follows(line, high + 1)
        ):
            return high
        if line.verb[high] and line.tags[high] in ("gerund", "participle"):
            before = high - 1
            if line.words[before] == "," or (line.noun[before] and before != word):
                return high
        if line.tags[high] in FINITE or (noun and line.verb[high]):
            if part and high - part <= _SHORT:
                return part  # "and was arrested"
            return comma or part or high
        if noun and part and line.names(high):
            return part
        if text in _PARTS:
            part = part if line.words[high - 1] == "," else high
            comma = comma or (high if text == "," else 0)
        high += 1
    return high


def _clause_follows(line: Line, i: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for k in range(i, min(i + _AHEAD, len(line))):
        if line.words[k] in _HARD or line.words[k] == ",":
            return False
        if line.tags[k] in FINITE:
            return True
    return False


def subject_end(line: Line, carrier: int) -> int:
    """One past the last word that may be a verb's subject: where its group begins."""
    i = carrier
    while i > 0 and (
        line.words[i - 1] in lists().helpers
        or line.words[i - 1] in lists().passed
        or line.tags[i - 1] == "modal"
        or line.words[i - 1] == "to"
    ):
        i -= 1
    return i
