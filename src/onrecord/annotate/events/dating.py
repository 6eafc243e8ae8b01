"""What a date dates: the verb or the noun for what happened then.

A date that stands before a noun ("the 2018 attack", "Monday's vote") or behind its "of" ("the
attacks of Sept. 11") dates the noun. Any other belongs to its clause: the verb beside it, the first
verb after a date in front of the clause, else the last one before it; where that verb only
carries a noun ("was behind a coup in 2016") it is the noun.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.events.line import FINITE, LEAST_NOUN, REACH, VERBS, Line, lists

_HARD = frozenset({";", ":", "—", "–"})
_RUN = 6
"""Words of a noun phrase after a date, at most."""
_LIKELY_HEAD = 0.35
_OBJECT, _SUBJECT = 8, 16
"""Words behind and before a verb among which its object and its subject stand."""
_ASIDE = frozenset({"before", "after", "when", "while", "because", "as", "since", "although", "if"})
_BE = frozenset({"is", "was", "are", "were", "be", "been"})
_UNTIL = frozenset({"until", "till", "to"})
_NEAR = 4
"""Words between what was put off and "until", at most."""
_APART = frozenset({",", "and", "but", "or", "because", "although", "though", "while", "if"})


class Dated(NamedTuple):
    """The word that says what happened, and how sure it is that the date is its own.

    `carrier` is the verb that the noun `word` is subject or object of, else the word itself.
    """

    word: int
    carrier: int
    sure: float


def dated(line: Line, low: int, high: int) -> Dated | None:
    """What the date in words `low` to `high` dates; None: nothing that happens."""
    modified, found = _modified(line, low, high)
    if modified:
        return found
    first = low
    while _skippable(line, first - 1):
        first -= 1
    if _is_topic(line, first, low):
        return None
    if line.word(first - 1) == "of":
        noun = first - 2
        if line.word(noun) in lists().parts_of_dates or line.word(noun) == "and":
            first = noun
            while _skippable(line, first - 1) or line.word(first - 1) in lists().determiners:
                first -= 1
        else:
            return _of_date(line, noun)
    if line.word(first - 1) == "than" and line.word(first - 2) in ("more", "less", "fewer"):
        first -= 2
    lead = line.word(first - 1)
    off = any(line.word(first - k) in lists().put_off for k in range(2, 2 + _NEAR))
    if lead in _UNTIL and off:
        return _in_clause(line, first - 1, high)
    if lead in lists().beside or (lead == "to" and line.word(first - 2) == "back"):
        return None
    if lead in lists().prepositions:
        first -= 1
    while line.word(first - 1) in ("(", "["):  # "at 6 p.m. (1700 UTC)"
        first -= 1
    return _in_clause(line, first, high)


def _is_topic(line: Line, first: int, low: int) -> bool:
    """Whether a date is what is spoken of ("talk about the night of May 4"), and not about when
    ("about two months ago")."""
    return any(
        line.words[i] == "about" and line.word(i + 1) in lists().definite
        for i in range(first - 1, low)
        if i >= 0
    )


def _of_date(line: Line, noun: int) -> Dated | None:
    """What is dated by a date behind "of": the noun before, or the one whose part that is.

    "The fall of the house of the 1980s" is what happened, though the house did not.
    """
    for i in range(noun, max(-1, noun - _RUN), -1):
        if line.noun[i] and line.event[i] >= _LIKELY_HEAD:
            return Dated(i, i, 0.9 if i == noun else 0.7)
        if not (line.noun[i] or line.tags[i] == "adjective" or line.words[i] in ("of", "the")):
            return None
    return None


def _skippable(line: Line, i: int) -> bool:
    return i >= 0 and line.words[i] in lists().before_date


def _modified(line: Line, low: int, high: int) -> tuple[bool, Dated | None]:
    """Whether a date stands before a noun, and that noun where it says what happened."""
    begin = high
    owner = line.word(high) in ("'", "’") and line.word(high + 1) == "s"
    if owner:
        begin = high + 2
    run = []
    for i in range(begin, min(begin + _RUN, len(line))):
        word, tag = line.words[i], line.tags[i]
        if word in ("-", "’", "'") or (word == "s" and line.word(i - 1) in ("'", "’")):
            continue
        modifier = tag in ("adjective", "name", "noun", "gerund") or (
            tag == "participle" and line.tags[min(i + 1, len(line) - 1)] in ("noun", "adjective")
        )
        if not modifier and not word.isdigit():
            break
        run.append(i)
    while run and not line.noun[run[-1]]:
        run.pop()
    attached = line.word(high) == "-" and line.start[high] == line.end[high - 1]
    if not owner and not attached and not (run and _within_phrase(line, low, begin, run)):
        return False, None
    heads = [i for i in run if line.noun[i] and line.event[i] >= _LIKELY_HEAD]
    if not heads:
        return True, None
    head = heads[-1]
    return True, Dated(head, _doing(line, low, head), 0.9 if head == run[-1] else 0.7)


def _doing(line: Line, low: int, noun: int) -> int:
    """The verb before a dated noun whose subject takes part in it ("held a 2018 vote"), or it."""
    for i in range(low - 1, max(-1, low - _RUN), -1):
        if line.verb[i]:
            return i if line.lemma(i) in lists().doing else noun
        if line.words[i] == "," or line.noun[i]:
            break
    return noun


def _within_phrase(line: Line, low: int, begin: int, run: list[int]) -> bool:
    """Whether a date that is followed by a noun stands in the noun's phrase."""
    before = line.word(low - 1)
    if before in lists().determiners and before not in ("that", "this", "first", "second"):
        return True
    led = low > 0 and (
        line.tags[low - 1] == "adjective"
        or (line.tags[low - 1] in ("participle", "gerund") and not line.verb[low - 1])
        or (line.tags[low - 1] == "noun" and line.words[low][0].isdigit())  # "the border 1980 war"
    )
    if led and low > 1 and line.words[low - 2] in lists().determiners:
        return True
    # "from 2005 levels"; but "in 2018 elections", and not "in 2018 elections were held".
    bare = line.words[low].isdigit() or before in ("", ",", "and")
    head = run[-1]
    goes_on = line.word(head + 1) in lists().helpers or (
        head + 1 < len(line) and line.tags[head + 1] in FINITE
    )
    if low + 1 < begin or not bare or goes_on or line.tags[run[0]] == "name":
        return False
    if before in ("from", "to", "at", "than", "for", "under", "with", "of"):
        return True
    return before not in ("by", "since", "on") and line.event[head] >= LEAST_NOUN


def _in_clause(line: Line, low: int, high: int) -> Dated | None:
    """What a date dates that stands with its preposition in words `low` to `high`."""
    left = _limit(line, low - 1, -1) + 1
    right = _limit(line, high, 1)
    previous = low - 1
    beside = previous >= left and line.verb[previous]
    if not beside and _reported(line, left, low):
        return None
    if previous >= left and line.words[previous] in _BE:
        if high < right and line.verb[high]:
            return _told(line, high, low, left, right, 0.85)  # "was on Monday charged"
        subject = _carried(line, previous, low, left, right)
        return Dated(subject, previous, 0.8) if subject is not None else None
    if line.noun[previous] and _in_phrase_of(line, previous, low, high):
        return Dated(previous, previous, 0.8)
    after = _verb_at(line, high, right)
    if after is not None and (own := _of_open_clause(line, low, left)) is not None:
        return _told(line, own, low, left, right, 0.8)  # "who left in 2015 was found"
    if after is not None and not beside and previous >= left:
        if line.names(previous) and not line.reports(previous) and not line.reports(after):
            return Dated(previous, after, 0.85)
        return _told(line, after, low, left, right, 0.9)
    thought = beside and line.words[previous] in lists().minds and line.word(high) == ","
    if thought or _fronted(line, low, left):
        verb = _first_verb(line, high, right)
        if verb is not None:
            return _told(line, verb, low, left, right, 0.85)
    found = _before(line, low, left, right)
    if found is not None:
        return found
    nearest = previous
    if line.word(high) == ",":  # "After his arrest in Tarn last May, he …"
        while nearest > left and line.words[nearest] != "," and not line.names(nearest):
            nearest -= 1
    if nearest >= left and line.names(nearest):
        return Dated(nearest, nearest, 0.8)
    following = high + (line.word(high) == ",")
    if line.word(following) == "when":
        following += 1
    verb = _first_verb(line, following, right)
    return _told(line, verb, low, left, right, 0.6) if verb is not None else None


def _of_open_clause(line: Line, low: int, left: int) -> int | None:
    """The verb of a noun's clause that a date ends ("the claim that he left in 2015 was made")."""
    verb = None
    for i in range(low - 1, left, -1):
        if line.words[i] == ",":
            return None
        if line.words[i] in lists().relatives or line.words[i] == "that":
            return verb if line.noun[i - 1] else None
        if verb is None and line.verb[i] and line.tags[i] in VERBS:
            verb = i
    return None


def _in_phrase_of(line: Line, noun: int, low: int, high: int) -> bool:
    """Whether a bare date ends an event's phrase: "during a speech Sunday"."""
    if not line.names(noun) or line.words[low] in lists().prepositions:
        return False
    i = noun - 1
    while i >= 0 and (line.noun[i] or line.tags[i] == "adjective"):
        i -= 1
    led = i > 0 and line.words[i] in lists().determiners
    return led and line.words[i - 1] in ("in", "at", "during", "after", "from", "following")


def _reported(line: Line, left: int, low: int) -> bool:
    """Whether a date belongs to whom something is according to ("according to a report Friday")."""
    for i in range(low - 1, left - 1, -1):
        if line.words[i] == "according":
            return True
        if line.words[i] == "," or line.tags[i] in FINITE:
            return False
    return False


def _limit(line: Line, i: int, step: int) -> int:
    """The first mark from a word on, that way, that parts clauses; what is in brackets does not."""
    opening, closing = "([", ")]"
    if step < 0:
        opening, closing = closing, opening
    depth = 0
    furthest = i + step * REACH
    while 0 <= i < len(line) and i != furthest:
        text = line.words[i]
        if text in opening:
            depth += 1
        elif text in closing:
            depth = max(0, depth - 1)
        elif text in _HARD and not depth:
            break
        i += step
    return i


def _fronted(line: Line, low: int, left: int) -> bool:
    """Whether nothing but small words stands before a date in its clause."""
    i = low - 1
    small = lists().coordinators | lists().subordinators | lists().before_date
    while i >= left and (line.words[i] in small or line.words[i] in ('"', "“", "'", "‘")):
        i -= 1
    return i < left or (
        line.words[i] == "," and i + 1 < low and line.words[i + 1] in lists().coordinators
    ) or (i + 1 < low and line.words[i + 1] in lists().subordinators)  # fmt: skip


def _verb_at(line: Line, i: int, right: int) -> int | None:
    """The verb of the group that begins at a word, if a finite one does."""
    while i < right and (line.words[i] in lists().passed or line.is_adverb(i)):
        i += 1
    if i >= right or line.tags[i] not in FINITE:
        return None
    return _main(line, i, right)


def _main(line: Line, i: int, right: int) -> int:
    """The verb of its own that a finite form begins or helps: "had been arrested" → arrested."""
    finite, last = i, i
    steps = 0
    while i + 1 < right and steps < 6 and not line.verb[last]:
        i += 1
        steps += 1
        if line.is_adverb(i) or line.words[i] in lists().passed:
            continue
        if line.tags[i] in VERBS or line.words[i] in lists().helpers:
            last = i
            continue
        break
    return last if line.verb[last] else finite


def _first_verb(line: Line, i: int, right: int) -> int | None:
    """The first finite verb from a word on that stands in no relative clause."""
    inside = False
    while i < right:
        word = line.words[i]
        if word in lists().relatives or word in _ASIDE:
            inside = True
        elif word == ",":
            inside = False
        elif line.tags[i] in FINITE:
            main = _main(line, i, right)
            interposed = (
                line.reports(main)
                and line.word(main + 1) == ","
                and "that" not in line.words[main : main + _OBJECT]
            )
            if not inside and not interposed:
                return main
            i = main
            inside = False
        i += 1
    return None


def _before(line: Line, low: int, left: int, right: int) -> Dated | None:
    """What is dated by a date behind it: the last verb before, or a noun that it carries."""
    for i in range(low - 1, left - 1, -1):
        helper = line.tags[i] in FINITE and not line.verb[i]
        if line.verb[i] or helper:
            near = low - i <= 8 and "," not in line.words[i:low]
            return _told(line, i, low, left, right, 0.85 if near else 0.7)
    return None


def _told(line: Line, verb: int, low: int, left: int, right: int, sure: float) -> Dated | None:
    """The verb, or the noun that it carries, if it is no more than a carrier."""
    verb = _tried(line, verb, right)
    if _is_put_off(line, verb, low) and verb < low:
        return Dated(verb, verb, sure)
    light = not line.says(verb) or _is_light(line, verb)
    if light:
        noun = _carried(line, verb, low, left, right)
        if noun is not None:
            return Dated(noun, verb, sure - 0.05)
    if verb < low and line.words[verb] in lists().put_off:
        return None  # put off until then
    if line.words[verb] in lists().forecasts and line.tags[verb] != "participle":
        for i in range(low, min(low + _RUN, right - 1)):
            if line.words[i] == "to" and line.says(i + 1):
                return Dated(i + 1, i + 1, sure)  # "plans next year to leave"
        return None
    return Dated(verb, verb, sure) if line.says(verb) else None


def _is_light(line: Line, verb: int) -> bool:
    """Whether a verb says little without its noun ("took place", "the vote is set for May")."""
    if line.has_particle(verb):
        return False  # "the flight came down"
    return line.lemma(verb) in lists().light and (
        line.words[verb] not in ("set", "wanted", "suspected") or line.tags[verb] == "participle"
    )


def _is_put_off(line: Line, verb: int, low: int) -> bool:
    """Whether a date is when something was called off, not when it was or now is to be."""
    return line.words[verb] in lists().put_off and line.word(low) not in _UNTIL


def _tried(line: Line, verb: int, right: int) -> int:
    """What somebody tried or failed to do, where a verb says no more than that."""
    if line.words[verb] in lists().tries and line.word(verb + 1) == "to":
        following = verb + 2
        if following < right and line.verb[following]:
            return following
    return verb


def _carried(line: Line, verb: int, low: int, left: int, right: int) -> int | None:
    """The noun for what happened that a verb carries: between it and the date, else near it."""
    if verb < low:
        for i in range(low - 1, verb, -1):
            if _whole(line, i):
                return i
    for i in range(verb + 1, min(verb + _OBJECT, right)):
        if line.words[i] == "," or line.verb[i] or line.tags[i] in FINITE:
            break
        if _whole(line, i):
            return i
    if line.says(verb) and line.tags[verb] != "participle" and not _happens(line, verb):
        return None
    behind = _behind_aside(line, verb, left)
    for i in range(behind, max(left, verb - _SUBJECT) - 1, -1):
        if line.verb[i] or line.words[i] in _APART:
            break
        if _whole(line, i):
            return i
    return None


def _behind_aside(line: Line, verb: int, left: int) -> int:
    """The word before a verb where its subject may stand: before the aside that parts them.

    "The launch, planned for Monday, was postponed" tells of a launch in both places.
    """
    group = verb
    while line.word(group - 1) in lists().helpers or line.word(group - 1) in lists().passed:
        group -= 1
    if line.word(group - 1) != ",":
        return verb - 1
    if group == verb and line.tags[verb] == "participle":
        return verb - 2
    for i in range(group - 2, max(left, group - _SUBJECT), -1):
        if line.words[i] == ",":
            return i - 1
    return verb - 1


def _happens(line: Line, verb: int) -> bool:
    """Whether a verb says of its subject that it happens."""
    return line.lemma(verb) in lists().happen or line.word(verb + 1) in lists().empty


def _whole(line: Line, i: int) -> bool:
    """Whether a noun says what happened and isn't the first half of another."""
    if not line.noun[i] or line.event[i] < _LIKELY_HEAD:
        return False
    return i + 1 == len(line) or line.tags[i + 1] != "noun"
