from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import claims_asked
import pytest
from casebook_asked import add, make, published
from drafts import draft
from sample_records import make_record

from onrecord.answer import Finding, check
from onrecord.casebook import Casebook
from onrecord.record import Record

HEAD = "A draft on cranes and ferries"


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("check") / "s.casebook") as made:
        add(made, "crane", published(make_record(), "2031-03-14", "Marren Post"))
        yield made


def kinds(found: list[Finding]) -> list[str]:
    return [each.kind for each in found]


def of(found: list[Finding], kind: str) -> Finding:
    (one,) = [each for each in found if each.kind == kind]
    return one


def test_a_quotation_as_it_is_on_record_is_no_finding(casebook: Casebook) -> None:
    found = check(
        casebook,
        draft(
            HEAD,
            "“We measured the sway ourselves, and it was twice the limit,” Dorrit Haldane said.",
        ),
    )
    assert found == []


def test_an_altered_quotation_is_shown_beside_the_words_on_record(casebook: Casebook) -> None:
    text = (
        "“We measured the sway ourselves, and it was three times the limit,” Dorrit Haldane said."
    )
    found = check(casebook, draft(HEAD, text))
    one = of(found, "quotation differs")
    assert (one.line, one.words) == (2, text[: text.index("”") + 1])
    (ground,) = one.grounds
    assert [(each.quoted, each.on_record) for each in ground.differences] == [
        ("three times", "twice")
    ]
    assert "Dorrit Haldane said" in ground.passage.authority
    assert "twice the limit" in ground.passage.text


def test_words_cut_out_unmarked_are_found_and_marked_ones_are_not(casebook: Casebook) -> None:
    cut = "“We measured the sway, and it was twice the limit,” Dorrit Haldane said."
    marked = "“We measured the sway … and it was twice the limit,” Dorrit Haldane said."
    assert "left out" in of(check(casebook, draft(HEAD, cut)), "quotation differs").says
    assert check(casebook, draft(HEAD, marked)) == []


def test_words_of_another_speaker_are_found(casebook: Casebook) -> None:
    text = "“We measured the sway ourselves, and it was twice the limit,” Petra Lunde said."
    one = of(check(casebook, draft(HEAD, text)), "other speaker")
    assert one.says == "The draft has it of Petra Lunde; on record it is of Dorrit Haldane."


def test_a_surname_is_the_same_speaker(casebook: Casebook) -> None:
    text = "“We measured the sway ourselves, and it was twice the limit,” Haldane said."
    assert check(casebook, draft(HEAD, text)) == []


def test_a_quotation_that_nobody_has_is_found(casebook: Casebook) -> None:
    text = "“The zeppelin over Orlmark was painted green,” Dorrit Haldane said."
    found = check(casebook, draft(HEAD, text))
    assert of(found, "quotation not on record").grounds == ()


def test_what_is_only_said_by_somebody_is_no_fact(casebook: Casebook) -> None:
    text = "The Marren Harbour Board was told twice last year that two of its cranes were unsafe."
    one = of(check(casebook, draft(HEAD, text)), "stated as fact")
    assert "three engineers" in one.says
    assert "three engineers said" in one.grounds[0].passage.authority


def test_what_an_outlet_reports_itself_may_be_stated(casebook: Casebook) -> None:
    found = check(
        casebook, draft(HEAD, "The council was founded in the 1960s and never left the island.")
    )
    assert "stated as fact" not in kinds(found)
    assert "not on record" not in kinds(found)


def test_what_nothing_on_record_says_is_found(casebook: Casebook) -> None:
    found = check(casebook, draft(HEAD, "The mayor keeps eleven goats behind the old town hall."))
    assert kinds(found) == ["not on record"]


def test_headlines_questions_and_short_lines_are_not_claims(casebook: Casebook) -> None:
    assert check(casebook, draft("The mayor keeps eleven goats behind the town hall")) == []
    assert check(casebook, draft(HEAD, "Who keeps eleven goats behind the old town hall?")) == []
    assert check(casebook, draft(HEAD, "It rained.")) == []


def test_a_statement_without_a_source_is_found(casebook: Casebook) -> None:
    found = check(casebook, draft(HEAD, "It is alleged that the audit of cranes was rewritten."))
    assert "no source" in kinds(found)


def test_one_source_without_a_name_is_found_with_what_is_on_record(casebook: Casebook) -> None:
    told = "A dock worker said that half of the ferries were sold by the council in February."
    alone = "A dock worker said that the mayor keeps eleven goats behind the town hall."
    one = of(check(casebook, draft(HEAD, told)), "unnamed source")
    assert "one source without a name (a dock worker)" in one.says
    assert "Ivo Dahl says it too" in one.says
    two = of(check(casebook, draft(HEAD, alone)), "unnamed source")
    assert two.says.endswith("Nothing on record says it.")


def test_a_denial_that_is_left_out_is_found_and_one_that_is_there_is_not(
    casebook: Casebook,
) -> None:
    claim = "Ivo Dahl said that the Salt Council sold half of its ferries in February."
    denial = "Maren Oster denied that one ferry was sold."
    one = of(check(casebook, draft(HEAD, claim)), "denial left out")
    assert one.words.startswith("that the Salt Council sold")
    assert any("Maren Oster" in each.passage.authority for each in one.grounds)
    assert "denial left out" not in kinds(check(casebook, draft(HEAD, claim, denial)))


def test_a_body_s_denial_is_its_spokesman_s(casebook: Casebook) -> None:
    claim = "Ivo Dahl said that any warning had been received by the board."
    found = check(casebook, draft(HEAD, claim))
    assert "Petra Lunde" in of(found, "denial left out").says
    (passage,) = [each.passage for each in of(found, "denial left out").grounds]
    body = "Marren Harbour Board"
    denial = f"{body} denied that letters had ever come."
    assert ("denial left out" in kinds(check(casebook, draft(HEAD, claim, denial)))) == (
        body not in passage.text
    )


def test_nobody_denies_himself_by_a_not_more_or_less(casebook: Casebook) -> None:
    claim = "Ivo Dahl said that the Salt Council never sold half of its ferries in February."
    found = check(casebook, draft(HEAD, claim))
    for each in found:
        assert "Ivo Dahl denies" not in each.says
    other = claim.replace("Ivo Dahl", "Runa Veidal")
    assert (
        "Ivo Dahl denies or contradicts"
        in of(check(casebook, draft(HEAD, other)), "denial left out").says
    )


def test_what_a_plain_verb_says_has_a_source_that_was_not_read(casebook: Casebook) -> None:
    made = draft(HEAD, "It is alleged that the audit of cranes was rewritten.")
    assert "no source" in kinds(check(casebook, made))
    (said,) = made.attributions
    for kind in ("order", "question", "intention"):
        other = replace(made, attributions=[replace(said, kind=kind)])
        assert "no source" not in kinds(check(casebook, other))
    active = draft(HEAD, "A stoker said that the audit of cranes was rewritten.")
    (said,) = active.attributions
    unread = replace(said, source=None, source_kind="unstated", unresolved=None)
    assert "no source" not in kinds(check(casebook, replace(active, attributions=[unread])))


def test_what_somebody_knows_is_said_by_the_draft_itself(casebook: Casebook) -> None:
    made = draft(HEAD, "Dorrit Haldane said that the mayor keeps eleven goats behind the old hall.")
    (said,) = made.attributions
    known = replace(said, kind="belief", cue_attitude="endorsing")
    assert "not on record" not in kinds(check(casebook, made))
    assert "not on record" in kinds(check(casebook, replace(made, attributions=[known])))


def test_what_several_articles_may_have_from_one_source_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = ("2031-03-14", f"Dorrit Haldane said that {claims_asked.CLOSED}.")
    monkeypatch.setitem(claims_asked.ARTICLES, "post", again)
    made = draft(HEAD, f"Ines Karo said that {claims_asked.CLOSED}.")
    with claims_asked.make(tmp_path / "one.casebook", "gazette", "post") as story:
        assert "one source on record" not in kinds(check(story, made))  # nothing was gathered yet
        (claim,) = story.claims(single_sourced=True)
        one = of(check(story, made), "one source on record")
        assert one.says.startswith("2 articles on record say it, and may all have it from one")
        assert claim.id in one.says
        assert "Dorrit Haldane said" in one.grounds[0].passage.authority
    with claims_asked.make(tmp_path / "two.casebook", "gazette", "lantern") as story:
        (claim,) = story.claims()
        assert not claim.single_sourced
        assert "one source on record" not in kinds(check(story, made))


def test_findings_stand_in_the_drafts_order_and_point_at_its_words(casebook: Casebook) -> None:
    made = draft(
        HEAD,
        "It is alleged that the audit of cranes was rewritten.",
        "The mayor keeps eleven goats behind the old town hall.",
        "“The zeppelin over Orlmark was painted green,” Dorrit Haldane said.",
    )
    found = check(casebook, made)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert len({each.line for each in found}) == 3
    for each in found:
        assert each.words == made.document.text[each.start : each.end]
        assert each.line == made.document.text.count("\n", 0, each.start) + 1


def test_the_draft_itself_in_the_casebook_proves_nothing(casebook: Casebook) -> None:
    text = (
        "“We measured the sway ourselves, and it was three times the limit,” Dorrit Haldane said."
    )
    made = draft(HEAD, text)
    add(casebook, "the-draft", made)
    assert "quotation differs" in kinds(check(casebook, made))
    casebook.remove("the-draft", why="it was a test")


def test_a_draft_of_nothing_has_no_findings(casebook: Casebook, empty_record: Record) -> None:
    assert not [
        each for each in check(casebook, empty_record) if each.kind not in ("not on record",)
    ]


def test_a_hostile_draft_is_only_words(casebook: Casebook, hostile_record: Record) -> None:
    for each in check(casebook, hostile_record):
        assert each.words == hostile_record.document.text[each.start : each.end]


def test_a_quotation_is_held_against_the_version_that_fits_best(tmp_path: Path) -> None:
    whole = "“The lamps were lit by hand and at dusk,” Ada Venn said."
    turned = "“The lamps were lit at dusk and by hand,” Ada Venn said."
    clipped = "“The lamps were lit by hand,” Ada Venn said."
    made = draft(HEAD, whole)
    with make(tmp_path / "s.casebook", numbers=()) as casebook:
        add(casebook, "clipped", draft("The lamps in short", clipped))
        one = of(check(casebook, made), "quotation differs")
        assert one.grounds[0].passage.text == clipped
        add(casebook, "turned", draft("The lamps at length", turned))
        one = of(check(casebook, made), "quotation differs")
        assert one.grounds[0].passage.text == turned
        assert "another order" in one.says
        add(casebook, "whole", draft("The lamps word for word", whole))
        assert check(casebook, made) == []


def test_who_is_quoted_within_a_quotation_is_not_its_speaker(casebook: Casebook) -> None:
    text = "“We measured the sway ourselves, and it was twice the limit,” Petra Lunde said."
    made = draft(HEAD, text)
    (said,) = made.attributions
    start = made.document.text.index("the sway")
    inner = replace(
        said,
        id="inner",
        inside=said.id,
        entities=[],
        unresolved="pronoun",
        content=[made.document.span(start, start + len("the sway"))],
    )
    found = check(casebook, replace(made, attributions=[said, inner]))
    assert "of Petra Lunde; on record it is of Dorrit Haldane" in of(found, "other speaker").says
