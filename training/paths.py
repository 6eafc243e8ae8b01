"""Where the library and the given scorers are; imported first by every script here."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT.parent / "shared" / "score"), str(ROOT)]
