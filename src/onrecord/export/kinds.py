"""Kind, mode and source of an attribution in plain words: one wording for every format."""

from __future__ import annotations

from onrecord.record import Attribution, CueAttitude, Kind, Mode, SourceKind

NOUN: dict[Kind, str] = {
    "statement": "statement",
    "denial": "denial",
    "accusation": "accusation",
    "belief": "belief",
    "intention": "intention",
    "question": "question",
    "order": "order",
    "no_comment": "no comment",
}
MODE: dict[Mode, str] = {
    "direct": "quoted",
    "indirect": "paraphrased",
    "mixed": "partly quoted",
}
SOURCE_KIND: dict[SourceKind, str] = {
    "named_person": "named person",
    "unnamed_person": "unnamed person",
    "outlet": "news outlet",
    "organization": "organization",
    "group": "group",
    "document": "document",
    "unstated": "not stated",
}
ATTITUDE: dict[CueAttitude, str] = {
    "endorsing": "the wording takes it as true",
    "distancing": "the wording keeps its distance",
}
_VERB: dict[Kind, tuple[str, str]] = {
    "statement": ("says", "say"),
    "denial": ("denies", "deny"),
    "accusation": ("accuses", "accuse"),
    "belief": ("believes", "believe"),
    "intention": ("intends", "intend"),
    "question": ("asks", "ask"),
    "order": ("orders", "order"),
    "no_comment": ("will not comment", "will not comment"),
}


def noun(attribution: Attribution) -> str:
    """ "accusation"; "no accusation" where the article says that none was made."""
    word = NOUN[attribution.kind]
    return f"no {word}" if _is_negated(attribution) else word


def verb(attribution: Attribution, *, several: bool = False) -> str:
    """What the source does: "accuses", "accuse"; "does not accuse" where it is negated."""
    one, many = _VERB[attribution.kind]
    if _is_negated(attribution):
        return f"{'do' if several else 'does'} not {many}"
    return many if several else one


def _is_negated(attribution: Attribution) -> bool:
    return attribution.negated and attribution.kind != "no_comment"
