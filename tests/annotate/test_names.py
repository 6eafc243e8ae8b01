import pytest

from onrecord.annotate import names


def read(text: str, **how: bool) -> tuple[str, str, str] | None:
    """The name that a run of words names: its words, kind and title."""
    found = names.name(text, names.tokens(text), **how)
    return (found.text, found.kind, found.title) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Orla Venn", ("Orla Venn", "person", "Gen.")),
        ("Dean Venn", ("Dean Venn", "person", "")),
        ("Mr. Banks", ("Banks", "person", "Mr.")),
        ("Norr Coast Council", ("Norr Coast Council", "organization", "")),
        ("NCC", ("NCC", "organization", "")),
        ("Norr Evening Gazette", ("Norr Evening Gazette", "outlet", "")),
        ("The Hague", ("The Hague", "place", "")),
        ("Kremlin", ("Kremlin", "seat", "")),
        ("President", None),
        ("Vice President", None),
    ],
)
def test_what_a_run_of_capitals_names(text: str, expected: tuple[str, str, str] | None) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["Nobody in Marren", "Everyone at the Norr Council"])
def test_no_name_begins_with_a_word_for_nobody_in_particular(text: str) -> None:
    assert names.chunk(names.tokens(text), 0) == 0
    assert names.chunk(names.tokens(text.replace(text.split()[0], "Venntek")), 0) == 1


def test_what_stands_before_decides_for_unknown_names() -> None:
    assert read("Venntek") == ("Venntek", "person", "")
    assert read("Venntek", the=True) == ("Venntek", "organization", "")
    assert read("Venntek", body=True) == ("Venntek", "organization", "")
    assert read("Sea Bank", role=True) == ("Sea Bank", "person", "")


def test_possessive_endings_are_no_part_of_a_word() -> None:
    assert [(t.text, t.possessive) for t in names.tokens("Venn’s ports' end")] == [
        ("Venn", True), ("ports", True), ("'", False), ("end", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("ministries", "ministry"),
        ("bosses", "boss"),
        ("officials", "official"),
        ("press", "press"),
        ("official", "official"),
    ],
)
def test_singular(plural: str, singular: str) -> None:
    assert names.singular(plural) == singular
