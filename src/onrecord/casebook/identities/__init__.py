"""Who is one across documents: entities of many records, gathered into identities with reasons.

Pure functions over what documents tell of their entities (`Known`); no storage. `resolve` gathers
all at once, `Gathering` document by document. Every join says why and how surely; what may be one
and is not sure waits in a list for people, whose decisions always win.
"""

from onrecord.casebook.identities.decisions import NONE, Decision, Decisions
from onrecord.casebook.identities.evidence import Reason, Verdict
from onrecord.casebook.identities.gathering import Gathering, resolve
from onrecord.casebook.identities.known import (
    Known,
    Ref,
    Related,
    of_record,
    pack,
    unpack,
)
from onrecord.casebook.identities.lists import LEXICONS
from onrecord.casebook.identities.result import Doubt, Identities, Identity, Member

__all__ = [
    "LEXICONS",
    "NONE",
    "Decision",
    "Decisions",
    "Doubt",
    "Gathering",
    "Identities",
    "Identity",
    "Known",
    "Member",
    "Reason",
    "Ref",
    "Related",
    "Verdict",
    "of_record",
    "pack",
    "resolve",
    "unpack",
]
