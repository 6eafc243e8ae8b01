"""Bytes → Document: one module a format, `frame` for what stands around every story."""

from onrecord.ingest.document import find_files, from_text, read_document
from onrecord.ingest.jsonl import JsonLine, bounded_lines, read_jsonl

__all__ = ["JsonLine", "bounded_lines", "find_files", "from_text", "read_document", "read_jsonl"]
