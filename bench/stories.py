"""Invented stories of which it is known who had what from whom: a generator, by seed.

A story is one claim, told by articles of several outlets. It comes from one or several origins (a
named person, somebody without a name, an outlet's own reporting, a document), and goes from each
through outlets that credit, copy, cut or reword one another. All places, people, bodies and
outlets are made up here, and so are the sentences.

Of the forms of sentences there are three lots: those of development; `held` ones, written with
them and first looked at after lineage had been measured on them once; and `fresh` ones, written
when lineage was done. What is found in stories with the latter is no echo of the rules. Stories of
a fourth lot, `new`, are of other facts, written before claims were gathered by credits: the others
are all made of the same facts, and so of the same paraphrases.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Forms = Literal["seen", "held", "fresh", "new"]
OriginKind = Literal["named", "unnamed", "outlet", "document", "unknown"]


_OF_THAT_LOT = 0.6
_FEWEST = 5
"""Paragraphs below which a page is taken for no article."""


@cache
def words() -> dict[str, Any]:
    """Names, facts and forms of sentences (stories.yaml), all of it strings."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    return found


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence a claim came: `name` a person's, a body's or an outlet's; of one without a name the
    outlet that was told."""

    kind: OriginKind
    name: str


@dataclass(slots=True)
class Article:
    """An article as a web page, and what is known of it.

    `passages`: the sentences of the claim, as they stand in the text, with how they stand to it;
    `origins`: what they come from; `hedged`: whether the claim is hedged in it; `attributed`:
    whether it is given a source or credit.
    """

    url: str
    outlet: str
    published: str
    at: datetime
    paragraphs: list[str]
    headline: str
    passages: list[tuple[str, str]]
    origins: set[Origin]
    dateline: str = ""
    byline: str = ""
    foot: str = ""
    hedged: bool = False
    attributed: bool = True
    agency: bool = False

    def page(self) -> bytes:
        """The article as HTML."""
        parts = [f"<p>{_marked(each)}</p>" for each in self.paragraphs]
        if self.dateline:
            parts[0] = parts[0].replace("<p>", f"<p>{html.escape(self.dateline)}", 1)
        byline = f'<p class="byline">{html.escape(self.byline)}</p>' if self.byline else ""
        foot = f"<p>{html.escape(self.foot)}</p>" if self.foot else ""
        name, headline = html.escape(self.outlet), html.escape(self.headline)
        return (
            f'<html><head><title>{headline}</title><meta property="og:site_name" content="{name}">'
            f'<meta property="article:published_time" content="{self.published}"></head><body>'
            f"<article><h1>{headline}</h1>{byline}{''.join(parts)}{foot}</article></body></html>"
        ).encode()


@dataclass(slots=True)
class Story:
    """Articles on one claim; `count` independent sources at its origins.

    `hardened`: pairs of addresses, the later of which drops the hedge or the attribution that
    the earlier one has; `contradicted`: pairs in which one person says otherwise later.
    """

    seed: int
    kind: str
    articles: list[Article] = field(default_factory=list)
    count: int = 1
    cycle: bool = False
    hardened: set[tuple[str, str]] = field(default_factory=set)
    contradicted: set[tuple[str, str]] = field(default_factory=set)


def story(seed: int, *, forms: Forms = "seen") -> Story:
    """The story of that seed, its sentences in `forms` of one lot beside those that were seen;
    "new": of a fact of that lot, in forms that were seen."""
    return _Maker(seed, forms).story()


class _Maker:
    def __init__(self, seed: int, forms: Forms) -> None:
        self._random = random.Random(f"story {seed}")  # noqa: S311 (invented texts)
        self._forms = forms
        self._seed = seed
        self._places = [self._place() for _ in range(4)]
        self._start = datetime(2031, 1, 6) + timedelta(days=self._random.randrange(700), hours=7)
        self._now = self._start
        papers = self._random.sample(words()["papers"], len(words()["papers"]))
        self._outlets = [f"{self._place()} {paper}" for paper in papers]
        self._agency = f"{self._place()} {self._random.choice(words()['agencies'])}"
        fact = self._random.choice(words()["facts_new" if forms == "new" else "facts"])
        self._body = self._of_body()
        number = self._random.randint(3, 40)
        self._wordings = [
            wording.replace("{body}", self._body)
            .replace("{place}", self._places[0])
            .replace("{n}", str(number))
            for wording in fact
        ]
        self._random.shuffle(self._wordings)
        self._own: list[str] = []
        self._apart = False
        self._people: set[str] = set()

    def story(self) -> Story:
        kinds = ("plain", "plain", "plain", "plain", "wire", "cycle", "harden", "deny", "unseen")
        kind = self._random.choice(kinds)
        made = Story(seed=self._seed, kind=kind)
        getattr(self, f"_{kind}")(made)
        made.articles.sort(key=lambda each: (each.at, each.url))
        return made

    # Kinds of story

    def _plain(self, made: Story) -> None:
        """One to three origins, each with who relays it."""
        origins = self._random.choices((1, 2, 3), (5, 3, 2))[0]
        kinds = self._random.sample(
            ["person", "official", "other", "voice", "document", "body", "two"], origins
        )
        self._apart = bool({"other", "two"} & {*kinds})
        made.count = 0
        for kind in kinds:
            made.count += 2 if kind == "two" else 1
            first = self._origin(made, kind)
            self._relays(made, first, self._random.randint(0, 4))

    def _wire(self, made: Story) -> None:
        """An agency's story that outlets carry, with or without saying so."""
        origin_kind = self._random.choice(("person", "official", "voice"))
        self._own = self._wordings[:2]
        wire = self._article(self._agency)
        wire.agency = True
        self._tell(wire, origin_kind)
        present = self._random.random() < 0.5
        if present:
            made.articles.append(wire)
        if not present and origin_kind == "voice":
            wire.origins = {Origin("outlet", self._agency)}
        for number in range(self._random.randint(2, 5)):
            carried = self._copy(wire, self._random.choice(("verbatim", "cut", "reworded")))
            # At least one says so, or nobody could know where it is from.
            way = self._random.choice(
                ("dateline", "byline", "foot", "none")
                if number and present
                else ("dateline", "byline")
            )
            carried.attributed = carried.attributed or way != "none"
            initials = "".join(word[0] for word in self._agency.split())
            short = initials if len(initials) > 2 else self._agency
            if way == "dateline":
                carried.dateline = (
                    f"{self._places[0].upper()} ({self._random.choice((short, self._agency))}) — "
                )
            elif way == "byline":
                carried.byline = f"By {self._agency}"
            elif way == "foot":
                carried.foot = f"With reporting by {self._agency}."
            made.articles.append(carried)

    def _cycle(self, made: Story) -> None:
        """Two or three outlets that each have it from another of them, and perhaps who follows."""
        self._own = self._wordings
        ring = [self._article(self._outlet()) for _ in range(self._random.choice((2, 2, 3)))]
        for article, source in zip(ring, [*ring[1:], ring[0]], strict=True):
            self._credit(article, source.outlet, None)
            article.origins = {Origin("unknown", "")}
            made.articles.append(article)
        for _ in range(self._random.randint(0, 2)):
            follower = self._article(self._outlet())
            self._credit(follower, self._random.choice(ring).outlet, None)
            follower.origins = {Origin("unknown", "")}
            made.articles.append(follower)
        made.cycle = True

    def _harden(self, made: Story) -> None:
        """A hedged claim that outlets make harder as they pass it on."""
        first = self._origin(made, self._random.choice(("official", "person")), hedged=True)
        for _ in range(self._random.randint(1, 2)):
            follower = self._article(self._outlet())
            if self._random.random() < 0.6:
                self._credit(follower, first.outlet, None)
            else:
                follower.attributed = False
                sentence = self._claim(hedged=False)
                self._put(follower, sentence, linked=self._link_to(sentence, first))
            follower.origins = set(first.origins)
            made.articles.append(follower)
            made.hardened.add((first.url, follower.url))
        self._relays(made, first, self._random.randint(0, 2), hedged=True)

    def _deny(self, made: Story) -> None:
        """Somebody who says it and, a day later, the opposite; beside who relays it."""
        first = self._origin(made, "person")
        name = next(iter(first.origins)).name
        self._relays(made, first, self._random.randint(1, 3))
        self._now += timedelta(days=1)
        later = self._article(self._outlet())
        form = self._pick("denied")
        claim = self._claim(hedged=False)
        sentence = _cased(form, claim=claim, source=name)
        later.passages.append((sentence, "denies"))
        self._insert(later, sentence)
        made.articles.append(later)
        made.contradicted.add((first.url, later.url))

    def _unseen(self, made: Story) -> None:
        """Outlets that credit one whose article is not there."""
        self._own = self._wordings
        outlet = self._outlet()
        source = (
            self._random.choice(words()["officials"][:4]) if self._random.random() < 0.5 else None
        )
        origin = Origin("unnamed", outlet) if source else Origin("outlet", outlet)
        for _ in range(self._random.randint(2, 5)):
            article = self._article(self._outlet())
            self._credit(article, outlet, source)
            article.origins = {origin}
            made.articles.append(article)

    # Parts of a story

    def _origin(self, made: Story, kind: str, *, hedged: bool = False) -> Article:
        # Who has it from elsewhere tells it in other words.
        self._own = [self._wordings.pop(), self._wordings.pop()]
        article = self._article(self._outlet())
        self._tell(article, kind, hedged=hedged)
        made.articles.append(article)
        if kind in ("person", "body") and self._random.random() < 0.4:
            self._again(made, article, kind, hedged)
        return article

    def _again(self, made: Story, first: Article, kind: str, hedged: bool) -> None:
        """Another outlet that asked the same source: no other origin."""
        article = self._article(self._outlet())
        name = next(iter(first.origins)).name
        if kind == "body":
            spoken = f"{self._person()}, a spokeswoman for {name},"
            source = self._random.choice((name, spoken, f"a spokesman for {name}"))
        else:
            source = name
        self._say(article, source, hedged=hedged)
        article.origins = set(first.origins)
        made.articles.append(article)

    def _tell(self, article: Article, kind: str, *, hedged: bool = False) -> None:
        """Let an article tell the claim from a source of its own."""
        article.hedged = hedged
        if kind == "voice":
            sentence = self._claim(hedged=hedged)
            self._put(article, sentence)
            article.origins = {Origin("outlet", article.url)}
            article.attributed = False
            return
        if kind == "person":
            name = self._person()
            role = self._random.choice(words()["roles"]).replace("{place}", self._places[0])
            self._say(
                article,
                self._random.choice((f"{name}, the {role},", f"{name}, {_a(role)},", name)),
                hedged=hedged,
            )
            article.origins = {Origin("named", name)}
        elif kind == "body":
            body = self._of_body()
            self._say(
                article, self._random.choice((body, f"a spokeswoman for {body}")), hedged=hedged
            )
            article.origins = {Origin("named", body)}
        elif kind == "document":
            self._say(
                article,
                self._random.choice(words()["documents"]),
                hedged=hedged,
                forms=words()["told"][:3],
            )
            article.origins = {Origin("document", article.outlet)}
        else:
            source = {
                # "A source" may be the nurse: nobody could tell them apart.
                "official": self._random.choice(words()["officials"][: 5 if self._apart else None]),
                "other": self._random.choice(words()["others"]),
                "two": f"two {self._random.choice(('sailors', 'farmers', 'clerks'))}",
            }[kind]
            self._say(article, source, hedged=hedged)
            article.origins = {Origin("unnamed", article.outlet)}

    def _relays(self, made: Story, first: Article, count: int, *, hedged: bool = False) -> None:
        """Outlets that have it from one another, back to the first."""
        before = [first]
        for _ in range(count):
            source = self._random.choice(before)
            way = self._random.choice(("credit", "credit", "credit", "copy", "link"))
            if way == "copy":
                article = self._copy(source, self._random.choice(("verbatim", "cut", "reworded")))
            else:
                article = self._article(self._outlet())
                article.hedged = hedged
                if way == "link":
                    sentence = self._claim(hedged=hedged)
                    self._put(article, sentence, linked=self._link_to(sentence, source))
                    article.attributed = False
                else:
                    self._credit(article, source.outlet, self._passed_on(source), hedged=hedged)
            article.origins = set(source.origins)
            made.articles.append(article)
            before.append(article)

    def _passed_on(self, source: Article) -> str | None:
        """The source that who credits an outlet passes on: a description, or a name."""
        (origin,) = source.origins
        if self._random.random() < 0.6:
            return None
        if origin.kind == "named":
            return origin.name
        if origin.kind == "unnamed" and any("official" in text for text, _ in source.passages):
            return self._random.choice(("an official", "an unnamed official", "a senior official"))
        return None

    # Articles

    def _article(self, outlet: str) -> Article:
        self._now += timedelta(minutes=self._random.randint(50, 400))
        exact = self._random.random() < 0.8
        host = re.sub(r"\W", "", outlet.lower())
        fillers = self._random.sample(words()["fillers"], self._random.randint(4, 8))
        return Article(
            url=f"https://www.{host}.example/{self._seed}/{self._now:%m%d%H%M}",
            outlet=outlet,
            published=f"{self._now:%Y-%m-%dT%H:%M:00Z}" if exact else f"{self._now:%Y-%m-%d}",
            at=self._now,
            headline=self._filled(self._random.choice(words()["headlines"])),
            paragraphs=[self._filled(each) for each in fillers],
            passages=[],
            origins=set(),
        )

    def _copy(self, source: Article, way: str) -> Article:
        """An article that has its text from another one."""
        made = self._article(self._outlet())
        kept = [*source.paragraphs]
        if way == "cut":
            claims = [text for text, _ in source.passages]
            kept = [
                each
                for number, each in enumerate(kept)
                if number % 2 == 0 or any(text in _unmarked(each) for text in claims)
            ]
            if len(kept) < _FEWEST:
                kept = [*source.paragraphs]
        passages, kept = [*source.passages], [*map(_unmarked, kept)]
        if way == "reworded":
            kept = [self._reworded(each) for each in kept]
            passages = [(self._reworded(text), stand) for text, stand in passages]
        made.paragraphs, made.passages = kept, passages
        made.origins, made.hedged = set(source.origins), source.hedged
        made.attributed = source.attributed
        for each in (source, made):  # or nobody could tell which was first
            each.published = f"{each.at:%Y-%m-%dT%H:%M:00Z}"
        return made

    def _reworded(self, text: str) -> str:
        return " ".join(words()["swaps"].get(word, word) for word in text.split(" "))

    def _say(
        self, article: Article, source: str, *, hedged: bool, forms: Sequence[str] | None = None
    ) -> None:
        form = self._random.choice(forms) if forms else self._pick("told")
        claim = self._claim(hedged=hedged)
        article.hedged = hedged
        self._put_told(article, form, claim, source, article.outlet)

    def _credit(
        self, article: Article, outlet: str, source: str | None, *, hedged: bool = False
    ) -> None:
        form = self._pick("citing" if source else "credited")
        claim = self._claim(hedged=hedged)
        article.hedged = hedged
        self._put_told(article, form, claim, (source or "").rstrip(","), outlet)

    def _put(self, article: Article, text: str, *, linked: str | None = None) -> None:
        """The claim into an article, in its own voice."""
        article.passages.append((f"{_capital(text)}.", "same"))
        self._insert(article, f"{linked or _capital(text)}.")

    def _put_told(self, article: Article, form: str, claim: str, source: str, outlet: str) -> None:
        """The claim into an article, as a form gives it; of two sentences in the first."""
        text = _cased(
            form.replace("{day}", self._random.choice(words()["days"])),
            claim=claim,
            source=source,
            outlet=outlet,
        )
        alone = form.startswith("{Claim}. ")
        article.passages.append((f"{_capital(claim)}." if alone else text, "same"))
        self._insert(article, text)

    def _insert(self, article: Article, text: str) -> None:
        article.paragraphs.insert(self._random.randint(0, min(3, len(article.paragraphs))), text)

    def _link_to(self, sentence: str, target: Article) -> str:
        words = _capital(sentence).split(" ")
        at = self._random.randint(1, max(1, len(words) - 4))
        inner = " ".join(words[at : at + 3])
        return " ".join([*words[:at], f"[{inner}]({target.url})", *words[at + 3 :]])

    def _claim(self, *, hedged: bool) -> str:
        """The claim in one of the wordings of its origin."""
        wording = self._random.choice(self._own)
        plain = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\1" if hedged else r"\2", wording)
        return re.sub(r"\(([^)]*)\)", lambda m: self._random.choice(m[1].split("/")), plain)

    # Words

    def _pick(self, lot: str) -> str:
        """A form of a sentence; six in ten of the lot that is asked for, if there is one."""
        others: list[str] = words().get(f"{lot}_{self._forms}", [])
        if others and self._random.random() < _OF_THAT_LOT:
            return self._random.choice(others)
        form: str = self._random.choice(words()[lot])
        return form

    def _filled(self, text: str) -> str:
        return (
            text.replace("{place}", self._random.choice(self._places))
            .replace("{day}", self._random.choice(words()["days"]))
            .replace("{n}", str(self._random.randint(3, 60)))
        )

    def _place(self) -> str:
        parts = ("onsets", "middles", "codas", "ends")
        return "".join(self._random.choice(words()[part]) for part in parts)

    def _person(self) -> str:
        while True:
            name = f"{self._random.choice(words()['given'])} {self._place()}"
            if name not in self._people:
                self._people.add(name)
                return name

    def _of_body(self) -> str:
        body: str = self._random.choice(words()["bodies"])
        return body.replace("{Place}", self._place()).replace(
            "{Thing}", self._random.choice(words()["things"])
        )

    def _outlet(self) -> str:
        return self._outlets.pop()


def _cased(form: str, *, claim: str, source: str, outlet: str = "") -> str:
    made = (
        form.replace("{Claim}", _capital(claim))
        .replace("{claim}", claim)
        .replace("{Source}", _capital(source))
        .replace("{source}", source)
        .replace("{outlet}", outlet)
        .replace("{own}", outlet)
    )
    return re.sub(r",,+", ",", made).replace(",.", ".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def _marked(text: str) -> str:
    """A paragraph as HTML, its links among it."""
    return re.sub(
        r"\[([^\]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', html.escape(text, quote=False)
    )
