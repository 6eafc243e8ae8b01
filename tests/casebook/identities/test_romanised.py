import pytest

from onrecord.casebook.identities import romanised


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("averyanov", "averianov"),
        ("shcherbenko", "scherbenko"),
        ("khudyakov", "hudiakov"),
        ("tsvetaev", "cvetaev"),
        ("yuryev", "iuriev"),
    ],
)
def test_cyrillic_in_several_systems(first: str, second: str) -> None:
    assert romanised.reduced(first, "cyrillic") == romanised.reduced(second, "cyrillic")


@pytest.mark.parametrize(
    ("first", "second"),
    [("gaddar", "qadhar"), ("tarawneh", "taraouneh"), ("nasser", "nasir")],
)
def test_arabic_in_several_systems(first: str, second: str) -> None:
    assert romanised.reduced(first, "arabic") == romanised.reduced(second, "arabic")


def test_a_name_says_what_script_it_was_in() -> None:
    assert romanised.script(("sergei", "tarnov")) == "cyrillic"
    assert romanised.script(("omar", "tarn")) == "arabic"
    assert romanised.script(("orla", "tarnov")) is None
    assert romanised.script(("orla", "venn")) is None


def test_the_article_is_left_out() -> None:
    assert romanised.without_article(("omar", "al", "tarn")) == ("omar", "tarn")
    assert romanised.without_article(("al",)) == ("al",)
