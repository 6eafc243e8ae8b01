"""What a cue says: the kind of attribution, how the outlet stands to it, whether it is negated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.record import CueAttitude, Kind

LEXICONS = ("cues",)


class CueReading(NamedTuple):
    """What the cue's words say.

    `negated` is true where the cue itself is negated ("did not say", "did not deny"): the
    source is then not reported to have asserted, denied … the content. `spoken` is true where
    the lists know the cue and it reports words, not a belief or an intention.
    """

    kind: Kind
    attitude: CueAttitude
    negated: bool
    spoken: bool = False


_WORD = re.compile(r"n['’]t\b|[^\W_]+(?:-[^\W_]+)*|['’](?:s|re|ve|d|ll)\b")
_NOT = re.compile(r"n['’]t\b")
_DIRECTED = frozenset({"ask", "tell"})
_NEGATED_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+ly\s+)?\Z")
_CONTEXT_WORDS = 4
_DIRECTED_WORDS = 7
_OBJECT_WORDS = 2


def read_cue(cue: str, *, before: str = "", after: str = "") -> CueReading:
    """Read a cue.

    `before` and `after` are the words that stand around it in its sentence: an auxiliary
    may be left out of the cue ("did not" before "say"), and a verb may only be telling with
    what follows ("declined" before "to comment", "asked" before "to leave").
    """
    words = _lexicon()
    own, tail = _lemmas(cue, words), _lemmas(after, words)[:_CONTEXT_WORDS]
    if _NEGATED_BEFORE.search(before):
        own.insert(0, "not")
    found = _best(own, tail, words)
    matched = found[1] if found else ()
    # "made no secret of": the negation is part of the phrase, which is listed as a whole.
    negated = any(lemma in words.negations for lemma in own) and not any(
        lemma in words.negations for lemma in matched
    )
    if found is None:
        return CueReading("statement", _attitude(own, words), negated)
    kind, lemmas = found
    if kind == "no_comment":
        return CueReading(kind, "neutral", False, True)
    if len(lemmas) == 1 and lemmas[0] in _DIRECTED and _wants_done(lemmas[0], after, words):
        kind = "order"
    if kind == "denial" and negated:
        kind = "statement"  # "did not deny": no denial is reported
    return CueReading(kind, _attitude(own, words), negated, kind not in ("belief", "intention"))


def _wants_done(verb: str, after: str, words: _Lexicon) -> bool:
    """Whether what follows "ask" or "tell" is what shall be done ("asked them not to leave")."""
    following = _lemmas(after, words)[:_DIRECTED_WORDS]
    for index, word in enumerate(following):
        if word in words.clauses:
            return False
        if word == "for" and verb == "ask":
            return True
        if word == "to":
            verb_follows = index + 1 < len(following) and (
                following[index + 1] not in words.no_verbs
            )
            return verb_follows and (verb == "ask" or index <= _OBJECT_WORDS)
    return False


def _best(own: list[str], tail: list[str], words: _Lexicon) -> tuple[Kind, tuple[str, ...]] | None:
    """The kind that the cue's phrases, and the words outside them, point to first."""
    lemmas = own + tail
    found: list[tuple[int, int, tuple[str, ...]]] = []
    position, stop = 0, len(own)
    while position < stop:
        length, kind = words.longest_phrase(lemmas, position)
        if kind is None:
            length, kind = 1, words.kinds.get(lemmas[position])
        if kind is not None:
            found.append((words.rank[kind], position, tuple(lemmas[position : position + length])))
        position += length
    if not found:
        return None
    # "said in his campaign speech": a plain verb of saying at the head decides.
    first = found[0]
    if len(first[2]) == 1 and first[2][0] in words.plain:
        rank, _, matched = first
    else:
        rank, _, matched = min(found)
    return words.order[rank], matched


def _attitude(lemmas: list[str], words: _Lexicon) -> CueAttitude:
    joined = f" {' '.join(lemmas)} "
    for entry in words.neutral:
        joined = joined.replace(f" {entry} ", " ")
    if any(f" {entry} " in joined for entry in words.distancing):
        return "distancing"
    if any(f" {entry} " in joined for entry in words.endorsing):
        return "endorsing"
    return "neutral"


def _lemmas(text: str, words: _Lexicon) -> list[str]:
    found: list[str] = []
    for token in _WORD.findall(_NOT.sub(" n't ", text.lower())):
        word = token.replace("’", "'")
        if word in words.skipped or (word.endswith("ly") and word not in words.kept_adverbs):
            continue
        found.append(words.lemma(word))
    return found


@dataclass(frozen=True, slots=True)
class _Lexicon:
    order: tuple[Kind, ...]
    rank: dict[Kind, int]
    kinds: dict[str, Kind]
    forms: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]]
    negations: frozenset[str]
    plain: frozenset[str]
    clauses: frozenset[str]
    no_verbs: frozenset[str]
    skipped: frozenset[str]
    kept_adverbs: frozenset[str]
    neutral: frozenset[str]
    endorsing: frozenset[str]
    distancing: frozenset[str]

    def lemma(self, word: str) -> str:
        return self.forms.get(word, word)

    def longest_phrase(self, lemmas: list[str], position: int) -> tuple[int, Kind | None]:
        for phrase, kind in self.phrases.get(lemmas[position], ()):
            if tuple(lemmas[position : position + len(phrase)]) == phrase:
                return len(phrase), kind
        return 1, None


@cache
def _lexicon() -> _Lexicon:
    data = lexicon.load("cues")
    order: tuple[Kind, ...] = tuple(data["words"])
    kinds: dict[str, Kind] = {}
    for kind in order:
        for word in data["words"][kind]:
            kinds.setdefault(word, kind)
    forms = {form: word for word in kinds for form in inflections(word)}
    forms |= {word: word for word in kinds}
    forms |= data["irregular"]
    for entries in data["phrases"].values():
        for entry in entries:
            verb = entry.split()[0]
            for form in inflections(verb):
                forms.setdefault(form, verb)
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for kind in order:
        for entry in data["phrases"][kind]:
            words = tuple(forms.get(word, word) for word in entry.split())
            phrases.setdefault(words[0], []).append((words, kind))
    for found in phrases.values():
        found.sort(key=lambda entry: -len(entry[0]))
    attitude = {
        name: frozenset(" ".join(forms.get(word, word) for word in entry.split()) for entry in each)
        for name, each in data["attitude"].items()
    }
    return _Lexicon(
        order=order,
        rank={kind: rank for rank, kind in enumerate(order)},
        kinds=kinds,
        forms=forms,
        phrases=phrases,
        negations=frozenset(data["negations"]),
        plain=frozenset(data["plain"]),
        clauses=frozenset(data["clauses"]),
        no_verbs=frozenset(data["no_verbs"]),
        skipped=frozenset(data["skipped"]),
        kept_adverbs=frozenset(data["kept_adverbs"]),
        neutral=attitude["neutral"],
        endorsing=attitude["endorsing"],
        distancing=attitude["distancing"],
    )


def inflections(word: str) -> tuple[str, ...]:
    """The forms of a verb or noun by rule; more than exist, none that is another word's."""
    stem = word[:-1] if word.endswith("e") else word
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    plural = f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
    forms = [plural, f"{stem}ed", f"{stem}ing"]
    if word[-1] not in "aeiouwxy" and word[-2:-1] in tuple("aeiou") and len(word) > 2:
        forms += [f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"]
    return tuple(forms)
