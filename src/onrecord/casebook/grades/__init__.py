"""Grades: the reliability of sources, the credibility of claims."""
