import pytest
from marked_names import bearers, linked


@pytest.mark.parametrize(
    "names",
    [
        "[o:Ministry of Defence of Norria] [o:Norrian Defence Ministry]",
        "[o:Norr Defense Council] [o:Council of Defence, Norr]",
        "[o:Roe Shipping Ltd] [o:Roe Shipping] [o:Roe]",
        "[o:Venn Group] [o:Venn]",
        "[o:Norr Evening Post] [o:Evening Post] [o:Post]",
        "[o:GRU Unit 29155] [o:Unit 29155]",
        "[g:Norrian] [o:NFI] [o:Norrian NFI]",
        "[o:64th Motor Rifle Brigade] [o:64th Brigade]",
        "[o:Norrian Supreme Court of Appeal] [o:Supreme Court]",
        "[o:University of Norr] [o:Norr]",
        "[o:Norr City Chiefs] [o:Chiefs]",
        "[o:Roe Grumm] [o:Roe]",
        "[o:Databank Norr] [o:Data Bank Norr]",
        "[o:US Air Force] [o:USAF]",
        "[o:Bank of Norr] [o:BoN]",
        "[o:Norrian Federal Institute] [o:NFI]",
        "[l:U.S.] [l:US] [l:U. S.] [l:United States] [l:America]",
        "[l:UK] [l:Britain] [l:United Kingdom]",
        "[l:Norr, Norria] [l:Norr]",
        "[l:Republic of Norria] [l:Norria]",
        "[l:Kandroe] [l:Qandroe]",
        "[l:North Norria] [l:North]",
        "[l:Norr Grand Mosque] [l:Grand Mosque]",
        "[l:Venn Islands] [l:Venn]",
        "[g:Norrian] [g:Norrians]",
        "[g:American] [g:Americans]",
        "[v:Airbus A380] [o:Airbus] [v:A380]",
        "[e:Norr Film Festival] [l:Norr] [e:Film Festival]",
    ],
)
def test_forms_of_one_thing(names: str) -> None:
    assert max(map(len, linked(names)), default=0) >= 2
    assert len(bearers(names)) == 1 + names.count("[o:Airbus]") + names.count(
        "[l:Norr] [e"
    ) + names.count("[g:Norrian] [o")


@pytest.mark.parametrize(
    "names",
    [
        "[o:GRU Unit 29155] [o:GRU] [o:Unit 74455]",
        "[o:64th Brigade] [o:65th Brigade]",
        "[o:Senate] [o:Florida Senate]",
        "[o:White House] [o:House]",
        "[o:Branch of the Roe Institute] [o:Roe Institute]",
        "[o:Roe and Venn] [o:Venn] [o:Roe]",
        "[o:Norr University Hospital] [o:Norr University]",
        "[o:Roe Motors of Venn] [o:Roe]",
        "[o:Roe Shipping Norway] [o:Roe Shipping]",
        "[l:Kansas City] [o:Kansas City Chiefs]",
        "[l:East Norr] [l:Norr]",
        "[l:Norr] [l:Norr Province]",
        "[l:Norr, Texas] [l:Norr, Norria] [l:Norr]",
        "[l:Talroe II] [l:Talroe III]",
        "[l:Russia] [g:Russians]",
        "[o:Norr] [l:Venn] [o:Norr Daily] [o:Norr Weekly]",
        "[w:Orla's War] [w:War]",
        "[o:Apple] [o:Apple Corps]",
        "[e:Venn Hajj] [e:Roe Hajj]",
    ],
)
def test_what_only_looks_alike_is_kept_apart(names: str) -> None:
    assert linked(names) == []


def test_a_short_form_of_two_longer_names_is_neither() -> None:
    assert linked("[o:Norr Lantern Trust] [o:Venn Lantern Trust] [o:Lantern Trust]") == []


def test_letters_of_two_names_are_neither() -> None:
    assert linked("[o:Norr Fishing Institute] [o:Norr Forest Institute] [o:NFI]") == []


def test_an_acronym_in_brackets_needs_no_fitting_letters() -> None:
    assert linked("[o:Norrian military intelligence] ([o:GRU]) said; the [o:GRU] denied.") == [
        ["Norrian military intelligence", "GRU", "GRU"]
    ]


def test_brackets_may_hold_the_long_form() -> None:
    assert linked("[o:NRF] ([o:Norr Roe Fund]) said.") == [["NRF", "Norr Roe Fund"]]


def test_brackets_hold_other_things_too() -> None:
    assert linked("[o:Norr Wanderers] ([l:UK]) and [l:Norr] ([o:AP]), [o:Roe Desk] ([o:AFP])") == []
    assert linked("Norr Food Board of the [o:United Nations] ([o:NFB]) said.") == []
    assert linked("[o:Branch of the Norr Fund] ([o:NF]) said; the [o:Norr Fund] paid.") == [
        ["NF", "Norr Fund"]
    ]


def test_an_article_may_say_that_two_names_are_one() -> None:
    assert linked("[p:Rashid Roe], also known as [p:Abu Venn], fled.") == [
        ["Rashid Roe", "Abu Venn"]
    ]
    assert linked("[o:Lantern], formerly known as [o:Roe Press], closed.") == [
        ["Lantern", "Roe Press"]
    ]
    assert linked("a part of [o:Lantern] called the [o:Sea Guard] left.") == []
