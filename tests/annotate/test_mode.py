import pytest

from onrecord.annotate.mode import Quoted
from onrecord.record import Mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The port is shut,”", "direct"),
        ('"The port is shut."', "direct"),
        ("“The port is shut and it will stay shut all night” now", "direct"),
        ("that the port is “shut”", "mixed"),
        ("that the port is shut", "indirect"),
        ("that Venn's port isn't shut", "indirect"),
        ("“He told me ‘shut it’ and left”", "direct"),
        ("…", "indirect"),
    ],
)
def test_mode_is_the_share_of_letters_in_quotation_marks(text: str, mode: Mode) -> None:
    assert Quoted(text).mode([(0, len(text))]) == mode


def test_pieces_count_together() -> None:
    text = "“The port is shut,” Venn said, “and it stays shut.”"
    first, last = (0, text.index(" Venn")), (text.index("“and"), len(text))
    assert Quoted(text).mode([first, last]) == "direct"
    assert Quoted(text).mode([(0, len(text))]) == "mixed"
    assert Quoted(text).mode([]) == "indirect"
