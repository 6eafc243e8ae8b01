from __future__ import annotations

from lineage_articles import BOARD, CLOSED, GAZETTE, HALDANE, LUNDE, Desk, Told

from onrecord.casebook.claims.claim import Change, Claim
from onrecord.casebook.lineage import changes

SENTENCE = CLOSED.capitalize()
HEDGED = CLOSED.replace("was closed", "may have been closed")


def found(desk: Desk) -> list[Change]:
    claim = Claim(
        id="c1",
        text=CLOSED,
        members=tuple(desk.members),
        documents=len(desk.articles),
        lineage=desk.lineage(),
    )
    return changes([claim], desk.context())


def kinds(desk: Desk) -> list[tuple[str, str, str]]:
    return [
        (each.kind, each.before.place.document, each.after.place.document) for each in found(desk)
    ]


def haldane(words: str, stand: str = "same", mode: str = "indirect") -> Told:
    return Told(
        f"{words}, Haldane said.",
        source="Haldane",
        content=words,
        party=HALDANE,
        stand=stand,  # type: ignore[arg-type]
        mode=mode,  # type: ignore[arg-type]
    )


def gazette(words: str) -> Told:
    return Told(
        f"The Marren Gazette reported that {words}.",
        source="The Marren Gazette",
        cue="reported",
        content=words,
        source_kind="outlet",
        party=GAZETTE,
        outlets=("Marren Gazette",),
    )


def test_who_denies_what_he_said_says_otherwise() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(SENTENCE), published="2031-03-10")
        .add("lantern", haldane("It never was", stand="denies"), published="2031-03-12")
    )
    assert kinds(desk) == [("says otherwise", "gazette", "lantern")]
    (change,) = found(desk)
    assert change.evidence[0].text == "It never was"


def test_another_number_is_no_opposite() -> None:
    more, fewer = (f"the board hid {count} of the crack" for count in ("two reports", "one report"))
    desk = (
        Desk()
        .add("gazette", haldane(more, stand="denies"), published="2031-03-10")
        .add("lantern", haldane(fewer), published="2031-03-12")
    )
    (change,) = found(desk)
    assert change.kind == "says otherwise"
    assert [each.reason for each in change.evidence] == [
        "denied with “two reports”, said with “one report”"
    ]


def test_a_body_says_otherwise_through_who_speaks_for_it() -> None:
    board = Told(f"{SENTENCE}, the Harbour Board said.", source="the Harbour Board", party=BOARD)
    lunde = Told("It never was, Lunde said.", source="Lunde", party=LUNDE, stand="denies")
    desk = Desk().add("gazette", board).add("lantern", lunde, published="2031-03-12")
    assert kinds(desk) == [("says otherwise", "gazette", "lantern")]


def test_two_who_contradict_one_another_change_nothing() -> None:
    lunde = Told("It never was, Lunde said.", source="Lunde", party=LUNDE, stand="denies")
    desk = Desk().add("gazette", haldane(SENTENCE)).add("lantern", lunde, published="2031-03-12")
    assert kinds(desk) == []


def test_without_a_known_order_nobody_says_otherwise_later() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(SENTENCE), published="2031-03-10")
        .add("lantern", haldane("It never was", stand="denies"), published="2031-03-10")
    )
    assert kinds(desk) == []


def test_a_hedge_that_is_dropped_on_the_way() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(HEDGED), published="2031-03-10")
        .add("lantern", gazette(CLOSED), published="2031-03-11")
    )
    assert kinds(desk) == [("hedge dropped", "gazette", "lantern")]
    (change,) = found(desk)
    assert "may" in change.evidence[0].reason
    assert change.evidence[0].place.document == "gazette"


def test_a_hedge_that_stays_is_no_change() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(HEDGED), published="2031-03-10")
        .add("lantern", gazette(HEDGED), published="2031-03-11")
    )
    assert kinds(desk) == []


def test_another_s_article_does_not_harden_it() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(HEDGED), published="2031-03-10")
        .add(
            "lantern",
            Told("Nobody uses that crane, Lunde said.", source="Lunde", party=LUNDE),
            published="2031-03-11",
        )
    )
    assert kinds(desk) == []


def test_around_so_many_is_no_hedge() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(CLOSED.replace("eleven", "around eleven")), published="2031-03-10")
        .add("lantern", gazette(CLOSED), published="2031-03-11")
    )
    assert kinds(desk) == []


def test_that_nobody_could_is_no_hedge() -> None:
    able = f"{SENTENCE}, though nobody else could lift it"
    desk = (
        Desk()
        .add("gazette", haldane(able), published="2031-03-10")
        .add("lantern", gazette(CLOSED), published="2031-03-11")
    )
    assert kinds(desk) == []
    hedged = SENTENCE.replace("was closed", "could have been closed")
    desk = (
        Desk()
        .add("gazette", haldane(hedged), published="2031-03-10")
        .add("lantern", gazette(CLOSED), published="2031-03-11")
    )
    assert kinds(desk) == [("hedge dropped", "gazette", "lantern")]


def test_a_source_that_is_dropped_on_the_way() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(SENTENCE), published="2031-03-10")
        .add("lantern", Told(f"{SENTENCE}."), published="2031-03-11")
    )
    assert kinds(desk) == [("attribution dropped", "gazette", "lantern")]
    (change,) = found(desk)
    assert "Dorrit Haldane" in change.evidence[0].reason


def test_a_quotation_that_is_altered() -> None:
    first = "“We measured the sway and nobody upstairs wanted to read it”"
    desk = (
        Desk()
        .add("gazette", haldane(first, mode="direct"), published="2031-03-10")
        .add(
            "lantern",
            haldane(first.replace("nobody upstairs", "the board never"), mode="direct"),
            published="2031-03-11",
        )
    )
    assert kinds(desk) == [("quotation altered", "gazette", "lantern")]
    (change,) = found(desk)
    assert change.evidence[0].reason == "“nobody upstairs” became “the board never”"
    assert change.evidence[0].place.document == "lantern"


def test_a_quotation_that_is_cut() -> None:
    first = "“We measured the sway and nobody upstairs wanted to read it”"
    desk = (
        Desk()
        .add("gazette", haldane(first, mode="direct"), published="2031-03-10")
        .add(
            "lantern",
            haldane(first.replace(" upstairs", ""), mode="direct"),
            published="2031-03-11",
        )
    )
    assert kinds(desk) == [("quotation cut", "gazette", "lantern")]


def test_changes_come_in_order_of_time() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(HEDGED), published="2031-03-10")
        .add("tide", gazette(CLOSED), published="2031-03-13")
        .add("lantern", gazette(CLOSED), published="2031-03-11")
    )
    assert [after for _, _, after in kinds(desk)] == ["lantern", "tide"]
