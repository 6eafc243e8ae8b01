"""The casebook's lists, each in a stable order: who is heard, when what was, what to look at.

Every row says where it stands. `limit` None gives all rows, `offset` leaves out the first.
Rows are of the newest version of each document, with people's decisions applied.
"""

from onrecord.casebook.lists.named import Named, identities
from onrecord.casebook.lists.review import Review, review
from onrecord.casebook.lists.sources import Heard, sources
from onrecord.casebook.lists.timeline import Dated, timeline
from onrecord.casebook.lists.who import Form, Role, Who, who

__all__ = [
    "Dated",
    "Form",
    "Heard",
    "Named",
    "Review",
    "Role",
    "Who",
    "identities",
    "review",
    "sources",
    "timeline",
    "who",
]
