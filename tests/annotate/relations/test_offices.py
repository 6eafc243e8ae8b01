"""Roles that verbs tell, of invented people and bodies."""

from __future__ import annotations

import pytest
from related import related

BOARD = "Ivo Dahl | role | Harbour Board"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl] is the head of the [o:Harbour Board].", "head | current"),
        ("[p:Ivo Dahl] was head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] became head of the [o:Harbour Board] after it shut.", "head | unknown"),
        ("[p:Ivo Dahl] is now the [o:Harbour Board]'s chief.", "chief | current"),
        ("[p:Ivo Dahl], who is head of the [o:Harbour Board], left.", "head | current"),
        ("[p:Ivo Dahl] is one of the [o:Harbour Board]'s founders.", "founder | current"),
        ("“I am the head of the [o:Harbour Board],” he said.", None),
        ("[p:Ivo Dahl] is not the head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] may be the head of the [o:Harbour Board].", None),
        ("If [p:Ivo Dahl] is the head of the [o:Harbour Board], we leave.", None),
        ("The wife of [p:Ivo Dahl] is the head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] is the worst head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] is a critic of the [o:Harbour Board].", None),
    ],
)
def test_copulas(text: str, found: str | None) -> None:
    assert related(text) == ([f"{BOARD} | {found}"] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl] serves as head of the [o:Harbour Board].", "head | current"),
        ("[p:Ivo Dahl] served as head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] has served as head of the [o:Harbour Board].", "head | unknown"),
        (
            "[p:Ivo Dahl] spoke after stepping down as head of the [o:Harbour Board].",
            "head | former",
        ),
        ("[p:Ivo Dahl] was elected head of the [o:Harbour Board].", "head | unknown"),
        ("They appointed [p:Ivo Dahl] as head of the [o:Harbour Board].", "head | unknown"),
        (
            "[p:Ivo Dahl] was appointed by Mayor [p:Bo Roe] as head of the [o:Harbour Board].",
            "head | unknown",
        ),
        ("They named [p:Ivo Dahl] head of the [o:Harbour Board].", "head | unknown"),
        ("They nominated [p:Ivo Dahl] to be head of the [o:Harbour Board].", "head | unknown"),
        ("As head of the [o:Harbour Board], [p:Ivo Dahl] spoke.", "head | unknown"),
        ("[p:Ivo Dahl] spoke as head of nothing.", None),
        ("[p:Ivo Dahl] resigned on Friday as head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] stepped down last year as head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] succeeded [p:Bo Roe] as head of the [o:Harbour Board].", "head | unknown"),
        ("[p:Bo Roe] succeeded [p:Ivo Dahl] as head of the [o:Harbour Board].", "head | former"),
        (
            "[p:Ivo Dahl] was succeeded by [p:Bo Roe] as head of the [o:Harbour Board].",
            "head | former",
        ),
    ],
)
def test_offices_taken_held_and_left(text: str, found: str | None) -> None:
    mine = [each for each in related(text) if each.startswith("Ivo Dahl")]
    assert mine == ([f"{BOARD} | {found}"] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl], who heads the [o:Harbour Board], left.", "head | current"),
        ("[p:Ivo Dahl] chairs the [o:Harbour Board].", "chair | current"),
        ("[p:Ivo Dahl] commands the [o:Harbour Board].", "commander | current"),
        ("[p:Ivo Dahl] has headed the [o:Harbour Board] since 2012.", "head | current"),
        ("[p:Ivo Dahl] has run the [o:Harbour Board] for six years.", "head | current"),
        ("[p:Ivo Dahl] has led the [o:Harbour Board].", "leader | unknown"),
        ("[p:Ivo Dahl] formerly led the [o:Harbour Board].", "leader | former"),
        ("[p:Ivo Dahl] founded the [o:Harbour Board].", "founder | current"),
        ("The [o:Harbour Board] was founded by engineer [p:Ivo Dahl].", "founder | current"),
        ("The [o:Harbour Board], led by [p:Ivo Dahl], left.", "leader | current"),
        ("[o:Harbour Board], a charity run by [p:Ivo Dahl], left.", "head | current"),
        ("[p:Ivo Dahl] leads [p:Bo Roe] in the polls.", None),
        ("The [o:Harbour Board] was founded by a former [p:Ivo Dahl] aide.", None),
        ("They held an inquiry at the [o:Harbour Board], led by [p:Ivo Dahl].", None),
    ],
)
def test_who_heads_what(text: str, found: str | None) -> None:
    roles = [each for each in related(text) if "engineer" not in each]
    assert roles == ([f"{BOARD} | {found}"] if found else [])
