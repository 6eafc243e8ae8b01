"""What a passage is listed under, so that those like it are found without comparing all.

Two kinds of keys, each a number: on which side of random planes its vector lies (Charikar, STOC
2002), a band of planes a key; and the least hashes of its telling words (Broder, 1997), a few
together a key. Two passages that share one are held against each other. Keys are kept in
casebooks: another way to make them needs another `VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b, shake_256

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.stances.words import stem

VERSION = 1
PLANE_BANDS, PLANES = 8, 14
WORD_BANDS, WORDS = 8, 2
PROBES = 3
"""Planes of a band on whose other side is looked as well."""

_BYTES = 6


def of_vectors(vectors: NDArray[np.float32]) -> list[list[int]]:
    """The keys of each vector's bands of planes, one a band."""
    sides = (vectors @ _planes(vectors.shape[1])) > 0
    bands = sides.reshape(len(vectors), PLANE_BANDS, PLANES)
    values = bands @ (1 << np.arange(PLANES))
    return [
        [_key(f"planes {band} {value}") for band, value in enumerate(row)]
        for row in values.tolist()
    ]


def near(vectors: NDArray[np.float32]) -> list[list[int]]:
    """The keys that passages like these may stand under: their own, and those that they would have
    if they lay on the other side of one of the planes that they are nearest to."""
    distances = (vectors @ _planes(vectors.shape[1])).reshape(len(vectors), PLANE_BANDS, PLANES)
    values = (distances > 0) @ (1 << np.arange(PLANES))
    nearest = np.argsort(np.abs(distances), axis=2, kind="stable")[:, :, :PROBES]
    found = []
    for own, turned in zip(values.tolist(), (1 << nearest).tolist(), strict=True):
        bands = zip(own, turned, strict=True)
        found.append(
            [
                _key(f"planes {band} {value ^ bit}")
                for band, (value, bits) in enumerate(bands)
                for bit in (0, *bits)
            ]
        )
    return found


def of_words(telling: Sequence[str]) -> list[int]:
    """The keys of a passage's words, at most one a band."""
    stems = sorted({stem(word) for word in telling})
    if len(stems) < WORDS:
        return []
    hashed = np.array([_hash(each) for each in stems], dtype=np.uint64)
    return list(dict.fromkeys(_bands(hashed)))


def _bands(hashed: NDArray[np.uint64]) -> Iterator[int]:
    factors, offsets = _mixers()
    mixed = (hashed[None, :] * factors[:, None] + offsets[:, None]) >> np.uint64(20)
    least = hashed[mixed.argmin(axis=1)].reshape(WORD_BANDS, WORDS).tolist()
    for band in least:
        if len(set(band)) == WORDS:
            # Which words they are counts, not which of them came first.
            yield _key(f"words {' '.join(map(str, sorted(band)))}")


@cache
def _planes(size: int) -> NDArray[np.float32]:
    """Planes through the middle, the same ones everywhere: each coordinate is +1 or -1."""
    count = PLANE_BANDS * PLANES * size
    drawn = shake_256(b"onrecord planes 1").digest((count + 7) // 8)
    bits = np.unpackbits(np.frombuffer(drawn, dtype=np.uint8))[:count]
    return (bits.astype(np.float32) * 2 - 1).reshape(size, PLANE_BANDS * PLANES)


@cache
def _mixers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    count = WORD_BANDS * WORDS
    drawn = np.frombuffer(shake_256(b"onrecord words 1").digest(count * 16), dtype="<u8")
    return drawn[:count].astype(np.uint64) | np.uint64(1), drawn[count:].astype(np.uint64)


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())


def _key(of: str) -> int:
    return int.from_bytes(blake2b(of.encode("utf-8"), digest_size=_BYTES).digest())
