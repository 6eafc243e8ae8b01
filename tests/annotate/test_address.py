import pytest

from onrecord.annotate import address


def shown(words: str, found: tuple[int, int] | None) -> str | None:
    return words[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Good morning. My name is Orla Venn.", "Orla Venn"),
        ("My name’s Orla and I fish.", "Orla"),
        ("And, I'm Orla J. Venn.", "Orla J. Venn"),
        ("I am Norrian.", None),
        ("I'm with Venn and Lund.", None),
    ],
)
def test_people_give_their_own_name(words: str, name: str | None) -> None:
    assert shown(words, address.own_name(words)) == name


def test_a_title_of_a_film_is_no_name_where_it_must_be_formal() -> None:
    words = "I'm Still Here won a prize."
    assert address.own_name(words) is not None
    assert address.own_name(words, formal=True) is None
    decree = "Therefore I, Orla Venn, declare the port shut."
    assert shown(decree, address.own_name(decree, formal=True)) == "Orla Venn"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We hear the port's case first. Ms. Venn?", "Venn"),
        ("Dr. Lund.", "Lund"),
        ("The port was shut by Ms. Venn.", None),
        ("She paid one man. Orla Venn.", None),
    ],
)
def test_somebody_is_called_at_the_end(words: str, name: str | None) -> None:
    assert shown(words, address.called(words)) == name


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Alright, Mr. Lund, please proceed.", ["Lund"]),
        ("Mr. Lund I know you want to speak.", ["Lund"]),
        ("Just to confirm, Ms. Venn, you have ten minutes.", ["Venn"]),
        ("Thank you, Ms. Venn.", ["Venn"]),
        ("My colleague, Mr. Lund, will go on.", []),
        ("And Mr. Lund, who owns the boat, agrees.", []),
        ("Have you shown it to Mr. Lund?", []),
        ("It is shut, Justice Tamm.", []),
    ],
)
def test_those_are_spoken_to_whose_name_stands_by_itself(words: str, names: list[str]) -> None:
    assert [words[slice(*found)] for found in address.spoken_to(words)] == names


def test_the_bench_is_spoken_to_by_title_or_without_a_name() -> None:
    words = "It is both, Justice Tamm."
    assert shown(words, address.bench(words, one=True)) == "Justice Tamm"
    words = "No, respectfully, Your Honor, it is not."
    assert shown(words, address.bench(words, one=True)) == "Your Honor"
    words = "Good morning, your honors."
    assert address.bench(words, one=True) is None
    assert shown(words, address.bench(words, one=False)) == "your honors"
    assert address.bench("As Justice Tamm wrote, it is shut.", one=True) is None


def test_pleading_and_asking_counsel_are_told_by_words() -> None:
    assert address.pleads("May it please the Court: the port is shut.")
    assert not address.pleads("It pleased the court.")
    assert address.asks_counsel("Counsel, is it shut?")
    assert not address.asks_counsel("The special counsel asked whether it was shut.")
