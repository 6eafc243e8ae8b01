"""The words in which reports for people say what a record holds; one wording everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.export import dates, kinds
from onrecord.export.mentions import Resolution
from onrecord.export.places import Place, Places
from onrecord.export.sourcing import DOUBTFUL_BELOW, SourceUse, Sourcing, Standing, Voices, standing
from onrecord.export.visible import one_line
from onrecord.record import Attribution, Document, Entity, Mention, MentionKind, Record

STANDINGS: dict[Standing, str] = {
    "named": "named",
    "unnamed": "unnamed",
    "unresolved": "unresolved",
    "unstated": "not stated",
}

VOICES: dict[str, str] = {
    "outlet": "the outlet’s own voice",
    "named": "named sources",
    "unnamed": "unnamed sources",
    "unresolved": "not resolved",
}

MENTION_KINDS: tuple[MentionKind, ...] = ("name", "nominal", "pronoun")

NO_SOURCE = "source not stated"
OWN_VOICE = "in the outlet’s own voice"
_SHOWN_PRONOUNS = 4


def title(record: Record) -> str:
    """The headline, else where the document came from."""
    document = record.document
    return one_line(document.headline or document.location or "Untitled")


def frame_lines(record: Record) -> list[str]:
    """Publisher, date and dateline; the byline; the location. Only what was found."""
    document = record.document
    lines = [
        " · ".join(
            one_line(part)
            for part in (document.publisher, when(document), document.dateline)
            if part
        )
    ]
    if document.byline:
        lines.append(f"By {listed([one_line(name) for name in document.byline])}")
    if document.location and document.headline:
        lines.append(one_line(document.location))
    return [line for line in lines if line]


def when(document: Document) -> str | None:
    """The date of publication, as exact as it was printed."""
    return document.published and document.published.replace("T", " ", 1)


def listed(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def percent(share: float) -> str:
    """A probability or share in whole percent."""
    return f"{share:.0%}"


def count(number: int, noun: str) -> str:
    """ "1 source", "2 sources"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def read_by_a_model(found: Sourcing, document: Document) -> str:
    """Who made this reading, and how far it may be relied on (design, principle 8)."""
    total = len(found.in_order)
    if not total and not is_english(document):
        return "Not read: this article is not in English, and onrecord reads English alone."
    if not total:
        return "Read by a model, which found no attribution here; it may have missed some."
    noun = "attribution" if total == 1 else "attributions"
    return (
        f"Read by a model, not established: by its own confidence about "
        f"{int(found.expected_right + 0.5)} of {total} {noun} should be right. "
        f"Check the words before you rely on them."
    )


def is_english(document: Document) -> bool:
    """Whether an article is in a language that is read; unknown counts as English."""
    return document.language is None or document.language.split("-")[0].lower() == "en"


def voice_percents(voices: Voices) -> dict[str, int]:
    """The share of each voice in whole per cent; together they are 100. Needs a story."""
    parts = {voice: getattr(voices, voice) * 100 for voice in VOICES}
    percents = {voice: part // voices.total for voice, part in parts.items()}
    left = 100 - sum(percents.values())
    for voice in sorted(parts, key=lambda voice: -(parts[voice] % voices.total))[:left]:
        percents[voice] += 1
    return percents


def voice_shares(voices: Voices) -> list[tuple[str, str]]:
    """(label, share in per cent) of every voice that is heard."""
    percents = voice_percents(voices)
    return [
        (label, f"{percents[voice]}%") for voice, label in VOICES.items() if getattr(voices, voice)
    ]


def source_name(use: SourceUse) -> str:
    """What a source is called in a table."""
    if use.id == "pronouns":
        said = Counter(pronoun(one.source.text) for one in use.attributions if one.source)
        words = [word for word, _ in said.most_common()]
        more = " …" if words[_SHOWN_PRONOUNS:] else ""
        name = ", ".join(words[:_SHOWN_PRONOUNS]) + more
        return name[:1].upper() + name[1:]
    return one_line(use.name) or NO_SOURCE.capitalize()


def pronoun(word: str) -> str:
    """A pronoun as it stands within a sentence."""
    word = one_line(word).casefold()
    return "I" if word == "i" else word


def source_kind(use: SourceUse) -> str:
    """What kind a source is, most often; whether it is named is said elsewhere."""
    if use.id == "pronouns":
        return use.id
    kind = use.kinds[0]
    if kind == "unstated":
        return ""
    return "person" if kind.endswith("_person") else kind


def tally(found: Sourcing) -> str:
    """How many sources there are of each standing: "9 named, 4 unnamed"."""
    return ", ".join(f"{number} {STANDINGS[stands]}" for stands, number in found.tally.items())


def source_of(attribution: Attribution, meant: Sequence[Resolution] = ()) -> str:
    """An attribution's source as printed, and whom it was taken for: "she → Ada Venn"."""
    if not attribution.source:
        return NO_SOURCE
    names = listed([one_line(one.entity.name) for one in meant])
    return one_line(attribution.source.text) + (f" → {names}" if meant else "")


def rests_on(meant: Sequence[Resolution], places: Places) -> list[tuple[str, str]]:
    """(label, the names in the article that a resolution rests on)."""
    words = [
        f"“{one_line(one.named.text)}”, {where(places.place(one.named.start))}"
        for one in meant
        if one.named
    ]
    return [("rests on", "; ".join(words))] if words else []


def where(place: Place) -> str:
    """ "line 7", or "page 2" of what has pages."""
    return f"page {place.page}" if place.page else f"line {place.line}"


def who(use: SourceUse) -> list[str]:
    """Who a source is: as the article describes it, and as the user's gazetteer does."""
    lines = [one_line(use.described)] if use.described else []
    if use.entity:
        lines += metonym(use.entity)
        lines += from_gazetteer(use.entity)
    return lines


def metonym(entity: Entity) -> list[str]:
    """That a place's name means its government, where it does."""
    number = sum(mention.metonym for mention in entity.mentions)
    if not number:
        return []
    times = "" if number == len(entity.mentions) else f" ({number} of {len(entity.mentions)} times)"
    return [f"here {stands_for(entity)}, not the place itself{times}"]


def mention_kinds(mentions: Sequence[Mention]) -> str:
    """How many mentions there are of each kind: "2 names, 1 pronoun"."""
    kinds = Counter(mention.kind for mention in mentions)
    return ", ".join(count(kinds[kind], kind) for kind in MENTION_KINDS if kinds[kind])


def stands_for(entity: Entity) -> str:
    """What the name of a place means where it is a metonym."""
    return "the government" if entity.type == "place" else "those who work there"


def from_gazetteer(entity: Entity) -> list[str]:
    """That the user's gazetteer lists an entity, and what as."""
    if entity.entry is None:
        return []
    roles = ", ".join(map(one_line, entity.roles))
    return [f"from your gazetteer: {roles}" if roles else "listed in your gazetteer"]


def marks(attribution: Attribution) -> list[str]:
    """Short marks: kind, mode, how the source stands, and what departs from the plain case."""
    found = [kinds.noun(attribution), kinds.MODE[attribution.mode]]
    if standing(attribution) in ("unnamed", "unresolved"):
        found.append(f"source {STANDINGS[standing(attribution)]}")
    if attribution.cue_attitude != "neutral":
        found.append(kinds.ATTITUDE[attribution.cue_attitude])
    if attribution.said_on:
        found.append(f"said {one_line(dates.on(attribution.said_on))}")
    if attribution.inside:
        found.append(f"inside {one_line(attribution.inside)}")
    if attribution.confidence < DOUBTFUL_BELOW:
        found.append("doubtful")
    return found


def grounds(attribution: Attribution) -> list[tuple[str, str]]:
    """(label, the article's words) of hedges, basis and the ground for anonymity."""
    found = []
    if attribution.hedges:
        words = ", ".join(f"“{one_line(hedge.text)}”" for hedge in attribution.hedges)
        found.append(("hedged", words))
    if attribution.basis:
        found.append(("basis", f"“{one_line(attribution.basis.text)}”"))
    if attribution.anonymity:
        found.append(("anonymity", f"“{one_line(attribution.anonymity.text)}”"))
    return found


def made_by(record: Record, seconds: float | None = None) -> str:
    """The time taken and the versions that made the record."""
    took = f"Read in {seconds:.1f} s by" if seconds is not None else "Read by"
    stages = ", ".join(f"{name}: {made}" for name, made in record.made_by.stages.items())
    version = f"onrecord {record.made_by.onrecord}"
    return one_line(f"{took} {version} ({stages})" if stages else f"{took} {version}")
