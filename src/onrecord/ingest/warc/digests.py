"""The digests that a web archive keeps of its records (WARC-Block-Digest, -Payload-Digest)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

_ALGORITHMS = ("sha1", "sha256", "sha512", "sha384", "md5", "blake2b")


def fits(labelled: str | None, contents: Iterable[bytes]) -> bool | None:
    """Whether a labelled digest ("sha1:…", in base 32, base 64 or hexadecimal) is that of one
    of the contents; None where none is given or its kind is not known."""
    algorithm, _, value = (labelled or "").partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return None
    for content in contents:
        found = hashlib.new(algorithm, content, usedforsecurity=False)
        expected = _unpacked(value.strip(), found.digest_size)
        if expected is None:
            return None
        if expected == found.digest():
            return True
    return False


def _unpacked(value: str, size: int) -> bytes | None:
    try:
        bare = value.rstrip("=")
        if len(bare) == 2 * size:
            return bytes.fromhex(bare)
        if len(bare) == -(-size * 8 // 5):
            return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))
        if len(bare) == -(-size * 4 // 3):
            return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_")
    except (ValueError, binascii.Error):
        return None
    return None
