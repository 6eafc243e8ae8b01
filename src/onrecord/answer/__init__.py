"""The casebook, asked: answers that keep their authority, and drafts held against it."""

from onrecord.answer.ask import Answer, Found, ask
from onrecord.answer.check import Finding, Ground, check
from onrecord.answer.telling import Passage, Side, Teller

__all__ = ["Answer", "Finding", "Found", "Ground", "Passage", "Side", "Teller", "ask", "check"]
