from onrecord.annotate.basis import find_anonymity, find_basis


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def anonymity(text: str, *content: str) -> str | None:
    found = find_anonymity(text, (0, len(text)), [at(text, part) for part in content])
    return words(text, found)


def basis(text: str, source: str, cue: str, content: str, *, named: bool = False) -> str | None:
    found = find_basis(
        text, (0, len(text)), at(text, source), [at(text, cue)], [at(text, content)], named=named
    )
    return words(text, found)


def test_the_ground_for_withholding_a_name_is_taken_whole() -> None:
    text = (
        "“It is shut,” said an official, who spoke on condition of anonymity because it is secret."
    )
    assert anonymity(text, "“It is shut,”") == (
        "who spoke on condition of anonymity because it is secret"
    )


def test_the_ground_ends_with_its_clause_or_where_the_content_begins() -> None:
    text = "An official, who asked not to be named, said the port was shut."
    assert anonymity(text, "the port was shut") == "who asked not to be named"
    text = "An official speaking on the condition of anonymity said it was shut."
    assert anonymity(text, "it was shut") == "speaking on the condition of anonymity said"


def test_what_is_said_of_anonymity_in_the_content_is_no_ground() -> None:
    text = "Venn said that nobody was granted anonymity."
    assert anonymity(text, "that nobody was granted anonymity") is None


def test_how_the_source_knows() -> None:
    text = "A person briefed on the matter said the port was shut."
    assert basis(text, "A person briefed on the matter", "said", "the port was shut") == (
        "briefed on the matter"
    )
    text = "Traders said the port was shut, as did people briefed on the matter."
    assert basis(text, "Traders", "said", "the port was shut") is None
    text = "The Herald, citing two officials, reported a strike."
    assert basis(text, "The Herald", "reported", "a strike") == "citing two officials"
    text = "According to documents seen by the Herald, the port was shut."
    source = "documents seen by the Herald"
    assert basis(text, source, "According to", "the port was shut") == source


def test_a_named_person_knows_only_by_what_it_saw() -> None:
    text = "Orla Venn, who is close to the mayor, said the port was shut."
    source = "Orla Venn, who is close to the mayor,"
    assert basis(text, source, "said", "the port was shut", named=True) is None
    text = "Orla Venn, who attended the talks, said the port was shut."
    source = "Orla Venn, who attended the talks,"
    assert basis(text, source, "said", "the port was shut", named=True) == (
        "who attended the talks"
    )


def test_a_cue_or_a_denied_link_is_no_basis() -> None:
    text = "Venn said so, citing the weather."
    assert basis(text, "Venn", "citing", "the weather") is None
    text = "A trader not involved in the talks said the port was shut."
    assert basis(text, "A trader not involved in the talks", "said", "the port was shut") is None


def test_what_stands_beyond_a_semicolon_is_anothers_basis() -> None:
    text = "The Herald said it was shut; the Lamp, citing a log, said it was open."
    assert basis(text, "The Herald", "said", "it was shut") is None
    assert basis(text, "the Lamp", "said it was open", "open") == "citing a log"


def test_a_job_at_stake_is_a_ground_for_withholding_a_name() -> None:
    text = "The rower, who would lose her job for talking, said it was shut."
    assert anonymity(text, "it was shut") == "who would lose her job for talking"
