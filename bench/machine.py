"""What a result was measured on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("onrecord", "onnxruntime", "tokenizers", "numpy")


def stamp() -> dict[str, str | int]:
    """The date, the machine and the versions, to stand beside every result."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def processor() -> str:
    """The processor's name and those of its features that int8 arithmetic profits from."""
    info = Path("/proc/cpuinfo")
    if not info.is_file():
        return platform.processor() or platform.machine()
    lines = dict(
        [part.strip() for part in line.split(":", 1)]
        for line in info.read_text(encoding="utf-8").splitlines()
        if ":" in line
    )
    flags = set(lines.get("flags", "").split())
    useful = [flag for flag in ("avx2", "avx512f", "avx_vnni", "avx512_vnni") if flag in flags]
    return f"{lines.get('model name', platform.machine())} ({', '.join(useful)})"
