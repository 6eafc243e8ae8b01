"""Decoded attributions as PolNeAR writes them."""

import hashlib

import paths  # noqa: F401

from onrecord.model.decode import Link, Piece
from onrecord.model.words import Words


def written(link: Link, words: Words) -> dict:
    """Offsets of source, cue and content, each a list of [start, end], and the layer."""

    def spans(pieces: tuple[Piece, ...]) -> list[list[int]]:
        return [[int(words.start[p.low]), int(words.end[p.high - 1])] for p in pieces]

    return {
        "source": spans((link.source,) if link.source else ()),
        "cue": spans((link.cue,)),
        "content": spans(link.content),
        "layer": link.layer,
    }


def key(id: str) -> str:
    """An article's id as `bench.corpora.key` writes it: some ids repeat words of the title."""
    return hashlib.sha256(id.encode("utf-8")).hexdigest()[:12]
