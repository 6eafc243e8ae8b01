"""The casebook's lists, each in a stable order: who is heard, when what was, what to look at.

Every row says where it stands. `limit` None gives all rows, `offset` leaves out the first.
Rows are of the newest version of each document, with people's decisions applied.
"""

from onrecord.casebook.lists.around import Around, Mark, around
from onrecord.casebook.lists.claims import claim, claims
from onrecord.casebook.lists.compared import Compared, compared
from onrecord.casebook.lists.located import Located, located
from onrecord.casebook.lists.named import Named, count_identities, identities
from onrecord.casebook.lists.review import Review, doubts, review, review_counts
from onrecord.casebook.lists.sources import Heard, sources
from onrecord.casebook.lists.story_changes import story_changes
from onrecord.casebook.lists.ties import End, EndType, Tie, TieKind, Ties, claim_words, ties
from onrecord.casebook.lists.timeline import Also, Dated, DatedKind, Month, Party, months, timeline
from onrecord.casebook.lists.who import Form, Role, Who, members, statements, who

__all__ = [
    "Also",
    "Around",
    "Compared",
    "Dated",
    "DatedKind",
    "End",
    "EndType",
    "Form",
    "Heard",
    "Located",
    "Mark",
    "Month",
    "Named",
    "Party",
    "Review",
    "Role",
    "Tie",
    "TieKind",
    "Ties",
    "Who",
    "around",
    "claim_words",
    "claim",
    "claims",
    "compared",
    "count_identities",
    "doubts",
    "members",
    "identities",
    "located",
    "months",
    "review",
    "review_counts",
    "sources",
    "statements",
    "story_changes",
    "ties",
    "timeline",
    "who",
]
