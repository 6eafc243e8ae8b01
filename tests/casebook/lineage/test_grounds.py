from __future__ import annotations

from dataclasses import replace

import pytest
from lineage_articles import GAZETTE, HALDANE, Told, article, members

from onrecord.casebook.lineage.grounds import Ground, ground, pointers
from onrecord.casebook.lineage.known import Credit, Line
from onrecord.casebook.lineage.outlets import Outlets
from onrecord.record import Kind

WORDS = "The eastern crane was closed"


def of(
    *told: Told, number: int = 0, about: frozenset[str] = frozenset(), **given: object
) -> Ground:
    made = article("lantern", *told, **given)  # type: ignore[arg-type]
    others = [article(key, Told("It rained.")) for key in ("gazette", "tide")]
    return ground(members(made, *told)[number], made, Outlets.of([made, *others]), about)


def named(found: Ground) -> tuple[list[str], list[str]]:
    return [relay.name for relay in found.relays], [source.name for source in found.sources]


def test_a_statement_rests_on_its_source() -> None:
    told = Told(f"{WORDS}, Haldane said.", source="Haldane", party=HALDANE)
    assert named(of(told)) == ([], ["Dorrit Haldane"])


def test_a_sentence_in_the_outlet_s_own_voice_rests_on_nothing() -> None:
    found = of(Told(f"{WORDS}."))
    assert named(found) == ([], [])
    assert not found.first_hand


def test_an_outlet_that_reports_is_a_relay_and_no_source() -> None:
    told = Told(
        f"{WORDS}, the Marren Gazette reported.",
        source="the Marren Gazette",
        cue="reported",
        source_kind="outlet",
        party=GAZETTE,
        outlets=("Marren Gazette",),
    )
    assert named(of(told)) == (["Marren Gazette"], [])


def test_what_stands_in_an_outlet_s_report_comes_from_its_source() -> None:
    outer = Told(
        "The Marren Gazette reported that Haldane had said that the crane was closed.",
        source="The Marren Gazette",
        cue="reported",
        source_kind="outlet",
        party=GAZETTE,
    )
    inner = Told("the crane was closed, she had said", source="Haldane", party=HALDANE, inside="a1")
    assert named(of(outer, inner, number=1)) == (["Marren Gazette"], ["Dorrit Haldane"])


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("knew of", "belief"),
        ("ordered", "order"),
        ("wants", "intention"),
        ("kept", "statement"),
        ("sat on findings about", "statement"),
    ],
)
def test_what_somebody_does_is_told_by_the_outlet(cue: str, kind: Kind) -> None:
    told = Told(f"Haldane {cue} it.", source="Haldane", cue=cue, kind=kind, party=HALDANE)
    assert named(of(told)) == ([], [])


def test_what_somebody_believes_is_his() -> None:
    told = Told(
        "Haldane believes it.", source="Haldane", cue="believes", kind="belief", party=HALDANE
    )
    assert named(of(told)) == ([], ["Dorrit Haldane"])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("An official told the Marren Gazette that the crane was closed.", "An official"),
        ("The crane was closed, two sailors told the Marren Gazette.", "two sailors"),
        ("The Marren Gazette, citing a dock worker, reported its closing.", "a dock worker"),
        ("The Marren Gazette reported its closing, citing an audit.", "an audit"),
    ],
)
def test_whom_a_credited_outlet_has_it_from(text: str, source: str) -> None:
    assert named(of(Told(text, outlets=("Marren Gazette",)))) == (["Marren Gazette"], [source])


def test_one_who_told_the_outlet_itself_is_first_hand() -> None:
    told = Told(
        "An official told the Marren Lantern that the crane was closed.",
        source="An official",
        cue="told",
        outlets=("Marren Lantern",),
    )
    found = of(told)
    assert named(found) == ([], ["An official"])
    assert found.first_hand


def credit(kind: str, name: str = "KNS", first: bool = False) -> Credit:
    return Credit(kind=kind, name=name, first=first, start=0, end=3, text="The")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["dateline", "byline"])
def test_a_credit_around_the_story_is_for_all_of_it(kind: str) -> None:
    assert named(of(Told(f"{WORDS}."), around=[credit(kind)])) == (["KNS"], [])


def test_an_outlet_s_own_agency_is_no_relay() -> None:
    found = of(Told(f"{WORDS}."), around=[credit("dateline", "Marren Lantern")])
    assert named(found) == ([], [])


def test_who_was_first_is_credited_for_the_rest_of_the_story() -> None:
    first = replace(credit("words", "Marren Gazette", first=True), start=900, end=914)
    assert named(of(Told(f"{WORDS}."), around=[first])) == (["Marren Gazette"], [])
    quoted = Told(f"{WORDS}, Haldane said.", source="Haldane", party=HALDANE)
    assert named(of(quoted, around=[first])) == ([], ["Dorrit Haldane"])


def test_a_credit_in_another_sentence_is_for_that_one() -> None:
    told = Told(
        "The Marren Gazette reported the weather.", outlets=("Marren Gazette",), member=False
    )
    assert named(of(Told(f"{WORDS}."), told)) == ([], [])


def test_a_link_leads_to_an_outlet_that_is_known() -> None:
    known = Told(f"{WORDS}.", link=("crane", "marrengazette.example/1"))
    assert [relay.kind for relay in of(known).relays] == ["links"]
    unknown = Told(f"{WORDS}.", link=("crane", "shop.example/1"))
    assert of(unknown).relays == ()


def test_the_paper_means_the_outlet_that_was_named_last() -> None:
    before = Told("The Marren Gazette reported it.", outlets=("Marren Gazette",), member=False)
    told = Told(f"{WORDS}, the paper said.", source="the paper", source_kind="outlet")
    found = of(before, told)
    assert [relay.outlet for relay in found.relays] == ["marren gazette"]


def test_a_report_in_an_outlet_is_the_outlet_s() -> None:
    told = Told(
        f"{WORDS}, a report in the Norr Courier said.",
        source="a report in the Norr Courier",
        source_kind="document",
    )
    assert named(of(told)) == (["Norr Courier"], [])


def test_who_works_for_an_outlet_is_not_the_outlet() -> None:
    told = Told(
        f"{WORDS}, a printer of the Marren Gazette said.", source="a printer of the Marren Gazette"
    )
    assert named(of(told)) == ([], ["a printer of the Marren Gazette"])


def test_an_outlet_that_a_passage_names_without_need_is_whom_it_has_it_from() -> None:
    told = Told(
        "In the Marren Gazette one learns why the crane is shut.", outlets=("Marren Gazette",)
    )
    assert named(of(told)) == (["Marren Gazette"], [])
    assert named(of(told, about=frozenset({"marren gazette"}))) == ([], [])


def test_a_sentence_right_after_it_that_points_back_names_whom_it_is_from() -> None:
    text = f"{WORDS}. We owe this to the Marren Gazette."
    made = article("lantern", Told(text, outlets=("Marren Gazette",)))
    cut = len(WORDS) + 1
    lines = (Line(0, cut, 1, None), Line(cut + 1, len(text), 1, None))
    made = replace(made, sentences=lines)
    member = replace(members(made, Told(text))[0], place=made.place(0, cut), text=text[:cut])
    called = Outlets.of([made, article("gazette", Told("It rained."))])
    assert [relay.name for relay in ground(member, made, called).relays] == ["Marren Gazette"]
    elsewhere = replace(made, text=text.replace("We owe this", "A strike hits"))
    assert ground(member, elsewhere, called).relays == ()


def test_nesting_in_a_ring_comes_to_an_end() -> None:
    one = Told(f"{WORDS}, he said.", source="Haldane", party=HALDANE, inside="a2")
    two = Told("He said so.", source="Haldane", party=HALDANE, inside="a1")
    assert of(one, two).sources


def pointed(*told: Told, ref: str | None = None, said: str | None = None) -> list[str]:
    """Whom the first sentence, or the words `said` of its statement, points at."""
    made = article("lantern", *told)
    text = said or told[0].text
    start = made.text.index(text)
    called = Outlets.of([made, article("gazette", Told("It rained."))])
    return pointers(made, called, ref, start, start + len(text))


def test_a_passage_points_at_whom_it_credits_and_links_to() -> None:
    text = f"{WORDS}, the Marren Gazette reported."
    assert pointed(Told(text, outlets=("Marren Gazette",))) == ["marren gazette"]
    linked = Told(f"{WORDS}.", link=("crane", "gazette.example/crane"))
    assert pointed(linked) == ["//gazette.example/crane"]
    both = Told(text, outlets=("Marren Gazette",), link=("reported", "gazette.example/crane"))
    assert pointed(both) == ["marren gazette", "//gazette.example/crane"]
    assert pointed(Told(f"{WORDS}."), linked) == []


def test_it_does_not_point_at_whom_somebody_speaks_about() -> None:
    content = "the Marren Gazette owns the eastern crane"
    told = Told(
        f"A sailor wrote: {content}.", source="A sailor", cue="wrote", outlets=("Marren Gazette",)
    )
    assert pointed(told, ref="a1", said=content) == []
    assert pointed(told) == ["marren gazette"]
