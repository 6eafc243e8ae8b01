from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.gazetteer import Entry
from onrecord.annotate.gazetteer_file import read_entries
from onrecord.errors import OnrecordError


def refusal(text: str | bytes) -> tuple[str, str]:
    """The code and detail that a file is refused with."""
    with pytest.raises(OnrecordError) as caught:
        read_entries(text if isinstance(text, bytes) else text.encode())
    return caught.value.code, caught.value.detail


def test_an_entry_has_all_that_it_gives() -> None:
    text = """\
# our own
- name: Ada  Venn
  aliases: [Venn, "the Iron Pilot", Venn]
  type: person
  roles: [Defence Minister, "pilot: retired"]
  id: k-77
- name: No
- {name: Ministry of Ports, type: organization, aliases: , roles: []}
"""
    assert read_entries(text.encode()) == [
        Entry(
            id="k-77",
            name="Ada Venn",
            type="person",
            aliases=("Venn", "the Iron Pilot"),
            roles=("Defence Minister", "pilot: retired"),
        ),
        Entry(id="no", name="No"),
        Entry(id="ministry-of-ports", name="Ministry of Ports", type="organization"),
    ]


def test_the_example_of_the_guide_is_read() -> None:
    guide = Path(__file__).parents[2] / "docs" / "guides" / "gazetteer.md"
    example = guide.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    entries = read_entries(example.encode())
    assert [entry.id for entry in entries] == ["venn", "kestrian-coast-guard", "strelka"]
    assert entries[0].aliases == ("Venn", "the Iron Pilot")


def test_a_byte_order_mark_and_an_empty_list_are_no_harm() -> None:
    assert read_entries(b"\xef\xbb\xbf- name: Ada") == [Entry(id="ada", name="Ada")]
    assert read_entries(b"[]") == []


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "it is empty"),
        ("# nothing\n", "it is empty"),
        (b"- name: \xff", "it is no UTF-8"),
        ("name: Ada", "line 1: it is no list; begin each entry with “- name:”"),
        ("Ada", "line 1: it is no list; begin each entry with “- name:”"),
        ("- name: Roe: the firm", "line 1: mapping values are not allowed"),
        ("- name: [", "line "),
        ("- name: a\x00b", ""),
        ("- name: a\n---\n- name: b", "line "),
        ("- name: a\n  aliases: [&x b, *x]", "line 2: “*” is read as a reference"),
        ("- name: a\n  aliases: [[b]]", "line 2: lists within lists"),
        ("- name: a\n  aliases: [{b: c}]", "line 2: lists within lists"),
        ("- - - - a", "line 1: lists within lists"),
        ("[" * 100_000, "line 1: "),
    ],
)
def test_what_is_no_list_of_entries_is_refused(text: str | bytes, detail: str) -> None:
    code, said = refusal(text)
    assert code == "G001"
    assert said.startswith(detail)


@pytest.mark.parametrize(
    ("entry", "detail"),
    [
        ("Ada Venn", "line 2: entry 2 is no mapping; begin it with “- name:”"),
        ("{alias: Ada}", "line 2: entry 2 has the unknown key “alias”"),
        ("{name: Ada, name: Venn}", "line 2: entry 2 has the key “name” twice"),
        ("{type: person}", "line 2: entry 2 has no name"),
        ("{name: }", "line 2: entry 2 has no letter in name"),
        ("{name: '!?'}", "line 2: entry 2 has no letter in name"),
        ("{name: [Ada]}", "line 2: entry 2 has no text as name"),
        ("{name: Ada, type: human}", "line 2: entry 2 has the unknown type “human”"),
        ("{name: Ada, type: [person]}", "line 2: entry 2 has no text as type"),
        ("{name: Ada, aliases: Venn}", "line 2: entry 2 has no list as aliases; write them in [ ]"),
        ("{name: Ada, roles: {a: b}}", "line 2: entry 2 has no list as roles; write them in [ ]"),
        ("{name: Ada, aliases: ['—']}", "line 2: entry 2 has no letter in one of the aliases"),
        (f"{{name: {'x' * 201}}}", "line 2: entry 2 has more than 200 characters as name"),
        ("{[a]: b}", "line 2: entry 2 has no text as a key"),
    ],
)
def test_an_entry_not_understood_is_named_by_line_and_number(entry: str, detail: str) -> None:
    assert refusal(f"- name: Tor Vey\n- {entry}\n") == ("G002", detail)


@pytest.mark.parametrize(
    ("entry", "detail"),
    [
        ("{name: tor  vey}", "line 2, entry 2: “tor vey” is a name of entry 1, “Tor Vey”"),
        ("{name: Ada, aliases: [VEY]}", "line 2, entry 2: “VEY” is a name of entry 1, “Tor Vey”"),
        ("{name: Ada, id: tor-vey}", "line 2, entry 2: the id “tor-vey” is that of entry 1"),
    ],
)
def test_no_two_entries_share_a_name_or_an_id(entry: str, detail: str) -> None:
    assert refusal(f"- {{name: Tor Vey, aliases: [Vey]}}\n- {entry}\n") == ("G003", detail)


def test_more_names_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.limits.MAX_GAZETTEER_NAMES", 2)
    assert refusal("- {name: Ada, aliases: [Venn, Pilot]}") == ("G004", "more than 2 names")


@given(st.text(max_size=80) | st.text("-{}[]:,&*!|>'\"#%@ \nab", max_size=40))
def test_any_text_is_read_or_refused_with_a_number(text: str) -> None:
    try:
        entries = read_entries(text.encode("utf-8", errors="surrogatepass"))
    except OnrecordError as reason:
        refused = reason.code
    else:
        refused = ""
        assert all(entry.name and entry.id for entry in entries)
    assert refused in ("", "G001", "G002", "G003")
