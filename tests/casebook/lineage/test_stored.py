from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import fake_read, item
from casebook_asked import add, published

from onrecord.casebook import Casebook, lineage
from onrecord.casebook.intake import Item
from onrecord.record import Attribution, Document, Link, Record

STORY = (
    "The crane on the eastern quay was closed on Friday after engineers had measured its sway "
    "for eleven days and found it to be twice the limit that the harbour board had set itself.\n"
)
MORE = "Ships waited outside the breakwater until the tide turned and the pilots came back.\n"


def record(
    text: str,
    *,
    day: str = "2031-03-10T09:00:00Z",
    outlet: str = "Marren Gazette",
    location: str | None = None,
    link: tuple[str, str] | None = None,
    dateline: str | None = None,
) -> Record:
    made = fake_read(Item(key="k", name="k", data=text.encode(), form="text"))
    document: Document = replace(made.document, location=location, dateline=dateline)
    if link:
        start = text.index(link[0])
        at = Link(start=start, end=start + len(link[0]), href=link[1])
        document = replace(document, links=[at])
    return published(replace(made, document=document), day, outlet)


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with Casebook.create(path) as casebook:
        add(
            casebook,
            "gazette",
            record(f"Crane shut\n{STORY}{MORE}", location="https://gazette.example/crane"),
        )
        add(
            casebook,
            "lantern",
            record(
                f"No crane\nPORT MARREN (KNS) — {STORY}",
                day="2031-03-10T11:00:00Z",
                outlet="Daily Lantern",
                dateline="PORT MARREN",
                link=("crane", "https://www.gazette.example/crane?x=1"),
            ),
        )
        add(casebook, "tide", record("Rain\nDorrit Haldane said that it rained.\n", outlet="Tide"))
        yield casebook


def context(casebook: Casebook, *keys: str) -> lineage.Context:
    casebook._identified()
    lineage.update(casebook._connection)
    return lineage.known(casebook._connection, keys)


def test_each_version_is_read_once(asked: Casebook) -> None:
    assert lineage.update(asked._connection) == 3
    assert lineage.update(asked._connection) == 0
    asked.add_items([item(1)], fake_read)
    assert lineage.update(asked._connection) == 1


def test_articles_share_wording_by_containment(asked: Casebook) -> None:
    articles = context(asked, "gazette", "lantern", "tide").articles
    (copy,) = articles["lantern"].copies
    assert copy.of == "gazette"
    assert copy.share > 0.6
    (back,) = articles["gazette"].copies
    assert back.share < copy.share
    assert articles["tide"].copies == ()


def test_an_agency_and_a_link_are_known(asked: Casebook) -> None:
    lantern = context(asked, "lantern").articles["lantern"]
    (credit,) = lantern.credits
    assert (credit.kind, credit.name) == ("dateline", "KNS")
    assert lantern.text[credit.start : credit.end] == "KNS"
    (link,) = lantern.links
    assert (link.text, link.address) == ("crane", "gazette.example/crane")


def test_what_an_article_links_to_is_known_too(asked: Casebook) -> None:
    assert set(context(asked, "lantern").articles) == {"lantern", "gazette"}


def test_who_speaks_is_the_identity(asked: Casebook) -> None:
    tide = context(asked, "tide").articles["tide"]
    (speech,) = tide.speeches.values()
    (party,) = speech.parties
    assert party.name == "Dorrit Haldane"
    assert party.number == asked.called("Dorrit Haldane")[0].number
    assert tide.text[speech.start : speech.end] == "Dorrit Haldane said that it rained"


def test_places_of_evidence_tell_the_line(asked: Casebook) -> None:
    gazette = context(asked, "gazette").articles["gazette"]
    start = gazette.text.index("Ships")
    place = gazette.place(start, start + 5)
    assert (place.document, place.line) == ("gazette", 3)
    assert gazette.sentence(start + 2, start + 3) == (start, start + len(MORE) - 1)


def test_a_new_version_is_read_anew(asked: Casebook) -> None:
    context(asked, "lantern")
    add(asked, "lantern", record("No crane\nThe tide turned.\n", outlet="Daily Lantern"))
    lantern = context(asked, "lantern", "gazette").articles["lantern"]
    assert (lantern.version, lantern.credits, lantern.links, lantern.copies) == (2, (), (), ())


def test_a_document_that_is_removed_leaves_nothing(asked: Casebook) -> None:
    lineage.update(asked._connection)
    asked.remove("lantern", why="asked to")
    for table in ("traced", "fingerprint", "credit", "hyperlink", "address"):
        left = asked._connection.execute(
            f"SELECT count(*) FROM {table} WHERE version_id NOT IN (SELECT id FROM version)"  # noqa: S608
        ).fetchone()
        assert left == (0,)
    assert asked._connection.execute("SELECT count(*) FROM credit").fetchone() == (0,)
    assert set(context(asked, "lantern", "gazette").articles) == {"gazette"}


def test_verify_names_what_was_altered_and_reindex_mends_it(asked: Casebook) -> None:
    lineage.update(asked._connection)
    assert asked.verify().ok
    asked._connection.execute("UPDATE credit SET name = 'ANOTHER'")
    (alteration,) = asked.verify().alterations
    assert alteration.where == "lantern"
    assert "lineage" in alteration.what
    asked.reindex()
    lineage.update(asked._connection)
    assert asked.verify().ok


def test_a_decision_about_who_speaks_is_seen(asked: Casebook) -> None:
    assert context(asked, "tide").articles["tide"].speeches
    (said,) = asked.record("tide").attributions
    assert isinstance(said, Attribution)
    asked.journal.reject("tide", said.id, by="R. Roe")
    assert context(asked, "tide").articles["tide"].speeches == {}


def test_a_document_that_is_not_there_is_left_out(asked: Casebook) -> None:
    assert context(asked, "nothing").articles == {}
