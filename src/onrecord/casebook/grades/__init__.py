"""Grades on two axes, never one: how reliable a source is, how credible a claim.

A source's grade (A to F) is what a person gave it, kept in the journal with author, time and
reason. A claim's (1 to 6) is proposed from who confirms and denies it independently, and
a person may decide otherwise.
"""
