from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import Draft

from onrecord.annotate.gazetteer import Entry, Gazetteer, obey
from onrecord.annotate.spans import MentionSpan
from onrecord.errors import OnrecordError
from onrecord.record import BlockKind, Document, EntityType, MentionKind

VENN = Entry(id="venn", name="Ada Venn", type="person", aliases=("Venn", "the Iron Pilot"))
PORTS = Entry(id="ports", name="Ministry of Ports", type="organization", aliases=("MoP",))
SHIP = Entry(id="ship", name="Strelka", type="vehicle", aliases=("strelka class",))
KESTRIA = Entry(id="kestria", name="Kestria", type="place")


def a_gazetteer(*entries: Entry) -> Gazetteer:
    return Gazetteer(entries or (VENN, PORTS, SHIP, KESTRIA), version="mine.yaml, sha256:0")


def a_document(*blocks: tuple[BlockKind, str]) -> Document:
    return Draft(list(blocks)).document()


def found(text: str, *entries: Entry) -> list[str]:
    """What is found in a paragraph."""
    document = a_document(("paragraph", text))
    return [document.text[one.start : one.end] for one in a_gazetteer(*entries).find(document)]


def test_a_listed_name_is_found_with_its_type_and_entry() -> None:
    document = a_document(("paragraph", "In Port Marren, Ada Venn met the Strelka."))
    venn, ship = a_gazetteer().find(document)
    assert document.text[venn.start : venn.end] == "Ada Venn"
    assert (venn.kind, venn.type, venn.confidence, venn.entry) == ("name", "person", 1.0, "venn")
    assert (ship.type, ship.entry) == ("vehicle", "ship")


def test_the_longest_name_is_taken_and_no_two_overlap() -> None:
    navy = Entry(id="navy", name="Kestria Navy", type="organization")
    assert found("The Kestria Navy left Kestria.", KESTRIA, navy) == ["Kestria Navy", "Kestria"]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("ADA VENN SAILS", ["ADA VENN"]),
        ("Ada VENN sails", ["Ada VENN"]),
        ("The iron pilot sails", []),
        ("The Iron Pilot sails", ["The Iron Pilot"]),
        ("a Strelka Class hull", ["Strelka Class"]),
        ("a strelka class hull", ["strelka class"]),
        ("STRELKA CLASS HULLS", ["STRELKA CLASS"]),
        ("a strelka flew", []),
        ("the Ministry Of Ports", ["Ministry Of Ports"]),
        ("the ministry of ports", []),
        ("a mop and a MOP", ["MOP"]),
    ],
)
def test_capitals_are_as_listed_or_as_print_adds_them(printed: str, words: list[str]) -> None:
    assert found(printed) == words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Venn's ship, Venn’s crew", ["Venn", "Venn"]),
        ("VENN'S SHIP", ["VENN"]),
        ("Venn'll sail", ["Venn"]),
        ("D'Venn and Venn'ari", []),
        ("Vennland", []),
        ("Jean-Venn and Venn-Marie", []),
        ("pro-Kestria and Kestria-backed", ["Kestria", "Kestria"]),
        ("(Venn), “Venn”, Venn.", ["Venn", "Venn", "Venn"]),
        ("Venn—or Venn--sailed", ["Venn", "Venn"]),
        ("Marren–Kestria", ["Kestria"]),
        ("venn@marren.example, Ada@Venn, Strelka.example", []),
        ("Ada\nVenn and Ada\u00a0Venn", ["Ada\nVenn", "Ada\u00a0Venn"]),
        ("Ada, Venn", ["Venn"]),
    ],
)
def test_a_name_stands_alone_and_is_no_part_of_another_word(printed: str, words: list[str]) -> None:
    assert found(printed) == words


def test_what_prints_alike_is_alike() -> None:
    entry = Entry(id="x", name="Bréa O'Tarn-Lys", type="person")
    assert found("Bre\u0301a O’Tarn‑Lys spoke", entry) == ["Bre\u0301a O’Tarn‑Lys"]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Julia Venn and Ms. Venn", ["Venn"]),
        ("Minister Venn", ["Venn"]),
        ("Ada Julia Venn", ["Venn"]),
    ],
)
def test_a_surname_behind_anothers_first_name_is_anothers(printed: str, words: list[str]) -> None:
    assert found(printed) == words


def test_only_the_story_is_searched_and_no_name_crosses_blocks() -> None:
    document = a_document(
        ("byline", "By Ada Venn"), ("headline", "Ada"), ("paragraph", "Venn"), ("related", "Venn")
    )
    (only,) = a_gazetteer().find(document)
    assert (only.start, only.end) == (document.blocks[2].start, document.blocks[2].end)


def test_a_long_text_that_nearly_fits_a_name_holds_the_other_one() -> None:
    entry = Entry(id="x", name="a " * 90 + "b")
    document = a_document(("paragraph", "a " * 20_000 + "Venn"))
    assert len(a_gazetteer(entry, VENN).find(document)) == 1


FORMS = st.lists(
    st.text("abAB -'’.é\u0301ß", min_size=1, max_size=8).filter(
        lambda form: any(map(str.isalnum, form))
    ),
    min_size=1,
    max_size=5,
)


@given(FORMS, st.text("abAB -'’.@\né\u0301ß", max_size=60))
def test_what_is_found_is_words_of_the_text_in_order_apart_and_listed(
    forms: list[str], text: str
) -> None:
    entries = [Entry(id=str(number), name=form) for number, form in enumerate(forms)]
    document = a_document(("paragraph", "x"), ("paragraph", text + "x"), ("heading", text + "x"))
    mentions = Gazetteer(entries, version="").find(document)
    assert mentions == sorted(mentions, key=lambda one: one.start)
    reached = 0
    for one in mentions:
        assert reached <= one.start < one.end
        reached = one.end
        words = document.text[one.start : one.end]
        assert words == words.strip()
        assert any(block.start <= one.start and one.end <= block.end for block in document.blocks)
        assert not document.text[one.start - 1 : one.start].isalnum()
        assert not document.text[one.end : one.end + 1].isalnum()


@given(FORMS)
def test_a_name_between_blanks_is_found_whole(forms: list[str]) -> None:
    first = " ".join(forms[0].split())
    document = a_document(("paragraph", f"said {first} today"))
    (mention,) = Gazetteer([Entry(id="x", name=first)], version="").find(document)
    assert document.text[mention.start : mention.end] == first


# What wins


def a_name(
    start: int, end: int, type: EntityType = "person", kind: MentionKind = "name"
) -> MentionSpan:
    return MentionSpan(start=start, end=end, kind=kind, type=type, confidence=0.9)


def listed(start: int, end: int, type: EntityType, entry: str = "x") -> MentionSpan:
    return MentionSpan(start=start, end=end, kind="name", type=type, confidence=1.0, entry=entry)


def test_listed_names_win_over_those_they_overlap_and_stand_in_order() -> None:
    model = [a_name(0, 4), a_name(5, 13), a_name(10, 20), a_name(20, 24), a_name(30, 34)]
    own = [listed(8, 12, "vehicle"), listed(24, 26, "place")]
    assert obey(model, own) == [model[0], own[0], model[3], own[1], model[4]]


def test_without_a_gazetteer_nothing_changes() -> None:
    model = [a_name(0, 4), a_name(5, 13)]
    assert obey(model, []) == model


def test_an_entry_without_a_type_takes_that_of_most_names_it_replaces() -> None:
    model = [a_name(0, 4, "place"), a_name(10, 14), a_name(20, 24)]
    own = [listed(0, 4, "other"), listed(10, 14, "other"), listed(20, 24, "other")]
    own += [listed(30, 34, "other"), listed(40, 44, "other", "y")]
    assert [one.type for one in obey(model, own)] == ["person"] * 4 + ["other"]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))),
    st.lists(st.integers(1, 6), max_size=8),
)
def test_every_listed_name_is_kept_and_no_name_overlaps_one(
    model: list[tuple[int, int]], gaps: list[int]
) -> None:
    own, at = [], 0
    for gap in gaps:
        own.append(listed(at + gap - 1, at + gap + 2, "person"))
        at += gap + 2
    names = sorted(
        (a_name(start, start + size) for start, size in model), key=lambda one: one.start
    )
    merged = obey(names, own)
    assert [one for one in merged if one.entry] == own
    for one in merged:
        if one.entry is None:
            assert all(one.end <= mine.start or mine.end <= one.start for mine in own)
    dropped = [one for one in names if one not in merged]
    assert all(any(one.start < m.end and m.start < one.end for m in own) for one in dropped)


# The file


def test_a_file_is_loaded_and_known_by_its_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("- name: Ada Venn\n  type: person\n", encoding="utf-8")
    loaded = Gazetteer.load(path)
    assert loaded.entries == {"ada-venn": Entry(id="ada-venn", name="Ada Venn", type="person")}
    assert loaded.version.startswith("mine.yaml, sha256:")
    assert str(tmp_path) not in loaded.version


@pytest.mark.parametrize(
    ("text", "code"), [(None, "G001"), ("Ada Venn", "G001"), ("- nam: Ada", "G002")]
)
def test_what_is_wrong_with_a_file_is_said_with_its_path(
    tmp_path: Path, text: str | None, code: str
) -> None:
    path = tmp_path / "mine.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(OnrecordError) as caught:
        Gazetteer.load(path)
    assert (caught.value.code, caught.value.where) == (code, str(path))


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.limits.MAX_GAZETTEER_BYTES", 20)
    path = tmp_path / "mine.yaml"
    path.write_text("- name: Ada Venn\n" * 3, encoding="utf-8")
    with pytest.raises(OnrecordError) as caught:
        Gazetteer.load(path)
    assert caught.value.code == "G004"
