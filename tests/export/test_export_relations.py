from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_records import make_ferry_record

from onrecord.export import relations
from onrecord.export.told import Told
from onrecord.record import Relation

FERRY = make_ferry_record()
TOLD = Told(FERRY)


def words(relation: Relation, **changed: Any) -> str:
    return relations.in_words(replace(relation, **changed), TOLD)


def test_every_type_has_its_words() -> None:
    assert [relations.in_words(one, TOLD) for one in FERRY.relations] == [
        "Ivo Dahl — envoy of Ana Ruiz",
        "Ana Ruiz — governor",
        "Maren Oster — former leader of Norrund Salt Council",
        "Ivo Dahl — former member of Unit Nine",
        "Unit Nine — part of Coast Guard",
        "Signe Lund — mayor of Helmvik",
        "Yrsa — daughter of Ivo Dahl",
        "Yrsa — was awarded Star of Tarn",
        "Norrund Salt Council — based in Tarn",
    ]


@pytest.mark.parametrize(
    ("number", "changed", "said"),
    [
        (0, {"role": "envoy to tarn", "object": "e4"}, "Ivo Dahl — envoy to tarn"),
        (0, {"role": "adviser on trade"}, "Ivo Dahl — adviser on trade · Ana Ruiz"),
        (0, {"role": None, "object": None}, "Ivo Dahl — a role"),
        (0, {"role": "ex-envoy", "status": "former"}, "Ivo Dahl — ex-envoy of Ana Ruiz"),
        (8, {"object": None, "role": "orlmark"}, "Norrund Salt Council — based in orlmark"),
        (7, {"object": None, "role": "star of tarn"}, "Yrsa — was awarded Star of Tarn"),
    ],
)
def test_what_is_known_is_joined_in_words(number: int, changed: dict[str, Any], said: str) -> None:
    assert words(FERRY.relations[number], **changed) == said
