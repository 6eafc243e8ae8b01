"""The newswire corpus as print would have it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpora, newswire


def article(text: str, *names: tuple[str, str]) -> dict[str, Any]:
    """An article whose names are found one behind the other."""
    entities = []
    end = 0
    for name, type in names:
        start = text.index(name, end)
        end = start + len(name)
        entities.append({"start": start, "end": end, "type": type, "text": name})
    return {"id": "x1", "outlet": "zz_heron", "text": text, "entities": entities}


def names(text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    return [(e["text"], e["type"]) for e in newswire.natural(article(text, *given))["entities"]]


def test_text_and_names_are_as_in_print() -> None:
    given = article(
        "Orlë 's ferry ( Borland ) left Bo Min - tarn .",
        ("Orlë", "Person"),
        ("Bo Min - tarn", "Person"),
    )
    natural = newswire.natural(given)
    assert natural["id"] == "x1"
    assert natural["text"] == "Orlë's ferry (Borland) left Bo Min-tarn."
    assert natural["entities"] == [
        {"start": 0, "end": 4, "type": "Person", "text": "Orlë"},
        {"start": 28, "end": 39, "type": "Person", "text": "Bo Min-tarn"},
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://heron.example/tarn-ferry",
        "https://heron.example/?id = 4 & np = 1",
        "www . heron . example % 2 Ftarn",
    ],
)
def test_the_address_goes_with_the_names_in_it(address: str) -> None:
    given = article(f"{address}\nOrlë left .", ("heron", "Location"), ("Orlë", "Person"))
    assert newswire.raw(given) == {
        "id": "x1",
        "text": "Orlë left .",
        "entities": [{"start": 0, "end": 4, "type": "Person", "text": "Orlë"}],
    }


def test_an_article_without_address_keeps_its_first_line() -> None:
    assert newswire.raw(article("Orlë left .\nhttps://heron.example"))["text"].startswith("Orlë")


def test_letters_in_the_wrong_encoding_are_put_right() -> None:
    text = "Orlandâ € ” The â € œ bigâ € ship of Pelmezâ € ™ s son FerrÃ ³ n â € “ old"
    expected = "Orland — The “big” ship of Pelmez’s son Ferrón – old"
    given = article(text, ("Pelmez", "Person"), ("Ferr", "Person"))
    natural = newswire.natural(given)
    assert natural["text"] == expected
    assert [e["text"] for e in natural["entities"]] == ["Pelmez", "Ferrón"]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Tarn 's Senate met", [("Tarn", "Location"), ("'s Senate", "Organization")],
         [("Tarn", "Location"), ("Senate", "Organization")]),
        ("Orlë ’ s wage", [("Orlë ’ s", "Person")], [("Orlë", "Person")]),
        ("the ' Heron' sank", [("Heron'", "Product")], [("Heron", "Product")]),
        ("the ' Heron ' sank", [("' Heron '", "Product")], [("Heron", "Product")]),
        ("Tarn ( 2003 ) ,", [("Tarn", "Location"), ("2003", "Date"), (") ,", "Misc")],
         [("Tarn", "Location"), ("2003", "Date")]),
        ("the Tarn Act ( 2003 )", [("Tarn Act ( 2003 )", "Misc")], [("Tarn Act (2003)", "Misc")]),
        ("the U . S . left", [("U . S", "Location")], [("U.S.", "Location")]),
        ("the U . S . left", [("U . S .", "Location")], [("U.S.", "Location")]),
        ("worth US $ 20", [("$ 20", "Money")], [("US$20", "Money")]),
        ("worth US $ 20", [("US", "Location"), ("$ 20", "Money")], [("US$20", "Money")]),
        ("the 1980 s", [("1980", "Date")], [("1980s", "Date")]),
    ],
)  # fmt: skip
def test_edges_of_names_are_mended(
    text: str, given: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert names(text, *given) == expected


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Tarn Ferry Guard", [("Tarn", "Location"), ("Ferry Guard", "Organization")],
         [("Tarn Ferry Guard", "Organization")]),
        ("Guild of Tarn Sailors",
         [("Guild of", "Organization"), ("Tarn", "Location"), ("Sailors", "Organization")],
         [("Guild of Tarn Sailors", "Organization")]),
        ("University of Tarn", [("University of", "Organization"), ("Tarn", "Location")],
         [("University of Tarn", "Organization")]),
        ("Tarn - Borland Society",
         [("Tarn", "NORP"), ("-", "Misc"), ("Borland", "NORP"), ("Society", "Organization")],
         [("Tarn-Borland Society", "Organization")]),
        ("Orlë 's Law", [("Orlë", "Person"), ("'s Law", "Misc")], [("Orlë's Law", "Misc")]),
        ("Tarn Guild Borland",
         [("Tarn", "Location"), ("Guild", "Organization"), ("Borland", "Location")],
         [("Tarn Guild Borland", "Organization")]),
        ("Central Borland", [("Central", "NORP"), ("Borland", "Location")],
         [("Central Borland", "Location")]),
        ("Friday , May 3", [("Friday", "Date"), (",", "Misc"), ("May 3", "Date")],
         [("Friday, May 3", "Date")]),
    ],
)  # fmt: skip
def test_names_that_were_cut_up_are_made_whole(
    text: str, given: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert names(text, *given) == expected


@pytest.mark.parametrize(
    "given",
    [
        [("Tarn", "Location"), ("Orlë Vadim", "Person")],
        [("Guild", "Organization"), ("Orlë Vadim", "Person")],
        [("2022", "Date"), ("Tarn Cup", "Misc")],
        [("Tarnish", "NORP"), ("Borland", "Location")],
    ],
)
def test_names_that_merely_touch_stay_apart(given: list[tuple[str, str]]) -> None:
    assert names(" ".join(name for name, _ in given), *given) == given


def test_a_weekday_is_a_date() -> None:
    assert names("left Friday", ("Friday", "Misc")) == [("Friday", "Date")]


def test_names_stay_cut_up_on_demand() -> None:
    given = article("Tarn Guard", ("Tarn", "Location"), ("Guard", "Organization"))
    assert [e["text"] for e in newswire.raw(given, whole=False)["entities"]] == ["Tarn", "Guard"]
    assert [e["text"] for e in newswire.natural(given, whole=False)["entities"]] == [
        "Tarn",
        "Guard",
    ]


def test_the_cut_hangs_on_the_id_alone() -> None:
    articles = [{**article("Orlë left ."), "id": str(number)} for number in range(300)]
    dev, train = newswire.dev(articles), newswire.train(articles)
    assert 15 <= len(dev) <= 50
    assert sorted(a["id"] for a in dev + train) == sorted(a["id"] for a in articles)
    assert newswire.dev(articles[::-1]) == dev[::-1]


def test_a_word_processors_source_is_in_neither_part() -> None:
    source = article("{ \\ rtf 1 \\ ansi\nOrlë left .")
    assert newswire.dev([source]) + newswire.train([source]) == []


TYPES = ["Person", "Organization", "Location", "NORP", "Date", "Misc", "Money", "Facility"]
TOKENS = st.sampled_from(
    [*"-.,'’‘\"“”()$%&/sSUJ", *["Orlë", "Tarn", "the", "was", "1980", "40,000", "of", "'s", "n't"]]
)


@st.composite
def annotated(draw: st.DrawFn) -> dict[str, Any]:
    """An article of random tokens; its names are stretches of them that don't overlap."""
    text = ""
    entities = []
    for tokens in draw(st.lists(st.lists(TOKENS, min_size=1, max_size=5), max_size=12)):
        name = " ".join(tokens)
        if draw(st.booleans()):
            start = len(text)
            type = draw(st.sampled_from(TYPES))
            entities.append({"start": start, "end": start + len(name), "type": type, "text": name})
        text += name + draw(st.sampled_from([" ", "\n"]))
    return {"id": "x1", "text": text, "entities": entities}


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@given(annotated())
def test_letters_and_digits_of_text_and_names_are_unchanged(given: dict[str, Any]) -> None:
    raw, natural = newswire.raw(given), newswire.natural(given)
    assert raw["text"] == given["text"]
    assert "".join(natural["text"].split()) == "".join(raw["text"].split())
    before = [(letters(e["text"]), e["type"]) for e in raw["entities"]]
    assert [(letters(e["text"]), e["type"]) for e in natural["entities"]] == before
    for part in (raw, natural):
        for e in part["entities"]:
            assert part["text"][e["start"] : e["end"]] == e["text"]
            assert letters(e["text"])
        spans = [(e["start"], e["end"]) for e in part["entities"]]
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.skipif(not corpora.present(), reason="the corpora are not at hand")
def test_the_corpus_keeps_its_letters_and_loses_its_addresses() -> None:
    articles = newswire.read()
    assert len(newswire.dev(articles)) + len(newswire.train(articles)) >= 0.99 * len(articles)
    for one in articles[::15]:
        raw, natural = newswire.raw(one), newswire.natural(one)
        assert "".join(natural["text"].split()) == "".join(raw["text"].split())
        assert not natural["text"].startswith("http")
        assert len(natural["entities"]) == len(raw["entities"])
