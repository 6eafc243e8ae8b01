from onrecord.annotate.dialogue import Part
from onrecord.annotate.hearing import hear

ASKS, ANSWERS = True, False


def heard(*said: tuple[bool, str]) -> list[tuple[str | None, str | None]]:
    """Speaker and addressee of each part, as words."""
    text, parts = "", []
    for asks, words in said:
        start = len(text)
        text += f"{words}\n\n"
        parts.append(
            Part(
                start=start, end=start + len(words), asks=asks,
                cut=words.endswith("--"), words=len(words.split()),
            )
        )  # fmt: skip
    return [
        (
            text[slice(*each.speaker)] if each.speaker else None,
            text[slice(*each.addressee)] if each.addressee else None,
        )
        for each in hear(text, parts)
    ]


def test_who_is_called_answers_until_somebody_else_is() -> None:
    assert heard(
        (ASKS, "We begin. Ms. Venn?"),
        (ANSWERS, "I shall speak about the port."),
        (ASKS, "Was it shut by you?"),
        (ANSWERS, "It was shut by the board, I say."),
        (ASKS, "Thank you. Mr. Lund, please proceed."),
        (ANSWERS, "I own the boat."),
    ) == [
        (None, "Venn"), ("Venn", None), (None, "Venn"), ("Venn", None),
        (None, "Lund"), ("Lund", None),
    ]  # fmt: skip


def test_who_gives_a_name_has_the_floor() -> None:
    assert heard(
        (ANSWERS, "My name is Orla Venn, for the port."), (ASKS, "Is your port shut?")
    ) == [("Orla Venn", None), (None, "Orla Venn")]


def test_who_asks_is_known_by_the_answer() -> None:
    assert heard(
        (ASKS, "I ask whether it was shut."),
        (ANSWERS, "It was, Justice Tamm, as you know."),
        (ASKS, "I have another question on the boat itself."),
        (ANSWERS, "I cannot answer it at all."),
    ) == [("Justice Tamm", None), (None, "Justice Tamm"), (None, None), (None, None)]


def test_who_asks_stays_while_replies_are_mere_words() -> None:
    assert heard(
        (ASKS, "I put the log aside."),
        (ANSWERS, "Sure."),
        (ASKS, "I read the letter."),
        (ANSWERS, "No, Your Honor, you read the log."),
    ) == [
        ("Your Honor", None), (None, "Your Honor"), ("Your Honor", None), (None, "Your Honor"),
    ]  # fmt: skip
