import pytest

from onrecord.annotate.said_on import find_said_on


def said_on(marked: str, *, spoken: bool = True) -> str | None:
    """`[source]`, `{cue}` and `<content>` mark the pieces."""
    text, spans = "", {"[": [], "{": [], "<": []}
    start, open_mark = 0, ""
    for char in marked:
        if char in "[{<":
            start, open_mark = len(text), char
        elif char in "]}>":
            spans[open_mark].append((start, len(text)))
        else:
            text += char
    source = spans["["][0] if spans["["] else None
    return find_said_on(text, (0, len(text)), source, spans["{"], spans["<"], spoken=spoken)


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("[Venn] {said} in 2015 <that the port was shut>.", "2015"),
        ("[Venn] {said in 2015} <that the port was shut>.", "2015"),
        ("In 2018, [Venn] {said} <the port was shut>.", "2018"),
        ("In 2018 [Orla Venn, then the mayor,] {said} <the port was shut>.", "2018"),
        ("On March 3, 2021, the [Herald] {reported} <a strike>.", "2021-03-03"),
        ("[Venn] {said} on 3 March 2021 <that the port was shut>.", "2021-03-03"),
        ("[Venn] {said} in a Feb. 9, 2020 letter <that it was shut>.", "2020-02-09"),
        ("[Venn] {told} reporters in February 2019 <that it was shut>.", "2019-02"),
        ("<“It is shut,”> [Gen. Venn] {said} in 2018 after stepping down.", "2018"),
        ("[Venn] {said} on 2021-03-03 <that it was shut>.", "2021-03-03"),
        ("[Venn] {said} on Monday <that the port was shut>.", None),
        ("[Venn] {said} on March 3 <that the port was shut>.", None),
        ("[Venn] {said} <the port was shut in 2015>.", None),
        ("[Venn] {said} <that in 2015 the port> was shut.", None),
        ("<“It is shut,”> {said} [Venn, the mayor since March 2019].", None),
        ("[Venn] {said} <it was shut>. In 2015 it had been open.", None),
        ("In 2018, when the port was shut, [Venn] {said} <so>.", None),
        ("[Venn] {said} on 31 February 2021 <that it was shut>.", None),
        ("[Venn] {said} in the 1980s <that it was shut>.", None),
        ("[Venn] {said} <so>.", None),
    ],
)
def test_only_a_date_that_goes_with_the_cue_counts(marked: str, value: str | None) -> None:
    assert said_on(marked) == value


def test_a_year_before_what_is_no_speech_is_none() -> None:
    assert said_on("In 2005, the [board] {turned on} <her>.", spoken=False) is None
    assert said_on("[Venn] {hoped} in 2005 <for rain>.", spoken=False) == "2005"
