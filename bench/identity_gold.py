"""The chains of meantime_en and ecbplus_dev, and the names within their mentions.

See `bench.identities` for what they are used for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bench import corpora
from bench.corpora import Article
from bench.gum import word_list
from onrecord.annotate import forms, names
from onrecord.casebook.identities import Known, Ref, lists
from onrecord.record import EntityType

CORPORA = {"meantime": "meantime_en", "ecbplus": "ecbplus_dev"}

Offsets = tuple[int, int]

_TYPES: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "PRO": "vehicle",
    "FIN": "other",
    "NON": "other",
}
_SMALL = word_list("of the de del al el la van von der for and & - bin du")
_BREAKS = word_list(
    "of in on for to from with by at and or as that which who whose than one two three four five"
    " six seven eight nine ten twelve twenty first final last latest up over"
)
_QUOTES = ('"', "'", "''", "``", "“", "”")
_PARTICIPLES = ("ed", "ing")
_FOLLOWS = word_list("of in on for to from with by at as that which who whose is has")
_NO_NAMES = word_list("i he she it we they you ya a an the this that these those our its his her")
_MOST_AFTER = 2
"""Small words after the name of a thing ("A380 super-jumbo airliner")."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A chain of one document: its entity's key over all documents, and its mentions.

    `crosses`: the corpus marks the chain as going over documents.
    """

    ref: Ref
    key: Hashable
    type: str
    mentions: tuple[Offsets, ...]
    named: tuple[Offsets, ...]
    crosses: bool


class Story(NamedTuple):
    """A document and its chains."""

    id: str
    text: str
    published: str | None
    chains: list[Gold]


def stories(corpus: str) -> list[Story]:
    """The documents of a corpus with their chains."""
    articles = corpora.read(CORPORA[corpus])
    linked = _linked(articles)
    return [story(article, linked) for article in articles]


def _linked(articles: Sequence[Article]) -> dict[str, str]:
    """For chains that have a DBpedia link, the first chain that has it: its topics are one's."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for article in articles:
        for mention in article["mentions"]:
            link = (mention.get("link") or "").strip()
            if "dbpedia" in link:
                page = link.rsplit("/", 1)[-1]
                found.setdefault(_chain(mention), first.setdefault(page, _chain(mention)))
    return found


def _chain(mention: Mapping[str, Any]) -> str:
    """A chain's id; those not marked as going over documents have a word before it."""
    return str(mention["chain"]).removeprefix("intra_")


def story(article: Article, linked: Mapping[str, str]) -> Story:
    listed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in article["mentions"]:
        if mention["kind"] == "entity" and mention["type"] != "TIM":
            listed[mention["chain"]].append(mention)
    chains = []
    for chain, mentions in listed.items():
        spans = [(mention["start"], mention["end"]) for mention in mentions]
        type = Counter(mention["type"] for mention in mentions).most_common(1)[0][0]
        found = [name for span in spans for name in _names(article["text"], span, type)]
        chains.append(
            Gold(
                Ref(article["id"], chain),
                linked.get(_chain(mentions[0]), _chain(mentions[0])),
                type,
                tuple(spans),
                tuple(dict.fromkeys(found)),
                mentions[0].get("cross_doc", not mentions[0].get("singleton")),
            )
        )
    return Story(article["id"], article["text"], article.get("date_raw"), chains)


def _names(text: str, span: Offsets, type: str) -> Iterator[Offsets]:
    """The name within a mention that is its own, and the letters for it in brackets.

    It is the first run of capitals that is not another's (`Norr's`) and that neither a preposition
    nor a number comes before ("the home of", "two of"); small words may follow it only where a
    make is meant ("A380 airliner"). What joins several names has none of its own.
    """
    read = names.tokens(text[slice(*span)])
    joins = any(token.lower in ("and", "or") for token in read) and type != "ORG"
    at, end = 0, 0
    while at < len(read):
        token = read[at]
        participle = token.text.islower() and token.text.endswith(_PARTICIPLES)
        if token.lower in _BREAKS or token.text.isdigit() or participle:
            return
        if _is_name_word(token) and token.lower not in _NO_NAMES:
            end = _run_end(read, at, type)
            if not read[end - 1].possessive and _fits(read, at, end, type):
                break
            at = end
        else:
            at += 1
    else:
        return
    listed = end + 1 < len(read) and read[end].text == "," and _is_name_word(read[end + 1])
    if listed or (joins and any(map(_is_name_word, read[end:]))):
        return
    if type in ("PER", "HUM"):
        titles = [n for n in range(at, end) if forms.is_title(read[n].lower) and n < end - 1]
        at = titles[-1] + 1 if titles else at
    yield span[0] + read[at].start, span[0] + read[end - 1].end
    if end + 1 < len(read) and read[end].text == "(" and read[end + 1].text.isupper():
        yield span[0] + read[end + 1].start, span[0] + read[end + 1].end


def _run_end(read: Sequence[names.Token], at: int, type: str) -> int:
    """Where the run of name words at `at` ends; a place's goes on after a comma."""
    end = at + 1
    while end < len(read) and not read[end - 1].possessive:
        small = read[end].lower in _SMALL or (type == "LOC" and read[end].text == ",")
        goes_on = end + 1 < len(read) and small and _is_name_word(read[end + 1])
        if not (_is_name_word(read[end]) or read[end].text.isdigit() or goes_on):
            break
        end += 1 + goes_on
    return end


def _fits(read: Sequence[names.Token], at: int, end: int, type: str) -> bool:
    """Whether a run is the name of a mention by what it is of and what follows it."""
    last = read[end - 1].lower
    if type in ("PER", "HUM") and (forms.is_title(last) or last in names.words().person_nouns):
        return False
    if end - at == 1 and last in lists.words().generic:
        return False
    run = [forms.fold(token.text) for token in read[at:end]]
    if type != "LOC" and lists.land(" ".join(run)):
        return False
    after = [token for token in read[end:] if token.text not in _QUOTES]
    if not after or not after[0].text[0].isalnum() or after[0].lower in _FOLLOWS:
        return True
    small = 0
    while small < len(after) and after[small].text[0].isalpha():
        small += 1
    make = any(any(c.isdigit() for c in word) for word in run)
    return make and small <= _MOST_AFTER and not any(map(_is_name_word, after[:small]))


def _is_name_word(token: names.Token) -> bool:
    if token.text.endswith(("-based", "-led")):
        return False
    mixed = any(c.isdigit() for c in token.text) and any(c.isalpha() for c in token.text)
    inner = token.text[:1].islower() and any(c.isupper() for c in token.text)
    return token.is_capital or mixed or inner


def given(story: Story, types: Mapping[Ref, EntityType]) -> list[Known]:
    """A document's chains that have a name, as what is known of its entities."""
    called = {
        chain.ref: Counter(story.text[slice(*span)] for span in chain.named)
        for chain in story.chains
        if chain.named
    }
    company = tuple(max(printed, key=len) for printed in called.values())
    return [
        Known(
            ref=chain.ref,
            name=max(called[chain.ref], key=lambda form: (len(form), form)),
            type=types.get(chain.ref) or _TYPES.get(chain.type, "organization"),
            forms=called[chain.ref],
            roles=tuple(_roles(story, chain)),
            company=company,
            published=story.published[-4:] if story.published else None,
        )
        for chain in story.chains
        if chain.ref in called
    ]


def _roles(story: Story, chain: Gold) -> Iterator[str]:
    for start, end in chain.mentions:
        words = story.text[start:end]
        before = [name[0] for name in chain.named if start <= name[0] < end]
        role = story.text[start : before[0]] if before else words
        if len(role.split()) > 1 - bool(before) and len(role) < 80:
            yield role.strip()
