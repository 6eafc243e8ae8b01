from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import (
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord.casebook import packing
from onrecord.casebook.packing import compress, decompress, made_by_json, pack, unpack
from onrecord.errors import OnrecordError
from onrecord.record import Record

RECORDS = [
    make_record(),
    make_people_record(),
    make_ferry_record(),
    make_hostile_record(),
    make_empty_record(),
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_out_as_it_went_in(record: Record) -> None:
    packed = pack(record)
    again = unpack(packed, record.document.text, made_by_json(record.made_by))
    assert again.to_json() == record.to_json()
    assert pack(again) == packed


@pytest.mark.parametrize("record", RECORDS)
def test_a_whole_record_needs_nothing_beside_it(record: Record) -> None:
    assert unpack(pack(record, whole=True)).to_json() == record.to_json()


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("record", RECORDS)
def test_the_places_of_a_statement_are_read_without_the_rest(record: Record, whole: bool) -> None:
    packed = pack(record, whole=whole)
    for said in record.attributions:
        assert packing.pieces(packed, said.id) == {
            "source": [(said.source.start, said.source.end)] if said.source else [],
            "cue": [(span.start, span.end) for span in said.cue],
            "content": [(span.start, span.end) for span in said.content],
        }
    assert packing.pieces(packed, "a999") == {}


@pytest.mark.parametrize("held", [b"[]", b"{}", b'{"attributions": 3}', b'{"attributions": [{}]}'])
def test_places_in_what_is_no_record_are_refused_or_none(held: bytes) -> None:
    packer = zlib.compressobj(9, zdict=packing._DICTIONARY)
    packed = packing._FORMAT + packer.compress(held) + packer.flush()
    if held == b"{}":
        assert packing.pieces(packed, "a1") == {}
    else:
        with pytest.raises(ValueError, match=r".*"):
            packing.pieces(packed, "a1")


def test_a_packed_record_is_small() -> None:
    record = make_record()
    assert len(pack(record)) < len(record.to_json()) / 8


@given(st.data())
def test_an_altered_record_is_refused_or_is_another(data: st.DataObject) -> None:
    record = make_ferry_record()
    packed = bytearray(pack(record))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        again = unpack(bytes(packed), record.document.text, made_by_json(record.made_by))
    except (ValueError, OnrecordError):
        return
    assert isinstance(again, Record)


@pytest.mark.parametrize("packed", [b"", b"\x00", b"\x01", b"\x02abc", compress(b"[]")])
def test_what_is_no_record_is_refused(packed: bytes) -> None:
    with pytest.raises((ValueError, OnrecordError)):
        unpack(packed, "", "{}")


@given(st.binary())
def test_bytes_come_out_as_they_went_in(data: bytes) -> None:
    assert decompress(compress(data)) == data


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_UNPACKED", 1_000)
    assert decompress(compress(b"x" * 999))
    with pytest.raises(ValueError, match="more than any document"):
        decompress(compress(b"x" * 100_000))


@given(st.binary(min_size=1), st.integers(min_value=0))
def test_packed_bytes_cut_short_are_refused(data: bytes, keep: int) -> None:
    packed = compress(data)
    with pytest.raises(ValueError, match="cut short"):
        decompress(packed[: keep % len(packed)])


def test_what_is_no_packed_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="header"):
        decompress(b"no zlib")
