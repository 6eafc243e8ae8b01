import zlib
from dataclasses import replace

import pytest

from onrecord.casebook.identities import Known, Ref, of_record, pack, unpack
from onrecord.record import (
    Block,
    Description,
    Document,
    Entity,
    EntityType,
    MadeBy,
    Mention,
    MentionKind,
    Place,
    Record,
    Relation,
)

TEXT = (
    "Tarnvik mayor Orla Venn, 34, met the Norwegian envoy in Tarnvik. "
    "Venn, she said, knows Norway, says the Orre Mill."
)
DOCUMENT = Document(
    id="d1",
    location=None,
    sha256="0" * 64,
    media_type="text/plain",
    language="en",
    published="2020-05-01",
    text=TEXT,
    blocks=[Block(kind="paragraph", start=0, end=len(TEXT))],
)


def mention(words: str, kind: MentionKind = "name", nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(start=start, end=start + len(words), text=words, kind=kind, confidence=0.9)


def entity(id: str, name: str, type: EntityType, *mentions: Mention) -> Entity:
    return Entity(id=id, name=name, type=type, mentions=list(mentions))


def made() -> list[Known]:
    role = TEXT.index("Tarnvik mayor")
    venn = Entity(
        id="e1",
        name="Orla Venn",
        type="person",
        descriptions=[Description(start=role, end=role + 13, text="Tarnvik mayor")],
        mentions=[mention("Orla Venn"), mention("Venn", nth=1), mention("she", "pronoun")],
    )
    record = Record(
        made_by=MadeBy(onrecord="0", stages={}),
        document=DOCUMENT,
        entities=[
            venn,
            entity("e2", "Tarnvik", "place", mention("Tarnvik"), mention("Tarnvik", nth=1)),
            entity("e3", "Norwegian", "group", mention("Norwegian")),
            entity("e4", "Orre Mill", "organization", mention("Orre Mill")),
        ],
        places=[
            Place(
                entity="e2",
                name="Tarnvik",
                kind="point",
                country="NO",
                latitude=None,
                longitude=None,
                gazetteer_id="geonames:7",
            )
        ],
        relations=[
            Relation(
                id="r1",
                subject="e1",
                type="role",
                object="e2",
                role="mayor",
                status="current",
                evidence=DOCUMENT.span(role, role + 13),
                authority=None,
                confidence=0.9,
            )
        ],
    )
    return of_record(record)


def test_names_roles_and_age() -> None:
    venn = made()[0]
    assert venn.ref == Ref("d1", "e1")
    assert venn.forms == {"Orla Venn": 1, "Venn": 1}
    assert venn.roles == ("Tarnvik mayor",)
    assert (venn.age, venn.year) == (34, 2020)


def test_relations_places_and_lands() -> None:
    venn, tarnvik, *_ = made()
    assert venn.related == (("mayor", "Tarnvik", "place"),)
    assert tarnvik.entry == "geonames:7"
    assert tarnvik.lands == {"norway"}


def test_company_and_setting_are_the_documents() -> None:
    for known in made():
        assert known.company == ("Orla Venn", "Tarnvik", "Norwegian", "Orre Mill")
        assert known.setting == {"norway"}


def test_what_is_kept_of_a_document_is_the_same_again() -> None:
    assert unpack(pack(made()), "d1") == made()
    assert unpack(pack([]), "d1") == []
    odd = replace(made()[0], name="V\ud800", forms={"V\ud800": 2}, age=None, company=("V\ud800",))
    assert unpack(pack([odd]), "d1") == [odd]


@pytest.mark.parametrize("told", [b"{}", b"[1]", b"[null,[],[[1]]]", b"no JSON", b"\xff"])
def test_what_was_altered_is_no_error_of_ours(told: bytes) -> None:
    for packed in (told, zlib.compress(told)):
        with pytest.raises(ValueError):  # noqa: PT011 (whatever it says)
            unpack(packed, "d1")
