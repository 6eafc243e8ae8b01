import pytest

from onrecord import lexicon
from onrecord.annotate.kind import inflections, read_cue
from onrecord.record import CueAttitude, Kind


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("said", "statement"),
        ("according to", "statement"),
        (":", "statement"),
        ("made clear that", "statement"),
        ("frobnicated", "statement"),
        ("said in his first campaign appearance", "statement"),
        ("denied", "denial"),
        ("have vehemently denied", "denial"),
        ("pushed back against", "denial"),
        ("has been accused of", "accusation"),
        ("allegations", "accusation"),
        ("believes", "belief"),
        ("belief", "belief"),
        ("is concerned that", "belief"),
        ("wants to", "intention"),
        ("vowed", "intention"),
        ("plans", "intention"),
        ("called on", "order"),
        ("urged", "order"),
        ("asked whether", "question"),
        ("wondered", "question"),
        ("declined to comment", "no_comment"),
        ("refused to say", "no_comment"),
        ("did not respond to", "no_comment"),
        ("didn’t immediately respond to", "no_comment"),
        ("would not discuss", "no_comment"),
    ],
)
def test_the_kind_follows_from_the_cue(cue: str, kind: Kind) -> None:
    assert read_cue(cue).kind == kind


@pytest.mark.parametrize(
    ("cue", "attitude"),
    [
        ("said", "neutral"),
        ("noted", "endorsing"),
        ("pointed out", "endorsing"),
        ("has taken note of", "neutral"),
        ("admitted", "endorsing"),
        ("claimed", "distancing"),
        ("has repeatedly insisted", "distancing"),
        ("allegedly", "distancing"),
    ],
)
def test_the_attitude_follows_from_the_cue(cue: str, attitude: CueAttitude) -> None:
    assert read_cue(cue).attitude == attitude


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("did not say that", "statement"),
        ("didn't say that", "statement"),
        ("does not believe", "belief"),
        ("never mentioned", "statement"),
        ("did not deny", "statement"),
    ],
)
def test_a_negated_cue_is_marked(cue: str, kind: Kind) -> None:
    reading = read_cue(cue)
    assert (reading.kind, reading.negated) == (kind, True)


def test_a_negation_may_stand_right_before_the_cue() -> None:
    assert read_cue("say", before=" did not ").negated
    assert read_cue("confirm", before=" has never publicly ").negated
    assert not read_cue("said", before=" not here, he ").negated


def test_a_phrase_that_holds_its_negation_is_not_negated() -> None:
    assert not read_cue("made no secret of").negated
    assert not read_cue("declined to comment").negated


def test_what_follows_tells_asking_from_asking_for() -> None:
    assert read_cue("asked", after=" to leave the port").kind == "order"
    assert read_cue("asked", after=" whether the port was shut").kind == "question"
    assert read_cue("declined", after=" to comment on the port").kind == "no_comment"
    assert read_cue("declined", after=" the offer").kind == "intention"


def test_every_phrase_and_attitude_is_in_reach() -> None:
    data = lexicon.load("cues")
    assert list(data["words"]) == list(data["phrases"])
    for kind in ("denial", "order", "question", "intention", "belief"):
        for phrase in data["phrases"][kind]:
            assert read_cue(phrase).kind in (kind, "no_comment", "denial", "accusation"), phrase
    for attitude, entries in data["attitude"].items():
        for entry in entries:
            assert read_cue(entry).attitude == attitude, entry


def test_inflections() -> None:
    assert {"denies", "denied", "denying"} <= set(inflections("deny"))
    assert {"admitted", "admitting"} <= set(inflections("admit"))
    assert {"argues", "argued", "arguing"} <= set(inflections("argue"))


@pytest.mark.parametrize(
    ("cue", "after", "kind"),
    [
        ("asked", " not to be named", "order"),
        ("asked", " me not to use her name", "order"),
        ("asked", " the harbour board for the charts", "order"),
        ("asked", " the board whether to stay", "question"),
        ("asked", " in a note to the board", "question"),
        ("told", " the crew to leave", "order"),
        ("told", " the crew that it had to leave", "statement"),
        ("told", " reporters Venn wanted to leave", "statement"),
    ],
)
def test_what_is_asked_or_told_to_be_done_is_an_order(cue: str, after: str, kind: Kind) -> None:
    assert read_cue(cue, after=after).kind == kind


@pytest.mark.parametrize(
    ("cue", "spoken"),
    [("said", True), ("denied", True), ("declined to comment", True), ("charged", True),
     ("turned on", False), ("believes", False), ("vowed", False)],
)  # fmt: skip
def test_only_known_words_of_speech_are_spoken(cue: str, spoken: bool) -> None:
    assert read_cue(cue).spoken == spoken


def test_a_charge_accuses_and_a_rating_states() -> None:
    assert read_cue("charged").kind == "accusation"
    assert read_cue("rates").kind == "statement"
