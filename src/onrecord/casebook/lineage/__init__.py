"""Lineage: who relays whom."""
