"""Claims: what documents say alike."""
