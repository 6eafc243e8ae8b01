"""Sources and speakers judged on invented sentences."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench import corpora, sources
from bench.readings import Attributed, Chain, Mention, Offsets, Reading
from bench.sources import figures, is_named

TEXT = "Ada Quill met Orin Vale. She said the dam holds. Experts fear that it leaks."


def at(words: str) -> Offsets:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(words: str, head: str, tag: str, cluster: str) -> dict[str, Any]:
    start, end = at(words)
    span = {"start": start, "end": end, "head": [*at(head)], "head_pos": tag}
    return {**span, "type": "person", "cluster": cluster}


ARTICLE: corpora.Article = {
    "id": "dam",
    "text": TEXT,
    "mentions": [
        mention("Ada Quill", "Ada", "NNP", "1"),
        mention("Orin Vale", "Orin", "NNP", "2"),
        mention("She", "She", "PRP", "1"),
        mention("Experts", "Experts", "NNS", "3"),
    ],
    "attributions": [
        {"content": [[*at("the dam holds"), "…"]], "source_mention": 2},
        {"content": [[*at("it leaks"), "…"]], "source_mention": 3},
        {"content": [[*at("it leaks"), "…"]], "source_mention": 3, "kind": "credit_or_verbless"},
        {"content": [[*at("it leaks"), "…"]]},
    ],
}


def chain(*mentions: tuple[str, str]) -> Chain:
    """An entity that its first mention names, if that is a name."""
    found = [Mention(*at(words), kind) for words, kind in mentions]
    return Chain("person", found[0][:2] if found[0].kind == "name" else None, tuple(found))


QUILL = chain(("Ada Quill", "name"), ("She", "pronoun"))
VALE = chain(("Orin Vale", "name"))
EXPERTS = chain(("Experts", "nominal"))


def said(words: str, content: str, *entities: int, reason: str | None = None) -> Attributed:
    return Attributed((at(words),), (at(content),), entities, reason)


def judged(*attributions: Attributed, chains: tuple[Chain, ...] = (QUILL, VALE)) -> list[str]:
    found = sources.judge(ARTICLE, Reading("dam", chains, attributions))
    assert [item.kind for item in found] == ["pronoun", "nominal"]
    assert [item.named for item in found] == [True, False]
    return [item.verdict for item in found]


def test_the_entity_must_be_named_by_a_mention_of_the_source() -> None:
    experts = said("Experts", "it leaks", reason="nominal")
    assert judged(said("She", "the dam holds", 0), experts) == ["right", "right"]
    assert judged(said("She", "the dam holds", 1), experts) == ["wrong", "right"]
    assert judged(said("She", "the dam holds", 1, 0), experts) == ["right", "right"]


def test_no_entity_is_right_only_where_the_text_names_nobody() -> None:
    she = said("She", "the dam holds", reason="pronoun")
    assert judged(she, said("Experts", "it leaks", 1)) == ["abstained", "wrong"]


def test_without_an_attribution_the_mention_tells() -> None:
    assert judged() == ["right", "unread"]
    lost = chain(("She", "pronoun"))
    assert judged(chains=(VALE, lost, EXPERTS)) == ["abstained", "right"]
    assert judged(chains=(VALE,)) == ["unread", "unread"]


def test_of_several_attributions_the_one_with_the_same_content_counts() -> None:
    other, same = said("She", "it leaks", 1), said("She", "the dam holds", 0)
    assert judged(other, same)[0] == judged(same, other)[0] == "right"


def test_most_of_the_entitys_mentions_may_be_asked_for() -> None:
    mixed = chain(("Ada Quill", "name"), ("Orin Vale", "name"), ("Experts", "nominal"))
    reading = Reading("dam", (mixed,), (said("She", "the dam holds", 0),))
    she, _ = sources.judge(ARTICLE, reading)
    assert (she.verdict, she.majority) == ("right", False)
    reading = Reading("dam", (QUILL,), (said("She", "the dam holds", 0),))
    assert sources.judge(ARTICLE, reading)[0].majority


def test_figures_by_hand() -> None:
    she = said("She", "the dam holds", 1, reason=None)
    listed = sources.judge(ARTICLE, Reading("dam", (QUILL, VALE), (she,)))
    score = sources.score(listed)
    assert score["all"]["all"]["sources"] == 2
    assert (
        score["all"]["all"] | {"accuracy": 0.0, "strict": 0.0, "precise": 0.0}
        == (score["all"]["all"])
    )
    assert [score["all"]["all"][verdict] for verdict in sources.VERDICTS] == [0, 1, 0, 1]
    assert score["named"]["pronoun"]["wrong"] == 1
    assert score["named"]["nominal"]["sources"] == 0
    assert score["named"]["nominal"]["accuracy"] is None


def test_reasons_are_those_of_named_sources() -> None:
    both = (
        said("She", "the dam holds", reason="pronoun"),
        said("Experts", "it leaks", reason="nominal"),
    )
    listed = sources.judge(ARTICLE, Reading("dam", (QUILL,), both))
    assert sources.score(listed)["reasons"] == {"pronoun": 1}


@pytest.mark.parametrize(
    ("name", "speaker", "same"),
    [
        ("Ada Quill", "Ada_Quill", True),
        ("Quill", "Ada_Quill", True),
        ("Ms. Ada M. Quill", "Ada_Quill", True),
        ("Orin Quill", "Ada_Quill", False),
        ("Adeline Quill", "Ada_Quill", True),
        ("Ada Quill", "Quill", True),
        ("Ada Quillon", "Ada_Quill", True),  # a label cut short
        ("Ada Quilliams", "Ada_Quill", False),
        ("Zoë Brånd", "Zoe_Brand", True),
        ("Orin Vale Jr.", "Orin_Vale", False),
        ("Orin Vale Jr.", "Orin_Vale_Jr.", True),
        ("Mara Quill-Vale", "Mara_Quill-Vale", True),
        ("Vale", "Ada_Quill", False),
        ("", "Ada_Quill", False),
    ],
)
def test_an_entitys_name_is_the_speakers(name: str, speaker: str, same: bool) -> None:
    assert is_named(name, speaker) == same


QUOTED = 'Quill called it "a lie" on air, and a rival a liar, he said: “No.”'


def phrase(words: str, speaker: str | None) -> dict[str, Any]:
    start = QUOTED.index(words)
    return {"start": start, "end": start + len(words), "text": words, "speaker": speaker}


def basil(*phrases: dict[str, Any]) -> corpora.Article:
    return {"id": "air", "text": QUOTED, "phrases": [*phrases]}


def test_phrases_with_marks_and_a_persons_name_are_judged() -> None:
    kept = [phrase('"a lie"', "Ada_Quill"), phrase("a lie", "Ada_Quill"), phrase("No.”", "Vale")]
    others = [
        phrase("a liar", "Ada_Quill"),
        phrase('"a lie"', "other_pro"),
        phrase('"a lie"', "Norr_lawmakers"),
        phrase('"a lie"', None),
        {"text": "lost", "speaker": "Ada_Quill"},
    ]
    assert sources.speakers(basil(*kept, *others)) == kept


def record(*names: str, content: list[tuple[int, int]]) -> dict[str, Any]:
    """A record with one attribution a content, each to the entity of its place in `names`."""
    return {
        "document": {"id": "air"},
        "entities": [
            {"id": f"e{i}", "name": name, "type": "person", "mentions": []}
            for i, name in enumerate(names)
        ],
        "attributions": [
            {
                "source": None,
                "content": [{"start": start, "end": end}],
                "entities": [f"e{i}"] if i < len(names) else [],
                "unresolved": None if i < len(names) else "pronoun",
            }
            for i, (start, end) in enumerate(content)
        ],
    }


def test_the_innermost_attribution_with_the_phrase_tells_its_speaker() -> None:
    article = basil(phrase('"a lie"', "Ada_Quill"))
    outer, inner, far = (0, 30), (16, 23), (52, 60)

    def verdict(*names: str, content: list[tuple[int, int]]) -> str:
        (item,) = sources.judge_speakers(article, record(*names, content=content))
        return item.verdict

    assert verdict("Vale", "Quill", content=[outer, inner]) == "right"
    assert verdict("Quill", "Vale", content=[outer, inner]) == "wrong"
    assert verdict(content=[outer]) == "abstained"
    assert verdict("Quill", content=[far]) == "unread"


def test_wilsons_interval() -> None:
    assert sources.wilson(0, 0) == [0.0, 1.0]
    assert sources.wilson(81, 100) == pytest.approx([0.7222, 0.8749], abs=2e-4)
    low, high = sources.wilson(10, 10)
    assert (low, high) == (pytest.approx(0.7225, abs=1e-4), 1.0)


def test_nothing_read_has_no_accuracy() -> None:
    assert figures([])["accuracy"] is None


def test_ids_hold_no_words() -> None:
    for item in sources.judge(ARTICLE, Reading("dam", (QUILL,), ())):
        row = json.loads(sources.told(TEXT, item, ids=True))
        assert row["article"] == corpora.key("dam")
        assert "She" not in json.dumps(row)
