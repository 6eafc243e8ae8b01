import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate import forms

NAMES = st.text(max_size=80) | st.lists(
    st.sampled_from(["Orla", "Roe", "Mr.", "of", "the", "(", '"', "II", "J.", "&", ",", "’s", "-"]),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(
    ("printed", "text", "words"),
    [
        ("Maj. Gen. Andrei Roe", "Andrei Roe", ("andrei", "roe")),
        ("Secretary of State Orla Roe", "Orla Roe", ("orla", "roe")),
        ("Roe Shipping CEO Orla Venn", "Orla Venn", ("orla", "venn")),
        ("Emeritus Professor Ivo Venn", "Ivo Venn", ("ivo", "venn")),
        ("Emperor Orlo", "Orlo", ("orlo",)),
        ("Dean Roe", "Dean Roe", ("dean", "roe")),
        ("Martin Luther King Jr.", "Martin Luther King", ("martin", "luther", "king")),
        ("J.K. Roe", "J.K. Roe", ("j", "k", "roe")),
        ("Roe’s", "Roe", ("roe",)),
        ("Wong Kwok-roe", "Wong Kwok-roe", ("wong", "kwok", "roe")),
        ("Zahā Łoe", "Zahā Łoe", ("zaha", "loe")),
        ("Orla O’Venn", "Orla O’Venn", ("orla", "ovenn")),
        ("Orla Venn OBE", "Orla Venn", ("orla", "venn")),
        ("ORLA VENN", "ORLA VENN", ("orla", "venn")),
    ],
)
def test_a_person_is_read_without_titles_and_honours(
    printed: str, text: str, words: tuple[str, ...]
) -> None:
    form = forms.person(printed)
    assert (form.text, form.words) == (text, words)


def test_what_stands_around_a_persons_name_is_kept_apart() -> None:
    form = forms.person('Sgt. Wilhelm "Willi" Roe III')
    assert form.titles == ("sgt",)
    assert form.suffixes == {"iii"}
    assert form.nicknames == ("willi",)
    assert form.words == ("wilhelm", "roe")


@pytest.mark.parametrize("number", ["I", "II", "V", "IX", "XIV", "XVI"])
def test_a_number_after_a_name_is_a_suffix(number: str) -> None:
    assert forms.person(f"Orla {number}").suffixes == {number.lower()}


def test_particles_before_a_surname_make_no_full_name() -> None:
    assert not forms.person("van der Venn").full
    assert forms.person("al-Roe").core == ("roe",)
    assert forms.person("Ben Roe").full


@pytest.mark.parametrize(
    ("printed", "text", "words"),
    [
        ("The Norr Post", "Norr Post", ("norr", "post")),
        ("Roe Shipping Co., Ltd.", "Roe Shipping Co., Ltd.", ("roe", "shipping")),
        ("Norr's", "Norr", ("norr",)),
        ("U.S. Air Force", "U.S. Air Force", ("us", "air", "force")),
        ("U. S. Air Force", "U. S. Air Force", ("us", "air", "force")),
        ("Roe & Venn", "Roe & Venn", ("roe", "&", "venn")),
        ("Norr-Venn Line", "Norr-Venn Line", ("norr", "venn", "line")),
        ("…", "…", ("…",)),
    ],
)
def test_a_body_is_read_without_article_and_legal_ending(
    printed: str, text: str, words: tuple[str, ...]
) -> None:
    form = forms.body(printed)
    assert (form.text.rstrip("."), form.words) == (text.rstrip("."), words)


def test_what_follows_a_places_comma_says_where_it_is() -> None:
    form = forms.body("Norr, East Norria", place=True)
    assert (form.text, form.words, form.qualifier) == ("Norr", ("norr",), ("east", "norria"))
    assert forms.body("Roe, Venn & Co").qualifier == ()


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        ("RFI", "rfi"),
        ("U.N.", "un"),
        ("M5S", "m5s"),
        ("NGOs", "ngo"),
        ("BoN", "bon"),
        ("Roe", ""),
        ("Norr RFI", ""),
        ("McRoe", ""),
        ("29155", ""),
    ],
)
def test_acronyms_are_told_from_words(printed: str, letters: str) -> None:
    assert forms.body(printed).acronym == letters


def test_initials_go_with_and_without_small_words() -> None:
    assert forms.initials(("bank", "of", "norr")) == {"bon", "bn"}
    assert "usaf" in forms.initials(("us", "air", "force"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zelenroy", "zelenroyy"),
        ("sergey", "sergei"),
        ("kandroe", "qandroe"),
        ("kabulroev", "kabulroeff"),
        ("kristen", "kristin"),
        ("averynroe", "averinroe"),
    ],
)
def test_near_words_are_one(first: str, second: str) -> None:
    assert forms.near(first, second)
    assert forms.near(second, first)
    assert set(forms.keys(first)) & set(forms.keys(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("maria", "mario"),
        ("ivanroe", "ivanroeva"),
        ("roe", "roy"),
        ("daniel", "daniela"),
        ("marin", "moran"),
        ("slovakia", "slovenia"),
        ("austria", "australia"),
    ],
)
def test_words_that_differ_in_more_than_spelling_are_two(first: str, second: str) -> None:
    assert not forms.near(first, second)


def test_first_names_have_short_forms_and_initials() -> None:
    assert forms.same_given("william", "bill")
    assert forms.same_given("w", "william")
    assert forms.same_given("dmitry", "dmitri")
    assert not forms.same_given("william", "robert")
    assert not forms.same_given("b", "william")


@given(NAMES)
@settings(deadline=None)
def test_any_text_has_a_form_within_it(text: str) -> None:
    person, body = forms.person(text), forms.body(text, place=True)
    assert person.text in text
    assert body.text in text
    assert person.words
    assert body.words
    assert person.core


@given(NAMES, NAMES)
@settings(deadline=None)
def test_nearness_goes_both_ways(first: str, second: str) -> None:
    one, other = forms.fold(first), forms.fold(second)
    if one and other:
        assert forms.near(one, other) == forms.near(other, one)


def test_a_monster_of_a_name_is_near_no_short_one() -> None:
    for text in ('("' * 20_000, "Roe " * 20_000, "R. " * 20_000, "a" * 80_000, "-" * 80_000):
        forms.person(text)
        forms.body(text)
        assert not forms.near(forms.fold(text) or "x", "roe")
