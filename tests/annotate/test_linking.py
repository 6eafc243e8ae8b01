from hypothesis import given, settings
from hypothesis import strategies as st
from marked_names import TYPES, bearers, linked, read

from onrecord.annotate.linking import link
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest.document import from_text

WORDS = st.sampled_from(
    ["Orla", "Ivo", "Roe", "Venn", "Norr", "of", "Bank", "GRU", "RB", "II", "Mr.", "Unit", "29155"]
)
MARKED = st.lists(
    st.tuples(
        st.sampled_from(sorted(TYPES)),
        st.sampled_from(["", "", "=a", "=b"]),
        st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        st.sampled_from([" ", ", ", " (", ") ", " his son ", ", known as "]),
    ),
    min_size=1,
    max_size=20,
).map(lambda items: "".join(f"[{type}{id}:{name}]{after}" for type, id, name, after in items))


def test_the_name_is_the_fullest_form_without_title_and_possessive() -> None:
    (bearer,) = bearers("[p:Averin]'s aide met Maj. Gen. [p:Andrei Averin] and [p:Gen. Averin].")
    assert bearer.name == "Andrei Averin"
    assert bearer.forms == ("Averin", "Andrei Averin")
    assert bearer.type == "person"
    assert bearer.mentions == (0, 1, 2)


def test_capitals_of_a_headline_are_not_the_name_where_there_is_another() -> None:
    (bearer,) = bearers("[l:NORR] — In [l:Norr] it rained.")
    assert bearer.name == "Norr"


def test_a_body_s_letters_are_its_name_though_its_people_stand_before_them_once() -> None:
    _, bearer = bearers("[g:Norrian] papers name the [o:NFI]; the [o:Norrian NFI] kept still.")
    assert bearer.name == "NFI"
    assert bearer.forms == ("NFI", "Norrian NFI")


def test_a_land_has_its_usual_name() -> None:
    (bearer,) = bearers("[l:US], [l:United States of America], [l:United States], [l:U. S.]")
    assert bearer.name == "United States"


def test_full_forms_have_more_say_in_the_type() -> None:
    (bearer,) = bearers("[o:Norr Fishing Board], [x:NFB], [x:NFB]")
    assert bearer.type == "organization"


def test_entities_come_in_order_of_first_mention() -> None:
    found = bearers("[l:Norr] and [p:Roe] and [o:Venn Bank], [p:Orla Roe], [l:Norr]")
    assert [bearer.name for bearer in found] == ["Norr", "Orla Roe", "Venn Bank"]


def test_line_breaks_are_not_part_of_a_name() -> None:
    (bearer,) = bearers("[o:Norr\nFishing Board] said.")
    assert bearer.name == "Norr Fishing Board"


def test_no_names_are_no_entities() -> None:
    assert bearers("Nobody was there.") == []


def test_one_entry_of_the_gazetteer_is_one_entity() -> None:
    found = bearers("[p=wolf:Orla Roe], whom all call [p=wolf:Wolf], left.")
    assert [(bearer.mentions, bearer.entry) for bearer in found] == [((0, 1), "wolf")]


def test_two_entries_of_the_gazetteer_are_two_entities() -> None:
    found = bearers("[p=one:Orla Roe] met [p=two:Orla Mary Roe].")
    assert [bearer.entry for bearer in found] == ["one", "two"]


def test_names_without_an_entry_join_one_with_it() -> None:
    (bearer,) = bearers("[p=one:Orla Roe] left. [p:Roe] was tired.")
    assert (bearer.mentions, bearer.entry) == ((0, 1), "one")


def test_a_surname_of_several_is_the_main_bearers() -> None:
    marked = "[p:Orla Roe] spoke. [p:Roe] left. Her aide [p:Ivo Roe] stayed. [p:Roe] came back."
    assert linked(marked) == [["Orla Roe", "Roe", "Roe"]]


def test_where_two_are_the_main_bearers_it_is_the_one_named_last() -> None:
    marked = "[p:Orla Roe] met [p:Ivo Roe]. [p:Ivo Roe] sat. [p:Roe] smiled."
    assert linked(marked) == [["Ivo Roe", "Ivo Roe", "Roe"]]


def test_a_surname_before_anybody_of_two_is_named_is_nobodys() -> None:
    marked = "[p:Roe] wins. [p:Orla Roe] met [p:Ivo Roe], [p:Ivo Roe] said."
    assert linked(marked) == [["Ivo Roe", "Ivo Roe"]]


@given(MARKED)
@settings(deadline=None)
def test_every_name_is_in_exactly_one_entity(marked: str) -> None:
    document, spans = read(marked)
    found = link(document, spans)
    listed = [index for bearer in found for index in bearer.mentions]
    assert sorted(listed) == list(range(len(spans)))
    firsts = [bearer.mentions[0] for bearer in found]
    assert firsts == sorted(firsts)
    assert all(list(bearer.mentions) == sorted(bearer.mentions) for bearer in found)
    assert all(bearer.name in bearer.forms for bearer in found)


@given(MARKED)
@settings(deadline=None)
def test_entries_are_obeyed(marked: str) -> None:
    document, spans = read(marked)
    for bearer in link(document, spans):
        entries = {spans[index].entry for index in bearer.mentions} - {None}
        assert len(entries) < 2
        assert bearer.entry == next(iter(entries), None)
    for id in "ab":
        homes = [
            bearer
            for bearer in link(document, spans)
            if any(spans[index].entry == id for index in bearer.mentions)
        ]
        assert len(homes) < 2


@given(MARKED)
@settings(deadline=None)
def test_linking_twice_gives_the_same(marked: str) -> None:
    assert bearers(marked) == bearers(marked)


def test_many_names_are_linked_each_once() -> None:
    def spans(names: list[str], letter: str) -> tuple[str, list[MentionSpan]]:
        text, found = "", []
        for name in names:
            start = len(text)
            text += f"{name} "
            found.append(
                MentionSpan(
                    start=start,
                    end=start + len(name),
                    kind="name",
                    type=TYPES[letter],
                    confidence=1.0,
                )
            )
        return text, found

    def letters(number: int) -> str:
        return "".join(chr(ord("a") + int(digit)) for digit in str(number)).title()

    for letter in "po":
        for names in (
            [f"{letters(number)} Roe" for number in range(1000)] + ["Roe"] * 1000,
            [f"Roe {letters(number)} Bank" for number in range(1000)] + ["Roe", "Bank"] * 500,
            [f"Orla{'x' * (number % 50)}" for number in range(2000)],
            ["RB", "Roe Bank"] * 1000,
        ):
            text, found = spans(names, letter)
            linked = link(from_text(text), found)
            indices = sorted(index for bearer in linked for index in bearer.mentions)
            assert indices == list(range(len(found)))
