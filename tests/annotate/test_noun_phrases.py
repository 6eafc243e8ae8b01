from onrecord.annotate.noun_phrases import Phrases, read_units
from onrecord.annotate.spans import MentionSpan
from onrecord.record import EntityType


def phrases(text: str, *names: str, type: EntityType = "person") -> Phrases:
    """A text's units; `names` stand in it, in this order."""
    mentions, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        mentions.append(
            MentionSpan(start=start, end=position, kind="name", type=type, confidence=1.0)
        )
    units, where = read_units(text, 0, len(text), mentions, range(len(mentions)))
    assert [units[at].text for at in where.values()] == list(names)
    assert all(text.startswith(unit.text, unit.start) for unit in units)
    return Phrases(units, titled=False)


def phrase(text: str, *names: str, type: EntityType = "person") -> tuple[str, str, str, str] | None:
    """The phrase that begins a text: its words, its head, how it opens and closes."""
    read = phrases(text, *names)
    found = read.phrase(0, type)
    if found is None:
        return None
    words = text[read.units[found.low].start : read.units[found.high - 1].end]
    return words, read.units[found.head].text, found.opening, found.closing


def test_a_full_stop_is_a_unit_where_it_ends_a_sentence() -> None:
    text = "The U.S. envoy, Gen. Roe, paid 1,500 to Kerr Inc. and left. He slept."
    assert [unit.text for unit in phrases(text).units if unit.is_mark] == [",", ",", ".", "."]


def test_a_possessive_is_no_part_of_its_word() -> None:
    read = phrases("Venn's dog, the girls’ cat and Kerr’s hen", "Venn", "Kerr")
    assert [unit.text for unit in read.units if unit.possessive] == ["Venn", "girls", "Kerr"]
    assert read.is_owned(0, 2)
    assert not read.is_owned(1, 4)


def test_a_name_is_one_unit() -> None:
    read = phrases("the Norr-Tarn Bank of Fish said", "Norr-Tarn Bank of Fish")
    assert [unit.text for unit in read.units] == ["the", "Norr-Tarn Bank of Fish", "said"]
    assert [read.lower(at) for at in range(-1, 4)] == ["", "the", "", "said", ""]
    assert [read.name(at) for at in range(4)] == [None, "person", None, None]


def test_a_phrase_has_a_head_an_opening_and_a_closing() -> None:
    assert phrase("a retired judge of the court, said") == (
        "a retired judge of the court", "judge", "a", "comma",
    )  # fmt: skip
    assert phrase("the town's mayor.") == ("the town's mayor", "mayor", "the", "stop")
    assert phrase("its leader) was") == ("its leader", "leader", "the", "bracket")
    assert phrase("mayor of Tarn — who", "Tarn") == ("mayor of Tarn", "mayor", "bare", "dash")
    assert phrase("a poet who slept") == ("a poet", "poet", "a", "more")


def test_a_clause_a_list_and_another_thing_are_no_phrase() -> None:
    assert phrase("the mayor lied to them.") is None
    assert phrase("a poet and two painters, said") is None
    assert phrase("a river in the south, said") is None
    assert phrase("who slept, said") is None


def test_the_type_of_the_name_decides_which_nouns_fit() -> None:
    assert phrase("a river in the south, said", type="place")
    assert phrase("a firm in the south, said", type="organization")
    assert phrase("a poet in the south, said", type="organization") is None
