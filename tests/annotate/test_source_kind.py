import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.source_kind import UNRESOLVED, read_source
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


@given(st.text(alphabet="Aab .,'’-()&“\n$1é", max_size=60))
def test_any_words_are_read_and_names_are_verbatim(source: str) -> None:
    reading = read_source(source)
    assert reading.unresolved is None or reading.unresolved in UNRESOLVED
    for name in reading.names:
        assert source[name.start : name.end] == name.text
