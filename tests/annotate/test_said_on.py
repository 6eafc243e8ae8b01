import pytest

from onrecord.annotate import sentences, times
from onrecord.annotate.said_on import find_said_on
from onrecord.record import Block, Document


def said_on(marked: str, *, spoken: bool = True, published: str | None = None) -> str | None:
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
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        published=published, text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip
    split = sentences.split(document)
    first = (split[0].start, split[0].end)
    return find_said_on(
        text, first, source, spans["{"], spans["<"], times.read(document, split), spoken=spoken
    )


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
        ("[Venn] {said} in the 1980s <that it was shut>.", "198X"),
        ("[Venn] {said} every Monday <that it was shut>.", None),
        ("[Venn] {said} for three days <that it was shut>.", None),
        ("[Venn] {said} after the 2015 vote <that it was shut>.", None),
        ("[Venn] has recently {said} <that it was shut>.", None),
        ("[Venn] {said} <so>.", None),
    ],
)
def test_only_a_date_that_goes_with_the_cue_counts(marked: str, value: str | None) -> None:
    assert said_on(marked) == value


def test_a_year_before_what_is_no_speech_is_none() -> None:
    assert said_on("In 2005, the [board] {turned on} <her>.", spoken=False) is None
    assert said_on("[Venn] {hoped} in 2005 <for rain>.", spoken=False) == "2005"


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("[Venn], the mayor, on Monday {called} <the port shut>.", "2031-05-05"),
        ("[Venn] {said} Tuesday <that the port was shut>.", "2031-05-06"),
        ("[Venn] {told} reporters on Friday <it was shut>.", "2031-05-02"),
        ("Yesterday [Venn] {said} <the port was shut>.", "2031-05-06"),
        ("Last month, [Venn] {said} <the port was shut>.", "2031-04"),
        ("<“It is shut,”> {said} [Venn] on March 3.", "2031-03-03"),
        ("<“It is shut,”> [Venn] {said} earlier this year.", "2031"),
        ("[Venn] {told} the council two years ago <that it was shut>.", "2029"),
        ("[Venn] {said} <the port was shut on Monday>.", None),
        ("[Venn] {said} Now <the port was shut>.", None),
        ("[Venn] fired back Tuesday, {saying} <it was shut>.", "2031-05-06"),
        ("[Venn] spoke of the flood in 2012, {arguing} <it was shut>.", None),
    ],
)
def test_a_relative_time_is_told_from_the_date_of_publication(
    marked: str, value: str | None
) -> None:
    assert said_on(marked, published="2031-05-07T09:00:00Z") == value


def test_a_time_of_day_is_given_as_the_interval_that_it_is() -> None:
    value = said_on("[Venn] {said} Friday morning <it was shut>.", published="2031-05-07")
    assert value == "2031-05-02T06:00:00/2031-05-02T12:00:00"
