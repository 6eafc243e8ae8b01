import pytest

from onrecord.annotate.known import learn
from onrecord.annotate.names import NOTHING_KNOWN, Body, Known
from onrecord.annotate.source_kind import read_source
from onrecord.record import Block, Document


def known(text: str, *sources: str, publisher: str | None = None) -> Known:
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        publisher=publisher, text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip
    return learn(document, [read_source(source) for source in sources])


def test_surnames_are_of_people_in_full() -> None:
    assert known("Orla Venn Jr. said so.", "Orla Venn Jr.", "Lund").surnames == {"venn"}


@pytest.mark.parametrize(
    ("text", "source", "short", "full"),
    [
        ("The Norr Courier came out.", "the Courier", "courier", Body("outlet", "Norr Courier")),
        ("The Daily Lamp came out.", "the Lamp", "lamp", Body("outlet", "Daily Lamp")),
        ("Tammel Engineering left.", "Tammel", "tammel",
         Body("organization", "Tammel Engineering")),
    ],
)  # fmt: skip
def test_a_short_form_stands_for_the_full_one(
    text: str, source: str, short: str, full: Body
) -> None:
    assert known(text, source).bodies == {short: full}


def test_a_surname_is_no_companys_short_form() -> None:
    found = known("Orla Venn of Venn Engineering said so.", "Orla Venn", "Venn")
    assert found.bodies == {}


def test_the_publishers_tail_is_the_publisher() -> None:
    found = known(
        "The Evening Lamp said so.", "The Evening Lamp", publisher="The Norr Evening Post"
    )
    assert found.bodies == {}
    found = known("The Evening Post said so.", "The Evening Post", publisher="Norr Evening Post")
    assert found.bodies == {"evening post": Body("outlet", "Norr Evening Post")}


def test_a_land_has_an_adjective() -> None:
    assert known("Tarvia said so. A Tarvian boat left.", "Tarvia").places == {"tarvia"}
    assert known("Morrund said so. The Morrundi crew left.", "Morrund").places == {"morrund"}
    assert known("Tarvia said so. A boat left.", "Tarvia") == NOTHING_KNOWN
