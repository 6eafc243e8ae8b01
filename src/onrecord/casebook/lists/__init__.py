"""The casebook's lists, each in a stable order: who is heard, when what was, what to look at.

Every row says where it stands. `limit` None gives all rows, `offset` leaves out the first.
Rows are of the newest version of each document, with people's decisions applied.
"""

from onrecord.casebook.lists.around import Around, Mark, around
from onrecord.casebook.lists.named import Named, count_identities, identities
from onrecord.casebook.lists.review import Review, doubts, review, review_counts
from onrecord.casebook.lists.sources import Heard, sources
from onrecord.casebook.lists.timeline import Dated, timeline
from onrecord.casebook.lists.who import Form, Role, Who, who

__all__ = [
    "Around",
    "Dated",
    "Form",
    "Heard",
    "Mark",
    "Named",
    "Review",
    "Role",
    "Who",
    "around",
    "count_identities",
    "doubts",
    "identities",
    "review",
    "review_counts",
    "sources",
    "timeline",
    "who",
]
