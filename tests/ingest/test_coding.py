"""Codings of HTTP content undone, with a bound."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import coding


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "": [],
    "identity": [],
    "gzip": [gzip.compress],
    "X-GZIP": [gzip.compress],
    "deflate": [zlib.compress],
    " deflate , gzip": [raw_deflate, gzip.compress],
}


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.binary(max_size=300), st.sampled_from(sorted(PACKERS)), st.integers(1, 50))
def test_content_comes_out_as_it_went_in(data: bytes, codings: str, size: int) -> None:
    packed = data
    for pack in PACKERS[codings]:
        packed = pack(packed)
    assert coding.decoded(pieces(packed, size), codings, 300) == data


@pytest.mark.parametrize("over", [0, 1, 2, 200, 257, 258, 259, 65_536])
def test_content_may_end_anywhere(over: int) -> None:
    data = bytes(65_536 + over)
    for codings, pack in (("deflate", raw_deflate), ("deflate", zlib.compress)):
        assert coding.decoded(pieces(pack(data), 7), codings, len(data)) == data


@given(st.binary(min_size=2, max_size=300), st.sampled_from(sorted(PACKERS)))
def test_one_byte_more_than_the_limit_is_too_much(data: bytes, codings: str) -> None:
    packed = data
    for pack in PACKERS[codings]:
        packed = pack(packed)
    with pytest.raises(OnrecordError) as refused:
        coding.decoded([packed], codings, len(data) - 1)
    assert refused.value.code == "F008"


@given(st.binary(max_size=100), st.sampled_from(sorted(PACKERS)))
def test_any_bytes_come_out_or_are_refused(data: bytes, codings: str) -> None:
    try:
        coding.decoded([data], codings, 1_000_000)
    except OnrecordError as error:
        assert error.code == "F010"  # noqa: PT017


@given(st.binary(min_size=1, max_size=100), st.integers(1, 20))
def test_what_is_cut_short_is_not_taken_for_whole(data: bytes, left_out: int) -> None:
    packed = gzip.compress(data)
    with pytest.raises(OnrecordError) as refused:
        coding.decoded([packed[: max(1, len(packed) - left_out)]], "gzip", 1_000)
    assert refused.value.code == "F010"


def test_no_more_is_unpacked_than_shows_that_it_is_too_much() -> None:
    taken = 0

    def bombs() -> Iterator[bytes]:
        nonlocal taken
        packer = zlib.compressobj()
        while True:
            taken += 1
            yield packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_SYNC_FLUSH)

    with pytest.raises(OnrecordError):
        coding.decoded(bombs(), "deflate", 3_000_000)
    assert taken <= 4
