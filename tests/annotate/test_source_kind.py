import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.source_kind import UNRESOLVED, is_expletive, read_source
from onrecord.record import SourceKind


@pytest.mark.parametrize(
    ("source", "kind", "names"),
    [
        ("Orla Venn", "named_person", ["Orla Venn"]),
        ("Venn", "named_person", ["Venn"]),
        ("Mr. Banks", "named_person", ["Banks"]),
        ("Gen. Orla Venn Jr.", "named_person", ["Orla Venn Jr."]),
        ("Halden-based security analyst Orla Venn", "named_person", ["Orla Venn"]),
        ("Orla Venn, an analyst with the Norr Coast Center", "named_person", ["Orla Venn"]),
        ("Orla Venn, President Bo Lund's envoy to Halden", "named_person", ["Orla Venn"]),
        ("Orla Venn and Bo Lund", "named_person", ["Orla Venn", "Bo Lund"]),
        ("Orla Venn, Bo Lund and Cy Tamm", "named_person", ["Orla Venn", "Bo Lund", "Cy Tamm"]),
        ("Venn and her ministry", "named_person", ["Venn"]),
        ("a neighbour, Orla Venn", "named_person", ["Orla Venn"]),
        ("the Herald's Orla Venn", "named_person", ["Orla Venn"]),
        ("a trader named Orla Venn", "named_person", ["Orla Venn"]),
        ("Ana de la Cruz", "named_person", ["Ana de la Cruz"]),
        ("Venn's", "named_person", ["Venn"]),
        ("a senior official", "unnamed_person", []),
        ("A Coast Ministry spokesman", "unnamed_person", []),
        ("the President", "unnamed_person", []),
        ("one person familiar with the talks", "unnamed_person", []),
        ("the Norr Daily Herald", "outlet", ["Norr Daily Herald"]),
        ("Reuters", "outlet", ["Reuters"]),
        ("the newspaper", "outlet", []),
        ("The Norran Coast Ministry", "organization", ["Norran Coast Ministry"]),
        ("the ministry", "organization", []),
        ("the Ministry of the Sea", "organization", ["Ministry of the Sea"]),
        ("the Sea and Coast Committee", "organization", ["Sea and Coast Committee"]),
        ("the White House", "organization", ["White House"]),
        ("Moscow", "organization", ["Moscow"]),
        ("New Zealand", "organization", ["New Zealand"]),
        ("Police", "organization", []),
        ("the company Venntek", "organization", ["Venntek"]),
        ("officials", "group", []),
        ("Norran officials", "group", []),
        ("a group of residents", "group", []),
        ("62 percent of voters", "group", []),
        ("some", "group", []),
        ("a report", "document", []),
        ("a Norr Daily Herald poll", "document", []),
        ("the survey of 400 voters", "document", []),
        ("a Norr poll out Monday", "document", []),
        ("The Lock and Weir Workers' Union", "organization", ["Lock and Weir Workers' Union"]),
        ("the Norr Coast and Port Authority", "organization", ["Norr Coast and Port Authority"]),
        ("the Tide and Weir Trust", "organization", ["Tide and Weir Trust"]),
        ("the Ministry of Tides and Weirs", "organization", ["Ministry of Tides and Weirs"]),
        (
            "the Department of Roads and Rural Works",
            "organization",
            ["Department of Roads and Rural Works"],
        ),
        ("the Norr Council and the Coast Board", "organization", ["Norr Council", "Coast Board"]),
        ("Norr Council and Coast Ministry", "organization", ["Norr Council", "Coast Ministry"]),
        ("NCC and the Coast Board", "organization", ["NCC", "Coast Board"]),
        ("the Ministry of Tides and Orla Venn", "named_person", ["Ministry of Tides", "Orla Venn"]),
        ("Ann Doe and Bob Roe", "named_person", ["Ann Doe", "Bob Roe"]),
        ("Orla Venn's worldview", "named_person", ["Orla Venn"]),
        ("Venntek, the firm behind the weir", "organization", ["Venntek"]),
        ("Venn Engineering", "organization", ["Venn Engineering"]),
        ("Boss Bo Lund-Tamm Roe", "named_person", ["Bo Lund-Tamm Roe"]),
        ("the Daily Lamp", "outlet", ["Daily Lamp"]),
        ("the Sunday Herald", "outlet", ["Sunday Herald"]),
        ("the Norr News Service", "outlet", ["Norr News Service"]),
        ("The Herald itself", "outlet", ["Herald"]),
        ("the Register of Old Boats", "document", ["Register of Old Boats"]),
        ("the ministry's website", "document", []),
        ("the newspaper's website", "outlet", []),
        ("An engineer I trust", "unnamed_person", []),
        ("one resident", "unnamed_person", []),
        ("a neighbour", "unnamed_person", []),
        ("a lamplighter", "unnamed_person", []),
        ("the lamplighters", "group", []),
        ("a plongeur, who was there", "unnamed_person", []),
        ("three figurants who were there", "group", []),
        ("a paper", "document", []),
        ("the paper", "outlet", []),
        ("a letter", "document", []),
        ("an order", "document", []),
        ("a newsletter", "document", []),
        ("the minutes of a board meeting", "document", []),
    ],
)
def test_a_source_as_mentioned(source: str, kind: SourceKind, names: list[str]) -> None:
    reading = read_source(source)
    assert (reading.kind, [name.text for name in reading.names]) == (kind, names)
    assert (reading.unresolved is None) == bool(names)
    assert all(source[name.start : name.end] == name.text for name in reading.names)


@pytest.mark.parametrize(
    ("source", "kind"),
    [("he", "unnamed_person"), ("She", "unnamed_person"), ("who", "unnamed_person"),
     ("they", "group"), ("We", "group"), ("it", "organization")],
)  # fmt: skip
def test_a_pronoun_is_nobodys_name_and_says_so(source: str, kind: SourceKind) -> None:
    reading = read_source(source)
    assert (reading.kind, reading.names, reading.unresolved) == (kind, (), "pronoun")


def test_a_label_in_capitals_is_a_person_and_no_acronym() -> None:
    assert read_source("ROE").kind == "organization"
    assert read_source("ROE", label=True).kind == "named_person"


def test_a_label_that_says_a_part_names_nobody() -> None:
    reading = read_source("PRESENTER", label=True)
    assert (reading.kind, reading.names) == ("unnamed_person", ())


@pytest.mark.parametrize(
    ("before", "relative", "kind", "name"),
    [
        ("According to the Norr Herald, ", "which", "outlet", "Norr Herald"),
        ("It rained.\nThe Coast Board ", "which", "organization", "Coast Board"),
        ("It was Orla Venn, ", "who", "named_person", "Orla Venn"),
    ],
)
def test_a_relative_right_after_a_name_is_that_name(
    before: str, relative: str, kind: SourceKind, name: str
) -> None:
    reading = read_source(relative, before=before)
    (found,) = reading.names
    assert (reading.kind, found.text, reading.unresolved) == (kind, name, None)
    assert before[found.start : found.end or None] == name


@pytest.mark.parametrize(
    ("before", "relative"),
    [
        ("the harbour, ", "which"),
        ("the head of the Coast Board, ", "who"),
        ("a lawyer for Orla Venn, ", "who"),
        ("a note by the Coast Board, ", "which"),
        ("Orla Venn’s boat, ", "which"),
        ("Orla Venn.\n\n", "who"),
        ("", "who"),
    ],
)
def test_any_other_relative_stays_a_pronoun(before: str, relative: str) -> None:
    assert read_source(relative, before=before).unresolved == "pronoun"


@pytest.mark.parametrize(
    ("source", "cue", "expletive"),
    [
        ("It", " is widely believed that", True),
        ("it", " has been said", True),
        ("it", " is not clear", True),
        ("It", " has not said why", False),
        ("It", " was told that", False),
        ("It", " said that", False),
        ("He", " is said to", False),
    ],
)
def test_the_it_of_it_is_said_is_nobody(source: str, cue: str, expletive: bool) -> None:
    assert is_expletive(source, cue=cue) == expletive


@given(st.text(alphabet="Aab .,'’-()&“\n$1é", max_size=60))
def test_any_words_are_read_and_names_are_verbatim(source: str) -> None:
    reading = read_source(source)
    assert reading.unresolved is None or reading.unresolved in UNRESOLVED
    for name in reading.names:
        assert source[name.start : name.end] == name.text
