"""A question to a casebook → the passages that answer it, each with its authority.

The answer is extractive: sentences as printed, told with whose words they are (`telling`), and
nothing that nobody reported. Where nothing on record meets the question, that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.answer import question as questions
from onrecord.answer import shelf, sorts, weighing
from onrecord.answer.opposing import Opposed, against
from onrecord.answer.question import Asks, Question
from onrecord.answer.shelf import Shelf
from onrecord.answer.telling import Passage, Side, Telling
from onrecord.answer.weighing import Encoder, Text, Weighed
from onrecord.casebook import Casebook
from onrecord.casebook.facts import folded
from onrecord.errors import OnrecordError
from onrecord.record import Attribution, Sentence

LIMIT = 5
LOOKED_FOR = 12
"""Words of a question that sentences are looked for by: the rarest."""
CANDIDATES = 300
"""Sentences that are weighed, of each way to find some."""
DOCUMENTS = 16
"""Documents that are opened: those with the likeliest sentences."""
RERANKED = 32
"""Sentences that are compared with the question by their meaning."""

FLOOR = 0.6
"""The least share of a question's words, by their weight, that a passage must meet."""
FLOOR_ALIKE = 0.45
"""A passage that is as much alike in meaning may meet less of the words, down to this share."""
ALIKE = 0.6
MEANING = 0.25
"""How much meaning counts in the order of passages, beside words."""

_LONGEST_NAME = 4

_Key = tuple[str, str]
"""A passage by its document's key and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage of an answer: how well it meets the question, 0 to 1, and why it is here.

    `lit` are the places in its text of the question's words. `linked` says of a passage that was
    not found by the question how it stands to one that was.
    """

    passage: Passage
    relevance: float
    lit: tuple[tuple[int, int], ...]
    linked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is on record about a question: what says it, what denies it, what leaves it open.

    All empty: nothing on record. `sought` is the side that the question asks for, "denies" where it
    asks who denied: it is to be shown first, and the other as what stands against it. `notes` say
    in sentences what the answer is not. `uncompared` documents are not yet compared for claims:
    what they hold against these passages may be missing (see `Casebook.behind`).
    """

    question: str
    asks: Asks
    sought: Side
    says: tuple[Found, ...]
    denies: tuple[Found, ...]
    open: tuple[Found, ...]
    notes: tuple[str, ...]
    uncompared: int

    @property
    def found(self) -> tuple[Found, ...]:
        """All of its passages, those of the side that is asked for first."""
        return tuple(each for side in self.sides for each in side[1])

    @property
    def sides(self) -> tuple[tuple[Side, tuple[Found, ...]], ...]:
        """The sides with their passages, the one that is asked for first."""
        both: tuple[tuple[Side, tuple[Found, ...]], ...] = (
            ("says", self.says),
            ("denies", self.denies),
        )
        return (*(both if self.sought == "says" else both[::-1]), ("open", self.open))

    @property
    def disputed(self) -> bool:
        """Whether both sides of what is asked are on record: one passage stands against another, or
        somebody says it and it is denied.

        Where a time, a place or a person is asked for, a denial may be of something else.
        """
        both = bool(self.says and self.denies and self.asks in _OF_SIDES)
        return both or any(each.linked for each in self.found)


def ask(
    casebook: Casebook, question: str, *, limit: int = LIMIT, encoder: Encoder | None = None
) -> Answer:
    """Answer a question from what is on record; at most `limit` passages of each side.

    `encoder` compares meanings besides words. Raises OnrecordError C030 where the question has no
    word to look for.
    """
    asked = questions.parse(question)
    if not asked.terms and not asked.holder:
        raise OnrecordError("C030", detail="the question has no word to look for")
    return _Asking(casebook, asked, encoder).answer(limit)


@dataclass(frozen=True, slots=True)
class _Candidate:
    telling: Telling
    sentence: Sentence
    text: Text
    said: tuple[Attribution, ...]


class _Asking:
    """One question, with what of the casebook it needs."""

    def __init__(self, casebook: Casebook, asked: Question, encoder: Encoder | None) -> None:
        self._casebook = casebook
        self._asked = asked
        self._encoder = encoder
        self._terms = asked.terms
        self._words = words = [term.word for term in self._terms]
        frequencies, total = casebook.frequencies(words)
        self._unknown = [term for term in self._terms if not frequencies[term.word]]
        self._known = [word for word in words if frequencies[word]]
        self._weights = weighing.weights(self._terms, frequencies, total)
        self._named = casebook.going_by(_phrases(words))
        self._entities = {
            phrase: casebook.entities_of(numbers) for phrase, numbers in self._named.items()
        }
        self._holder = self._numbers(asked.holder)
        self._holders = casebook.entities_of(self._holder) if self._holder else set()
        self._shelf = Shelf(casebook)
        self._opposed: dict[_Key, list[Opposed]] = {}

    def answer(self, limit: int) -> Answer:
        candidates = [*self._candidates()]
        weighed = self._weigh(candidates)
        chosen = sorted(
            (
                (self._relevance(each), -at, candidate, each)
                for at, (candidate, each) in enumerate(zip(candidates, weighed, strict=True))
                if self._meets(candidate, each)
            ),
            key=lambda one: one[:2],
            reverse=True,
        )
        notes = []
        fit = [one for one in chosen if self._is_of_its_sort(one[2])]
        if chosen and not fit:
            notes.append(sorts.LACKING[self._asked.asks])
        found = [
            self._found(candidate, relevance) for relevance, _, candidate, _ in (fit or chosen)
        ]
        sides = self._sides(found, limit)
        if not any(sides.values()):
            notes = [*self._why_nothing()]
        return Answer(
            question=self._asked.text,
            asks=self._asked.asks,
            sought=self._asked.sought,
            says=tuple(sides["says"]),
            denies=tuple(sides["denies"]),
            open=tuple(sides["open"]),
            notes=tuple(notes),
            uncompared=behind.waiting if (behind := self._casebook.behind()) else 0,
        )

    @property
    def _is_too_wide(self) -> bool:
        """Whether all that an outlet reports is asked for."""
        holder = folded(self._asked.holder or "")
        if self._terms or self._holder or not holder:
            return False
        return bool(self._casebook.search(outlet=holder, limit=1))

    def _candidates(self) -> Iterator[_Candidate]:
        if self._is_too_wide:
            return
        about = [number for numbers in self._named.values() for number in numbers]
        words = [*self._known]
        if not self._holder:  # whoever has no name is found by the words for it
            words += [term.word for term in questions.terms_of(self._asked.holder or "")]
        found = self._casebook.relevant(
            sorted(words, key=lambda word: -self._weights.get(word, 0.0))[:LOOKED_FOR],
            said_by=self._holder,
            about=about if len(self._terms) <= _LONGEST_NAME else (),
            limit=CANDIDATES,
        )
        weight = dict.fromkeys(words, 1.0) | self._weights
        for each in shelf.likeliest(found, weight, DOCUMENTS):
            telling = self._shelf.telling(each.document, each.version)
            if telling is None or (sentence := telling.sentence(each.ref)) is None:
                continue
            said = tuple(telling.statements(sentence))
            if self._asked.holder and not self._is_by_the_holder(telling, said):
                continue
            text = shelf.text(telling, sentence, said, self._entities)
            yield _Candidate(telling, sentence, text, said)

    def _weigh(self, candidates: Sequence[_Candidate]) -> list[Weighed]:
        texts = [each.text for each in candidates]
        plain = weighing.weigh(self._terms, self._weights, texts)
        return weighing.with_meaning(self._encoder, self._asked.text, texts, plain, RERANKED)

    def _relevance(self, weighed: Weighed) -> float:
        """One figure to order by: words count first, meaning where they are as good."""
        if not self._terms:
            return 1.0
        if self._encoder is None:
            return weighed.share
        return (1 - MEANING) * weighed.share + MEANING * weighed.alike

    def _meets(self, candidate: _Candidate, weighed: Weighed) -> bool:
        return self._holds(weighed) and self._answers(candidate)

    def _holds(self, weighed: Weighed) -> bool:
        """Whether a passage meets enough of the question's words."""
        if any(term.named for term in weighed.missing):
            return False
        if weighed.share >= FLOOR or not self._terms:
            return True
        return weighed.share >= FLOOR_ALIKE and weighed.alike >= ALIKE

    def _answers(self, candidate: _Candidate) -> bool:
        """Whether a passage is a statement of the kind that is asked for, or is met by one."""
        if self._asked.asks == "who said" and self._statement(candidate) is None:
            return self._asked.sought == "denies" and self._is_denied(candidate)
        return True

    def _is_denied(self, candidate: _Candidate) -> bool:
        """Whether a passage has its words denied, though by no statement of that kind; or is denied
        by another, whatever that one's words are."""
        passage = self._found(candidate, 0.0).passage
        if passage.side == "says":
            return any(each.does for each in self._against(passage))
        return passage.side == "denies"

    def _statement(self, candidate: _Candidate) -> Attribution | None:
        """The statement of a sentence that matters: the holder's, or the one with most of the
        question's words in it; None: those stand in the outlet's own words."""
        said = [each for each in candidate.said if self._is_wanted(candidate, each)]
        if not said:
            return None
        speaks = bool(self._asked.holder) and not self._is_the_outlet(candidate.telling)
        own = not speaks and self._asked.asks != "who said"
        mattering = shelf.mattering(
            candidate.telling, candidate.sentence, said, self._weights, own=own
        )
        return mattering or (said[0] if speaks else None)

    def _whose(self, candidate: _Candidate) -> Attribution | None:
        """Whose words a sentence is about that holds no statement of the kind that is asked for."""
        if self._asked.asks != "who said":
            return None
        said = candidate.said
        return shelf.mattering(candidate.telling, candidate.sentence, said, self._weights)

    def _is_wanted(self, candidate: _Candidate, said: Attribution) -> bool:
        if self._asked.holder and not self._is_by_the_holder(candidate.telling, [said]):
            return False
        if self._asked.asks != "who said":
            return True
        return not self._asked.kinds or (said.kind in self._asked.kinds and not said.negated)

    def _is_by_the_holder(self, telling: Telling, said: Iterable[Attribution]) -> bool:
        if any((telling.key, id) in self._holders for each in said for id in each.entities):
            return True
        if self._is_the_outlet(telling):
            return True
        wanted = f" {folded(self._asked.holder or '')} "
        return not self._holder and any(
            wanted in f" {folded(each.source.text)} " for each in said if each.source
        )

    def _is_the_outlet(self, telling: Telling) -> bool:
        """Whether it is an outlet that is asked about, and a document is its article."""
        return folded(self._asked.holder or "") == folded(telling.outlet or "") != ""

    def _found(self, candidate: _Candidate, relevance: float) -> Found:
        described = self._described(candidate)
        said = self._statement(candidate) or self._whose(candidate)
        first = described.authority if described else said.id if said else None
        passage = candidate.telling.passage(candidate.sentence, first)
        return Found(passage=passage, relevance=round(relevance, 3), lit=self._lit(passage.text))

    def _lit(self, text: str) -> tuple[tuple[int, int], ...]:
        return weighing.lit(text, self._words)

    def _is_of_its_sort(self, candidate: _Candidate) -> bool:
        """Whether a sentence has what is asked for; of one person, what they are."""
        if self._is_about_one:
            return self._described(candidate) is not None
        return sorts.has(self._asked.asks, candidate.telling, candidate.sentence)

    @property
    def _is_about_one(self) -> bool:
        """Whether it is asked who somebody is."""
        return self._asked.asks == "who" and " ".join(self._words) in self._named

    def _described(self, candidate: _Candidate) -> sorts.Described | None:
        if not self._is_about_one:
            return None
        entities = self._entities.values()
        return sorts.described(candidate.telling, candidate.sentence, entities)

    def _sides(self, found: Sequence[Found], limit: int) -> dict[Side, list[Found]]:
        """What says it and what denies it, with what stands against these.

        "Not one was sold" is no denial by its kind: what stands against a passage that says it is
        on the other side, whatever its own words do.
        """
        sides: dict[Side, list[Found]] = {"says": [], "denies": [], "open": []}
        linked: dict[_Key, tuple[Side, Found]] = {}
        shown: list[_Key] = []
        for each in found:
            key = _key(each.passage)
            side, one = linked.pop(key, (each.passage.side, each))
            if len(sides[side]) >= limit or key in shown:
                continue
            sides[side].append(one)
            shown.append(key)
            for other in self._against(each.passage):
                its = _key(other.passage)
                opposite = _opposite(side, other)
                if its not in shown and self._is_asked_for(other, opposite):
                    linked.setdefault(its, (opposite, self._linked(other, each.relevance)))
        for side, one in linked.values():
            if len(sides[side]) < limit:
                sides[side].append(one)
        return sides

    def _is_asked_for(self, other: Opposed, side: Side) -> bool:
        """Whether what stands against a passage is still to the question: by whom it asks after,
        on the side that it asks for; and where a claim alone ties it, with enough of its words."""
        place = other.passage.place
        telling = self._shelf.telling(place.document, place.version)
        if telling is None or (sentence := telling.sentence(other.passage.ref)) is None:
            return False
        said = telling.statements(sentence)
        sought = self._asked.holder and side == self._asked.sought
        if sought and not self._is_by_the_holder(telling, said):
            return False
        if other.claim is None or not self._terms:
            return True
        text = shelf.text(telling, sentence, said, self._entities)
        (weighed,) = weighing.weigh(self._terms, self._weights, [text])
        return weighed.share >= FLOOR_ALIKE

    def _against(self, passage: Passage) -> list[Opposed]:
        """What stands against a passage: as its own article has it, and in claims; once each."""
        key = _key(passage)
        if key not in self._opposed:
            self._opposed[key] = [*against(self._casebook, self._shelf, passage)]
        return self._opposed[key]

    def _linked(self, other: Opposed, relevance: float) -> Found:
        lit = self._lit(other.passage.text)
        return Found(passage=other.passage, relevance=relevance, lit=lit, linked=other.why)

    def _numbers(self, name: str | None) -> tuple[int, ...]:
        """Whom a name means: all that go by it, or by what is left of it without its first words
        ("Kestria's ministry of ports", "the minister Ada Venn")."""
        words = (name or "").split()
        # One word alone of several is a name where it has a capital.
        parts = [
            " ".join(words[at:])
            for at in range(len(words))
            if at < max(1, len(words) - 1) or words[at][0].isupper()
        ]
        called = self._casebook.going_by(parts)
        return next((called[part] for part in parts if part in called), ())

    def _why_nothing(self) -> Iterator[str]:
        if self._is_too_wide:
            yield f"Say about what: all articles of “{self._asked.holder}” are what it reports."
            return
        yield "Nothing on record."
        unknown = [f"“{term.word}”" for term in self._unknown]
        if unknown:
            yield f"No article of the casebook has {_or(unknown)}."
        if self._asked.holder and not self._holder:
            yield f"Nobody in the casebook goes by “{self._asked.holder}” as a name."


_OF_SIDES: tuple[Asks, ...] = ("who said", "what was said", "whether", "about")


def _key(passage: Passage) -> _Key:
    return passage.place.document, passage.ref


def _opposite(side: Side, other: Opposed) -> Side:
    """The side of what stands against a passage on that side: what only says otherwise denies it,
    but what is denied or left open never says it."""
    its = other.passage.side
    return "denies" if side == "says" and other.does and its == "says" else its


def _phrases(words: Sequence[str]) -> list[str]:
    """The runs of up to four words that may be a name."""
    return [
        " ".join(words[at:end])
        for at in range(len(words))
        for end in range(at + 1, min(at + _LONGEST_NAME, len(words)) + 1)
    ]


def _or(words: Collection[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
