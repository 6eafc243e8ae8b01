import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.descriptions import describe
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest import from_text
from onrecord.record import Block, Document, EntityType

TYPES: dict[str, EntityType] = {
    "p": "person",
    "o": "organization",
    "l": "place",
    "g": "group",
    "w": "work",
}
_MARKED = re.compile(r"\[([polgw]) ([^\]]+)\]")


def described(marked: str, *, kind: str = "paragraph") -> dict[str, list[str]]:
    """Name → its descriptions in a text whose names are marked ("[p Ada Venn]")."""
    text, names = "", []
    for piece in re.split(r"(\[[polgw] [^\]]+\])", marked):
        found = _MARKED.fullmatch(piece)
        words = found.group(2) if found else piece
        if found:
            names.append(
                MentionSpan(
                    start=len(text), end=len(text) + len(words), kind="name",
                    type=TYPES[found.group(1)], confidence=1.0,
                )
            )  # fmt: skip
        text += words
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en", text=text,
        blocks=[Block(kind=kind, start=0, end=len(text))],  # type: ignore[arg-type]
    )  # fmt: skip
    lists = describe(document, names)
    assert len(lists) == len(names)
    result: dict[str, list[str]] = {}
    for name, spans in zip(names, lists, strict=True):
        assert all(end <= name.start or start >= name.end for start, end in spans)
        result.setdefault(text[name.start : name.end], []).extend(text[s:e] for s, e in spans)
    return result


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[l Tarn]-based security analyst [p Ada Venn] said so.", "Tarn-based security analyst"),
        ("The [g Norrian] Defence Minister [p Ada Venn] left.", "Norrian Defence Minister"),
        ("Sen. [p Ada Venn] left.", "Sen."),
        ("It fell to Maj. Gen. [p Ada Venn] to say so.", "Maj. Gen."),
        ("The former mayor Dr. [p Ada Venn] left.", "former mayor"),
        ("He met the little-known opera singer [p Ada Venn].", "little-known opera singer"),
        ("Then [p Bo Roe]'s lawyer [p Ada Venn] left.", "Bo Roe's lawyer"),
        ("They thanked its chairwoman [p Ada Venn].", "its chairwoman"),
        ("They heard the lawyer and poet [p Ada Venn].", "lawyer and poet"),
        ("The lists of [p Bo Roe] for mayor and poet [p Ada Venn] won.", "poet"),
        ("They heard a trader named [p Ada Venn].", "trader"),
        ("Minister of Roads and Works [p Ada Venn] left.", "Minister of Roads and Works"),
        ("Ships hired captain [p Ada Venn] at once.", "captain"),
        ("In [l Tarn] Mayor [p Ada Venn] said so.", "Mayor"),
    ],
)  # fmt: skip
def test_the_role_before_a_name_without_its_article(text: str, role: str) -> None:
    assert described(text)["Ada Venn"] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. [p Ada Venn] left.",
        "Sir [p Ada Venn] left.",
        "The ministers [p Ada Venn] and [p Bo Roe] left.",
        "A major [p Ada Venn] prize was given.",
        "It was done in 2.5 sec. [p Ada Venn] was second.",
        "The mayor's [p Ada Venn] doll was lost.",
        "They saw the president and [p Ada Venn].",
        "They came to witness [p Ada Venn] being honoured.",
    ],
)
def test_a_courtesy_several_and_an_adjective_are_no_role(text: str) -> None:
    assert described(text)["Ada Venn"] == []


@pytest.mark.parametrize(
    ("text", "apposition"),
    [
        ("[p Ada Venn], an analyst with the [o Norr Institute], said so.",
         "an analyst with the Norr Institute"),
        ("[p Ada Venn], President [p Roe]'s envoy to [l Norria], said so.",
         "President Roe's envoy to Norria"),
        ("[p Ada Venn], a former agent who has played the harp, said so.", "a former agent"),
        ("[p Ada Venn], 54, a farmer from [l Tarn], said so.", "a farmer from Tarn"),
        ("[p Ada Venn] — the ministry's spokeswoman — said so.", "the ministry's spokeswoman"),
        ("[p Ada Venn] (the federation's president) said so.", "the federation's president"),
        ("[p Ada Venn] of the [o Norr Institute], its head of research, said so.",
         "its head of research"),
        ("[p Ada Venn], of [l Tarn], a farmer, said so.", "a farmer"),
        ("[p Ada Venn] (D-[l Tarn]), the majority leader, said so.", "the majority leader"),
        ("[p Ada Venn], chairman of the board, said so.", "chairman of the board"),
        ("[p Ada Venn], mayor of [l Tarn], [l Norria], said so.", "mayor of Tarn, Norria"),
        ("[p Ada Venn], a lawyer and the agency's founder, said so.",
         "a lawyer and the agency's founder"),
        ("[p Ada Venn], a man accused of theft, said so.", "a man accused of theft"),
        ("[p Ada Venn], author of “The Lamp,” said so.", "author of “The Lamp,”"),
        ("[p Ada Venn], a painter of whom little is known, said so.", "a painter"),
        ("[p Ada Venn], a [g Norrian] who left in May, said so.", "a Norrian"),
        ("[p Ada Venn], then the head of the bank, said so.", "then the head of the bank"),
        ("So said [p Ada Venn], the mayor. The room was cold.", "the mayor"),
    ],
)  # fmt: skip
def test_the_apposition_after_a_name_up_to_its_relative(text: str, apposition: str) -> None:
    assert described(text)["Ada Venn"] == [apposition]


@pytest.mark.parametrize(
    "text",
    [
        "[p Ada Venn], who heads the agency, said so.",
        "According to [p Ada Venn], the minister lied to them.",
        "For [p Ada Venn], the mayor of the town was a friend.",
        "They met [p Ada Venn], [p Bo Roe] and [p Cy Kerr].",
        "They met [p Ada Venn], a general and three aides.",
        "They met [p Ada Venn], minister [p Bo Roe] and others.",
        "In a letter to [p Ada Venn], a spokesman said so.",
        "[p Ada Venn], her brothers and her aunt left.",
        "[p Ada Venn], in a grey coat, said so.",
        "[p Ada Venn], a day later, said so.",
        "[p Ada Venn]'s friend, a farmer, said so.",
        "[p Ada Venn] (23) said so.",
        "[p Ada Venn], the ministry said, had left.",
        "[p Ada Venn] on Tuesday left.",
    ],
)
def test_lists_clauses_and_dates_are_no_apposition(text: str) -> None:
    assert described(text)["Ada Venn"] == []


@pytest.mark.parametrize(
    ("text", "apposition"),
    [
        ("The group's leader, [p Ada Venn], said so.", ["The group's leader"]),
        ("In [l Tarn] its commander, Maj. Gen. [p Ada Venn], was ill.",
         ["its commander", "Maj. Gen."]),
        ("He and his wife, [p Ada], left.", ["his wife"]),
        ("A spokeswoman for the ministry, [p Ada Venn], said so.",
         ["A spokeswoman for the ministry"]),
        ("A former agent, [p Venn] was hired in May.", ["A former agent"]),
        ("It was said by [l Norria]'s prime minister, [p Ada Venn].", ["Norria's prime minister"]),
        ("He thanked his father, the Rev. [p Ada Venn], for it.", ["his father", "Rev."]),
    ],
)  # fmt: skip
def test_a_name_may_stand_in_apposition_to_its_description(
    text: str, apposition: list[str]
) -> None:
    assert next(reversed(described(text).values())) == apposition


@pytest.mark.parametrize(
    "text",
    [
        "They saw the mayor, [p Ada Venn], [p Bo Roe] and others.",
        "They saw the mayor, [p Ada Venn] and others.",
        "[p Bo Roe], the mayor, [p Ada Venn], a poet, left.",
        "An aide to the president, [p Ada Venn], left.",
        "In a talk with the mayor, [p Venn] said so.",
        "The officials, [p Ada Venn], left.",
    ],
)
def test_a_list_or_two_who_may_be_meant_are_none(text: str) -> None:
    found = described(text)
    ada = found.get("Ada Venn", found.get("Venn", []))
    assert not any("mayor" in words or "president" in words for words in ada)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("[o Bellwether], an online investigative team that reads maps, said so.", "Bellwether",
         "an online investigative team"),
        ("So said the security firm [o Roe & Kerr].", "Roe & Kerr", "security firm"),
        ("[o Norr Media] - a unit of [o Norr Holdings] - was sold.", "Norr Media",
         "a unit of Norr Holdings"),
        ("[l Tarn], a town in [l Norria], was cut off.", "Tarn", "a town in Norria"),
        ("They live in the port city of [l Tarn].", "Tarn", "port city"),
        ("They met in [l Norria]'s capital, [l Tarn].", "Tarn", "Norria's capital"),
        ("They read the novel [w The Lamp].", "The Lamp", "novel"),
    ],
)  # fmt: skip
def test_bodies_places_and_works_are_described(text: str, name: str, words: str) -> None:
    assert described(text)[name] == [words]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russian military intelligence ([o NMI]) was there.", "NMI"),
        ("In [l Tarn], the mayor, who was ill, stayed.", "Tarn"),
        ("They met in [l Tarn], [l Norria].", "Tarn"),
        ("They crossed [l Norria], [l Tarn], the south coast, and the sea.", "Tarn"),
        ("They told the agency the [o Norr Front] had won.", "Norr Front"),
        ("A daily [w Lamp] is sold.", "Lamp"),
        ("[l Tarn], north of [l Norria], was cut off.", "Tarn"),
        ("They stood by the mayor of [l Tarn].", "Tarn"),
        ("They live in the [l Norr] district of [l Tarn].", "Tarn"),
    ],
)
def test_acronyms_addresses_and_directions_are_none(text: str, name: str) -> None:
    assert described(text)[name] == []


def test_a_name_may_have_several_descriptions() -> None:
    found = described("The group's leader, former judge [p Ada Venn], a [g Norrian], said so.")
    assert found["Ada Venn"] == ["The group's leader", "former judge", "a Norrian"]


def test_capitals_say_nothing_in_a_headline() -> None:
    text = "Police Arrest Former Minister [p Ada Venn]"
    assert described(text, kind="headline")["Ada Venn"] == ["Former Minister"]


def test_a_full_stop_of_an_abbreviation_ends_nothing() -> None:
    found = described("[p Ada Venn], the U.S. envoy to [l Norria], left. The mayor stayed.")
    assert found["Ada Venn"] == ["the U.S. envoy to Norria"]
    assert described("They saw the mayor. [p Ada Venn] left.")["Ada Venn"] == []


def test_no_description_is_longer_than_twenty_five_words() -> None:
    of = " ".join(f"of the head{'s' * (i % 2)}" for i in range(12))
    assert described(f"[p Ada Venn], a cousin {of}, left.")["Ada Venn"] == []


def test_blocks_are_read_apart() -> None:
    document = from_text("They saw the mayor\n\nAda Venn left.")
    name = MentionSpan(start=20, end=28, kind="name", type="person", confidence=1.0)
    assert document.text[20:28] == "Ada Venn"
    assert describe(document, [name]) == [[]]


def test_a_name_within_a_name_has_none() -> None:
    document = from_text("The mayor Ada Venn left.")
    names = [
        MentionSpan(start=10, end=18, kind="name", type="person", confidence=1.0),
        MentionSpan(start=14, end=18, kind="name", type="person", confidence=1.0),
    ]
    assert describe(document, names) == [[(4, 9)], []]


_PIECES = st.sampled_from(
    ["[p Ada Venn]", "[o Norr Front]", "[l Tarn]", "[g Norrian]", "the", "a", "his", "mayor", "of",
     "and", ",", "(", ")", "—", "-", "“", "”", ".", "'s", "'", "who", "said", "former", "54",
     "group", "one", "named", "-based", "Gen."]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["", " "]))
def test_any_words_give_descriptions_beside_their_names(pieces: list[str], gap: str) -> None:
    described(gap.join(pieces))
