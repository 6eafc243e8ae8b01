from __future__ import annotations

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
