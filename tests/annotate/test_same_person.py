import pytest
from marked_names import linked

from onrecord.annotate import forms
from onrecord.annotate.same_person import same_person


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orla Roe", "Orla Mary Roe"),
        ("J. K. Roe", "Jane Kate Roe"),
        ("Bill Roe", "William Roe"),
        ("Mike Roe", "Michael J. Roe"),
        ("Roe Orla", "Orla Roe"),
        ("Kim Orl Un", "Orl Un Kim"),
        ("Ivo Roe Jr.", "Ivo Roe"),
        ("Ivo García", "Ivo García Venn"),
        ("Hosni Roe", "Muhammad Hosni Roe"),
        ("Willi Roe", 'Wilhelm "Willi" Roe'),
        ("Khaled al-Roe", "Khaled Roe"),
        ("Andrei Averynroe", "Andrei Averinroe"),
        ("Ursula von der Venn", "Ursula Venn"),
    ],
)
def test_forms_of_one_person(first: str, second: str) -> None:
    assert same_person(forms.person(first), forms.person(second))
    assert same_person(forms.person(second), forms.person(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orla Roe", "Ivo Roe"),
        ("Ivo Roe Jr.", "Ivo Roe Sr."),
        ("Ivo W. Roe", "Ivo H. W. Roe"),
        ("J. Roe", "Kate Roe"),
        ("Orla Roe", "Orla Venn"),
        ("Maria Roe", "Mario Roe"),
        ("Petr Ivanroe", "Petr Ivanroeva"),
        ("Orla I Roe", "Roe Orla Venn Tamm"),
    ],
)
def test_forms_of_two_people(first: str, second: str) -> None:
    assert not same_person(forms.person(first), forms.person(second))


def test_a_surname_is_the_person_named_in_full() -> None:
    assert linked("[p:Averin] fled. Maj. Gen. [p:Andrei Averin]'s men, [p:AVERIN] said") == [
        ["Averin", "Andrei Averin", "AVERIN"]
    ]


def test_a_first_name_alone_is_the_person_named_in_full() -> None:
    assert linked("[p:Orla Venn] sang. [p:Orla] left. [p:Ivo Roe] stayed.") == [
        ["Orla Venn", "Orla"]
    ]


def test_a_surname_goes_before_a_first_name() -> None:
    assert linked("[p:Orla Scott] met [p:Scott Venn]. [p:Scott] left.") == [
        ["Orla Scott", "Scott"],
    ]


def test_particles_may_be_printed_or_not() -> None:
    assert linked("[p:Ursula van der Venn], [p:van der Venn], [p:Venn]") == [
        ["Ursula van der Venn", "van der Venn", "Venn"]
    ]


def test_transliterations_are_one() -> None:
    assert linked("[p:Zelenroy], then [p:Volodymyr Zelenroyy], then [p:Zelenroi]") == [
        ["Zelenroy", "Volodymyr Zelenroyy", "Zelenroi"]
    ]


def test_husband_and_wife_in_two_forms_of_a_surname_are_two() -> None:
    assert linked("[p:Petr Ivanroe] and [p:Anna Ivanroeva]: [p:Ivanroeva] and [p:Ivanroe]") == [
        ["Petr Ivanroe", "Ivanroe"],
        ["Anna Ivanroeva", "Ivanroeva"],
    ]


def test_a_courtesy_title_tells_two_people_of_a_surname_apart() -> None:
    assert linked("[p:Anna Roe] and [p:John Roe] came. Mr. [p:Roe] spoke, [p:Mrs. Roe] sang.") == [
        ["Anna Roe", "Mrs. Roe"],
        ["John Roe", "Roe"],
    ]


def test_a_courtesy_title_tells_people_apart_who_are_never_named_in_full() -> None:
    assert linked("[p:Mr. Roe] and [p:Mrs. Roe] came. [p:Mrs. Roe] sang, [p:Mr. Roe] did not.") == [
        ["Mr. Roe", "Mr. Roe"],
        ["Mrs. Roe", "Mrs. Roe"],
    ]


def test_a_relative_is_a_person_of_her_own() -> None:
    assert linked(
        "[p:Skrip] and his daughter [p:Yulia] fell ill. [p:Yulia] woke. [p:Skrip] lay."
    ) == [
        ["Skrip", "Skrip"],
        ["Yulia", "Yulia"],
    ]


def test_a_relative_does_not_take_the_surname_of_the_one_named_before() -> None:
    assert linked("[p:Skrip] and his daughter [p:Yulia Skrip] fell ill. [p:Skrip] lay.") == [
        ["Skrip", "Skrip"]
    ]
    assert linked(
        "[p:Skrip] and his daughter [p:Yulia] fell. [p:Yulia Skrip] woke, not [p:Skrip]."
    ) == [
        ["Skrip", "Skrip"],
        ["Yulia", "Yulia Skrip"],
    ]


def test_numbered_namesakes_are_two() -> None:
    assert linked("[p:King Orlo I] and [p:King Orlo II]; [p:Orlo II] fell.") == [
        ["King Orlo II", "Orlo II"]
    ]


def test_a_title_alone_is_the_one_person_who_bears_it() -> None:
    assert linked("[p:Emperor Orlo] met [p:Ivo Roe]. The [p:Emperor] frowned.") == [
        ["Emperor Orlo", "Emperor"]
    ]


def test_full_names_of_one_surname_are_kept_apart() -> None:
    assert linked("[p:Anna Roe] met [p:Orla Roe], [p:Ivo Roe] and [p:J. Roe].") == []
