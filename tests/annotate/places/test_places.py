import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate import places
from onrecord.annotate.places import candidates
from onrecord.record import Document, Entity, EntityType, Mention, Place


def document(text: str) -> Document:
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=sha, location=None, sha256=sha, media_type="text/plain", language="en", text=text
    )


def entity(
    text: str, name: str, *, type: EntityType = "place", metonym: bool = False, id: str = "e1"
) -> Entity:
    start = text.index(name)
    mention = Mention(
        start=start,
        end=start + len(name),
        text=name,
        kind="name",
        metonym=metonym,
        confidence=1.0,
    )
    return Entity(id=id, name=name, type=type, mentions=[mention])


def locate(text: str, *names: str) -> list[Place]:
    found = [entity(text, name, id=f"e{at}") for at, name in enumerate(names, 1)]
    return places.locate(document(text), found)


def where(text: str, *names: str) -> list[tuple[str, str | None]]:
    return [(place.name, place.country) for place in locate(text, *names)]


def test_a_city_is_a_point_and_a_country_or_region_an_area() -> None:
    text = "The road from Kunduz through Afghanistan to Central Asia is shut."
    found = locate(text, "Kunduz", "Afghanistan", "Central Asia")
    assert [(p.kind, p.country) for p in found] == [("point", "AF"), ("area", "AF"), ("area", None)]
    assert found[0].latitude == pytest.approx(36.7, abs=0.1)
    assert found[0].longitude == pytest.approx(68.9, abs=0.1)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The fair in Paris, Texas, opens on Monday.", "Paris", "US"),
        ("The fair in Paris opens on Monday.", "Paris", "FR"),
        ("A ferry left London, Ontario, for the lake.", "London", "CA"),
        ("The Afghan city of Kunduz is calm.", "Kunduz", "AF"),
        ("Police in Birmingham, Ala., found the van.", "Birmingham", "US"),
        ("Police in Birmingham, England, found the van.", "Birmingham", "GB"),
    ],
)
def test_the_larger_place_beside_a_name_decides(text: str, name: str, country: str) -> None:
    assert where(text, name)[0][1] == country


def test_a_name_once_placed_stays_there() -> None:
    text = "The mayor of Paris, Texas, was late. Paris waited."
    spans = [(text.index("Paris"), 18), (text.rindex("Paris"), text.rindex("Paris") + 5)]
    first, second = places.resolve(text, spans)
    assert first
    assert second
    assert first.entry.country == second.entry.country == "US"


def test_lands_and_places_nearby_decide() -> None:
    text = "From Tbilisi to Gori, Georgia is quiet; Azerbaijan and Armenia wait."
    assert ("Georgia", "GE") in where(text, "Tbilisi", "Gori", "Georgia", "Azerbaijan", "Armenia")
    text = "From Atlanta to Savannah, Georgia is quiet; Alabama and Florida wait."
    assert ("Georgia", "US") in where(text, "Atlanta", "Savannah", "Georgia", "Alabama", "Florida")


def test_a_place_that_is_nowhere_in_the_printed_land_is_left_out() -> None:
    assert where("She died at Balmoral, in Scotland, on Monday.", "Balmoral", "Scotland") == [
        ("Scotland", "GB")
    ]


def test_the_town_is_taken_before_the_division_around_it() -> None:
    assert locate("She met him in Zurich, Switzerland.", "Zurich")[0].kind == "point"
    assert locate("She lives in Zurich canton.", "Zurich")[0].kind == "area"


def test_a_government_a_people_and_an_organization_lie_nowhere() -> None:
    text = "Kenya denied it. Kenyans shrugged."
    doc = document(text)
    assert places.locate(doc, [entity(text, "Kenya", metonym=True)]) == []
    assert places.locate(doc, [entity(text, "Kenyans")]) == []
    assert places.locate(doc, [entity(text, "Kenya", type="organization")]) == []


def test_one_literal_name_is_enough() -> None:
    text = "Kenya denied it. The rains reached Kenya late."
    one = entity(text, "Kenya", metonym=True)
    start = text.rindex("Kenya")
    literal = Mention(start=start, end=start + 5, text="Kenya", kind="name", confidence=1.0)
    both = Entity(id="e1", name="Kenya", type="place", mentions=[*one.mentions, literal])
    assert [place.country for place in places.locate(document(text), [both])] == ["KE"]


def test_an_unknown_or_doubtful_place_is_left_out() -> None:
    assert locate("They met in Xqzzorp.", "Xqzzorp") == []
    assert locate("They met in Franklin County.", "Franklin County") == []


def test_a_building_lies_in_the_place_it_is_named_after() -> None:
    text = "They met at the Tarrant County Courthouse."
    assert where(text, "Tarrant County Courthouse") == [("Tarrant County", "US")]


def test_names_beyond_the_first_five_thousand_are_not_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []
    real = candidates.toponym

    def counted(text: str, start: int, end: int) -> candidates.Toponym:
        read.append(start)
        return real(text, start, end)

    monkeypatch.setattr(candidates, "toponym", counted)
    text = " ".join(f"Xq{number}" for number in range(8_000))
    found = places.resolve(text, [(0, 3)] * 7_999 + [(0, 3)])
    assert len(found) == 8_000
    assert len(read) == 5_000


@settings(max_examples=30)
@given(st.text(alphabet="Paris, ofTexas.\n()'’-é", max_size=60), st.data())
def test_any_text_and_any_names_can_be_read(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple), max_size=4))
    assert len(places.resolve(text, spans)) == len(spans)


def test_the_version_names_gazetteer_weights_and_lexicons() -> None:
    assert places.version().split()[::2] == ["gazetteer", "ranker", "lexicons"]
