"""Records and bytes as they are stored: small, and the same again when they are taken out.

What a record repeats is left out of its JSON: the document's text, the words of every span
(they are the text's), and who made it. Offsets are written as the step from the end of the
span before and the length, which are small numbers. The rest is compressed by zlib with a
preset dictionary (RFC 1950) of the JSON's own keys, since one record is too short to learn
them. The first byte tells the way of packing, so that a later one can stand beside it.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from onrecord.record import MadeBy, Record

MAX_UNPACKED = 500_000_000
"""Bytes that anything in a casebook unpacks to: ten times the largest file that is read."""

_FORMAT = b"\x01"

# Never to be altered, or what was packed with it can't be read: a new one needs a new format.
_DICTIONARY = (
    b'{"evidence":null,"stance":"supports"},{"from":"a1","to":"a2","stance":"denies","evidence":'
    b'{"start":,"modality":"planned","modality":"alleged","modality":"negated","participants":['
    b'"places":["e],"modality":"actual","authority":null,"confidence":0.},{"id":"v1","trigger":{'
    b'"start":,"end":},"time":"t1","participants":[],"places":[]{"id":"r1","subject":"e1","type":'
    b'"role","object":"e2","role":"","status":"current","evidence":{"start":,"end":},"authority":'
    b'"a1","confidence":0.}"type":"based_in""type":"member_of""type":"part_of"{"entity":"e1",'
    b'"name":"","kind":"area","country":"US","latitude":,"longitude":-,"gazetteer_id":"geonames:"}'
    b'{"id":"t1","start":,"end":,"type":"duration","value":"P1Y","type":"date","value":"20",'
    b'"earliest":"20","latest":"20","anchor":"published"},"anchor":"explicit"},'
    b'"source_kind":"unnamed_person","source_kind":"organization","source_kind":"named_person",'
    b'"kind":"denial","kind":"accusation","kind":"belief","kind":"intention","kind":"question",'
    b'"unresolved":"the source is not named","cue_attitude":"distancing","mode":"direct",'
    b'"mode":"mixed","said_on":"20","inside":"a1","hedges":[{"start":,"end":}],'
    b'{"id":"a1","source":null,"entities":[],"unresolved":null,"cue":[{"start":,"end":}],'
    b'"content":[{"start":,"end":}],"mode":"indirect","kind":"statement","cue_attitude":"neutral",'
    b'"source_kind":"named_person","anonymity":null,"basis":null,"said_on":null,"inside":null,'
    b'"negated":false,"hedges":[],"confidence":0.},{"id":"e1","name":"","type":"organization",'
    b'"descriptions":[{"start":,"end":,"authority":null}],"mentions":[{"start":,"end":,"kind":'
    b'"nominal","metonym":true,"confidence":0.},"type":"place","descriptions":[],"mentions":['
    b'{"start":,"end":,"kind":"pronoun","metonym":false,"confidence":0.},"type":"person",'
    b'"descriptions":[],"mentions":[{"start":,"end":,"kind":"name","metonym":false,"confidence":1.0}'
    b',{"start":,"end":,"kind":"name","metonym":false,"confidence":0.9],"relations":[],"events":[],'
    b'"stances":[]}"sentences":[{"id":"s1","start":0,"end":,"block":0},"links":[{"start":,"end":,'
    b'"href":"https://www.}],"notes":[],{"kind":"list","start":,{"kind":"related","start":,'
    b'{"kind":"paragraph","start":,"end":,"page":null,"path":null},{"schema":"onrecord/record/1",'
    b'"document":{"id":"","location":null,"sha256":"","read_at":null,"media_type":"text/html",'
    b'"language":"en","headline":null,"byline":[],"dateline":null,"publisher":null,"published":'
    b'null,"blocks":[{"kind":"headline","start":0,"end":,"page":null,"path":null},'
)

_SPAN = frozenset({"start", "end", "text"})
_READ = ("entities", "attributions", "times", "places", "relations", "events", "stances")


def pack(record: Record, *, whole: bool = False) -> bytes:
    """A record to store beside its text and its maker; `whole`: with the two in it."""
    data = record.to_dict()
    if not whole:
        del data["document"]["text"], data["made_by"]
    data = _Steps().taken(data)
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    packer = zlib.compressobj(9, zdict=_DICTIONARY)
    return _FORMAT + packer.compress(written) + packer.flush()


def unpack(packed: bytes, text: str | None = None, made_by: str | None = None) -> Record:
    """The record that `pack` stored; `text` and `made_by` (JSON) where it was not whole.

    Raises ValueError where the bytes were altered so that they make no record, OnrecordError
    E001 where they make one that breaks the contract.
    """
    try:
        data = _Steps().undone(json.loads(_inflate(packed)))
        if text is not None:
            data["document"]["text"] = text
        if made_by is not None:
            data["made_by"] = json.loads(made_by)
        for name in _READ:
            data[name] = _with_words(data[name], data["document"]["text"])
    except (KeyError, TypeError) as reason:
        raise ValueError(str(reason)) from reason
    return Record.from_dict(data)


def pieces(packed: bytes, id: str) -> dict[str, list[tuple[int, int]]]:
    """Where the words of one attribution stand, by their part ("source", "cue", "content"),
    without all else that the record holds; nothing where there is none of that id.

    Raises ValueError where the bytes were altered so that they make no record.
    """
    try:
        for said in _attributions(json.loads(_inflate(packed))):
            if said["id"] == id:
                held = {"source": [said["source"]] if said["source"] else []}
                held |= {"cue": said["cue"], "content": said["content"]}
                return {
                    part: [(span["start"], span["end"]) for span in spans]
                    for part, spans in held.items()
                }
    except (KeyError, TypeError, AttributeError) as reason:
        raise ValueError(str(reason)) from reason
    return {}


def _attributions(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The attributions of a packed record; what stands after them is left packed."""
    steps = _Steps()
    for name, held in data.items():
        undone = steps.undone(held)
        if name == "attributions":
            return list(undone)
    return []


def made_by_json(made_by: MadeBy) -> str:
    """Who made a record, as it is stored beside it."""
    data = {"onrecord": made_by.onrecord, "stages": made_by.stages}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def compress(data: bytes) -> bytes:
    """Bytes as they are stored."""
    return zlib.compress(data, 9)


def decompress(packed: bytes) -> bytes:
    """The bytes that `compress` stored.

    Raises ValueError where they were altered, or unpack to more than any document has.
    """
    return _opened(zlib.decompressobj(), packed)


def _inflate(packed: bytes) -> bytes:
    if packed[:1] != _FORMAT:
        raise ValueError("an unknown way of packing")
    return _opened(zlib.decompressobj(zdict=_DICTIONARY), packed[1:])


def _opened(opener: Any, packed: bytes) -> bytes:
    try:
        data: bytes = opener.decompress(packed, MAX_UNPACKED)
    except zlib.error as reason:
        raise ValueError(str(reason)) from reason
    if not opener.eof:
        raise ValueError("it is cut short, or unpacks to more than any document has")
    return data


class _Steps:
    """Offsets as steps, in the order in which spans stand in the JSON, and back."""

    def __init__(self) -> None:
        self._end = 0

    def taken(self, value: Any) -> Any:
        """The value with steps for offsets, and without the words of spans."""
        if isinstance(value, list):
            return [self.taken(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "start" not in value:
            return {key: self.taken(held) for key, held in value.items()}
        start, end = value["start"], value["end"]
        steps = {"start": start - self._end, "end": end - start}
        self._end = end
        others = {key: self.taken(held) for key, held in value.items() if key not in _SPAN}
        return steps | others

    def undone(self, value: Any) -> Any:
        """The value with its offsets again. Raises TypeError where there are no numbers."""
        if isinstance(value, list):
            return [self.undone(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "start" not in value:
            return {key: self.undone(held) for key, held in value.items()}
        start = self._end + value["start"]
        self._end = start + value["end"]
        offsets = {"start": start, "end": self._end}
        return {key: self.undone(held) for key, held in value.items()} | offsets


def _with_words(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        held = {key: _with_words(item, text) for key, item in value.items()}
        if "start" in held:
            held["text"] = text[held["start"] : held["end"]]
        return held
    return [_with_words(item, text) for item in value] if isinstance(value, list) else value
