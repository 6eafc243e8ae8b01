"""A sentence as words, with what the model says of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.annotate.kind import inflections
from onrecord.annotate.spans import Offsets
from onrecord.model import Seen
from onrecord.model.triggers import EVENTS, TAGS

VERBS = frozenset({"past", "present", "base", "gerund", "participle"})
FINITE = frozenset({"past", "present", "modal"})
LEAST_VERB, LEAST_NOUN = 0.2, 0.5
"""The least probability of an event at which a verb or a noun is taken to say what happened."""
_KNOWN = 0.6
"""How likely the words of the lists of happenings and milestones at least say what happened."""
REACH = 80
"""Words on either side of a date or of what it dates that are looked at, at most."""
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_SHORTENED = frozenset({"'", "’", "t"})
"""After "won" that is no more than the beginning of "won't"."""
_REPORTING = EVENTS.index("reporting")


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence: `words` in small letters, everything else as long.

    `verb`: a word is a verb of its own, not the helper of another; `noun`: it is a noun or name.
    `event`: the probability that it says what happened; `reporting`: that it reports words.
    """

    start: list[int]
    end: list[int]
    words: list[str]
    tags: list[str]
    verb: list[bool]
    noun: list[bool]
    event: list[float]
    reporting: list[float]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, start: int, end: int) -> Offsets:
        """The words, first and one past the last, that a span of the text takes in."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def says(self, i: int) -> bool:
        """Whether a word is a verb that says what happened."""
        return self.verb[i] and self.event[i] >= LEAST_VERB

    def names(self, i: int) -> bool:
        """Whether a word is a noun that says what happened."""
        return self.noun[i] and self.event[i] >= LEAST_NOUN

    def noun_at(self, i: int) -> bool:
        """Whether there is a noun at a place, which may lie beyond the sentence's end."""
        return i < len(self.words) and self.noun[i]

    def word(self, i: int) -> str:
        """A word in small letters; beyond the sentence's ends there is an empty one."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def has_particle(self, verb: int) -> bool:
        """Whether a particle follows a verb: "came down", but not "came out of"."""
        return self.word(verb + 1) in lists().particles and self.word(verb + 2) != "of"

    def is_adverb(self, i: int) -> bool:
        """Whether a word is an adverb in -ly."""
        return self.tags[i] == "other" and self.words[i].endswith("ly")

    def reports(self, i: int) -> bool:
        """Whether a word rather reports words than says anything else that happened."""
        return self.reporting[i] >= 0.4 * self.event[i]

    def lemma(self, i: int) -> str:
        """A word's first form where the lists know it, else as it stands."""
        return lists().lemmas.get(self.words[i], self.words[i])


def line_of(seen: Seen, start: int, end: int, dates: Iterable[Offsets] = ()) -> Line | None:
    """The words of a sentence; None where the model has seen none.

    The words of `dates` are neither verbs nor nouns: "March" does not march.
    """
    all_words, triggers = seen.words, seen.triggers
    if all_words is None or triggers is None:
        return None
    low, high = (int(all_words.start.searchsorted(offset)) for offset in (start, end))
    if low == high:
        return None
    starts, ends = all_words.start[low:high].tolist(), all_words.end[low:high].tolist()
    words = [all_words.text[s:e].lower() for s, e in zip(starts, ends, strict=True)]
    for i, word in enumerate(words[1:], 1):
        if word == "-" and starts[i] > ends[i - 1]:
            words[i] = "—"
    tags = [TAGS[tag] for tag in triggers.tags[low:high].tolist()]
    events = triggers.events[low:high]
    verb, noun = [], []
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        before = words[i - 1] if i else ""
        after = tags[i + 1] if i + 1 < len(tags) else ""
        following = words[i + 1] if i + 1 < len(words) else ""
        led = before in lists().determiners or (i > 0 and tags[i - 1] == "adjective")
        substantive = tag == "gerund" and led and after not in ("noun", "adjective", "name")
        noun.append(tag in ("noun", "name") or substantive)
        verb.append(
            (tag in VERBS or word == "born")
            and (word not in lists().helpers or (word == "won" and following not in _SHORTENED))
            and word not in lists().no_verbs
            and not substantive
            and not (tag in ("gerund", "participle") and led and after in ("noun", "adjective"))
        )
    event = (1 - events[:, 0]).tolist()
    for i, word in enumerate(words):
        if (noun[i] and word in lists().happenings) or (verb[i] and word in lists().milestones):
            event[i] = max(event[i], _KNOWN)
        elif noun[i] and word in lists().empty:
            event[i] = 0.0
    line = Line(
        start=starts,
        end=ends,
        words=words,
        tags=tags,
        verb=verb,
        noun=noun,
        event=event,
        reporting=events[:, _REPORTING].tolist(),
    )
    for date in dates:
        for i in range(*line.at(*date)):
            line.verb[i] = line.noun[i] = False
            line.event[i] = 0.0
    return line


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of events.yaml; `lemmas`: forms of the verbs in `light` and `acts`."""

    helpers: frozenset[str]
    no_verbs: frozenset[str]
    passed: frozenset[str]
    before_date: frozenset[str]
    seasons: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    determiners: frozenset[str]
    beside: frozenset[str]
    prepositions: frozenset[str]
    parts_of_dates: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    light: frozenset[str]
    particles: frozenset[str]
    attempts: frozenset[str]
    acts: frozenset[str]
    vague: frozenset[str]
    tries: frozenset[str]
    vows: frozenset[str]
    doing: frozenset[str]
    happen: frozenset[str]
    minds: frozenset[str]
    sayings: frozenset[str]
    rumours: frozenset[str]
    empty: frozenset[str]
    charges: frozenset[str]
    charged: frozenset[str]
    denials: frozenset[str]
    convicted: frozenset[str]
    asking: frozenset[str]
    put_off: frozenset[str]
    forecasts: frozenset[str]
    milestones: frozenset[str]
    happenings: frozenset[str]
    where: frozenset[str]
    inside: frozenset[str]
    whom: frozenset[str]
    lemmas: dict[str, str]


@cache
def lists() -> Lists:
    """The word lists of this package."""
    own = {
        key: value
        for key, value in lexicon.load("events").items()
        if key not in ("modality", "undone")
    }
    irregular = own.pop("irregular")
    lists = {key: frozenset(map(str, words)) for key, words in own.items()}
    verbs: Sequence[str] = sorted(lists["light"] | lists["acts"] | lists["happen"] | lists["doing"])
    lemmas = {form: verb for verb in verbs for form in (verb, *inflections(verb))}
    determiners = lists["definite"] | lists["indefinite"]
    return Lists(**lists, determiners=determiners, lemmas=lemmas | irregular)
