"""A casebook between processes: one that is killed, and several at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from casebook_articles import fake_read, item, write

from onrecord.casebook import Casebook, database

KILLS = 50
ARTICLES = 300
TESTS = Path(__file__).parent.parent

ADDER = """
import sys
from pathlib import Path
from casebook_articles import fake_read
from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
print("ready", flush=True)
files = sorted(map(str, Path(sys.argv[2]).iterdir()))
items = (Item(key=file, name=file, data=Path(file).read_bytes()) for file in files)
with Casebook.open(sys.argv[1], create=True) as casebook:
    casebook.add_items(items, fake_read)
"""

READER = """
import sys
from onrecord.casebook import Casebook
seen = last = 0
with Casebook.open(sys.argv[1]) as casebook:
    while last < int(sys.argv[2]):
        listed = list(casebook.documents())
        assert len(listed) >= last, "something went away"
        last = len(listed)
        for document in listed[-3:]:
            assert casebook.record(document.key).attributions
            seen += 1
    assert casebook.verify().ok
print(seen)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_whole(path: Path, folder: Path) -> int:
    """That every document that is there is whole and there once; how many there are."""
    with Casebook.open(path) as casebook:
        proof = casebook.verify()
        assert proof.alterations == []
        listed = list(casebook.documents())
        assert [(entry.status, entry.versions) for entry in listed] == [("read", 1)] * len(listed)
        files = sorted(map(str, folder.iterdir()))
        assert [entry.key for entry in listed] == files[: len(listed)]
        return len(listed)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_killed_at_random_moments_nothing_is_lost_and_nothing_twice(
    path: Path, tmp_path: Path
) -> None:
    """The moments spread from the making of the file to the last document."""
    folder = tmp_path / "news"
    write(folder, ARTICLES)
    chance = random.Random(7)  # noqa: S311
    counts = [0]
    for _ in range(KILLS):
        adder = start(ADDER, path, folder)
        assert adder.stdout is not None
        adder.stdout.readline()  # past the start of Python, which is of no interest
        time.sleep(chance.random() ** 2 * 0.2)  # often while the file is made or looked through
        adder.send_signal(signal.SIGKILL)
        adder.wait()
        adder.communicate()
        if path.exists() and not database.holds_nothing(path):
            counts.append(check_whole(path, folder))
            assert counts[-1] >= counts[-2], "something was lost"
    assert len(set(counts)) > 3, "it was killed while it added"
    done = start(ADDER, path, folder)
    assert done.wait() == 0, done.communicate()
    done.communicate()
    assert check_whole(path, folder) == ARTICLES
    with Casebook.open(path) as casebook:
        whole = [fake_read(given).to_json() for given in originals(casebook)]
        assert [casebook.record(entry.key).to_json() for entry in casebook.documents()] == whole


def originals(casebook: Casebook) -> list[object]:
    from onrecord.casebook import documents

    ids = documents.version_ids(casebook._connection)
    return [documents.stored(casebook._connection, id).item() for id in ids]


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_the_command_itself_killed_goes_on_where_it_was(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write(folder, 12)
    command = [sys.executable, "-m", "onrecord", "add", str(path), str(folder), "--format", "jsonl"]
    last = 0
    for wanted in (1, 4, 5):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as adder:
            assert adder.stdout is not None
            added = 0
            for line in adder.stdout:
                added += '"added"' in line
                if added == wanted:
                    break
            adder.kill()
        now = check_whole(path, folder)
        assert now >= last + wanted, "what was reported is there"
        last = now
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"unchanged"') == last
    assert check_whole(path, folder) == 12


def test_one_writes_while_four_read(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write(folder, 150)
    with Casebook.create(path) as casebook:
        casebook.add_items([item()], fake_read)
    readers = [start(READER, path, 151) for _ in range(4)]
    adder = start(ADDER, path, folder)
    assert adder.wait() == 0, adder.communicate()
    adder.communicate()
    for reader in readers:
        said, complained = reader.communicate()
        assert reader.returncode == 0, complained
        assert int(said) > 0


def test_two_that_make_and_fill_the_same_casebook_share_it(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write(folder, 60)
    adders = [start(ADDER, path, folder) for _ in range(2)]
    for adder in adders:
        _, complained = adder.communicate()
        assert adder.returncode == 0, complained
    with Casebook.open(path) as casebook:
        assert casebook.verify().ok
        assert [entry.versions for entry in casebook.documents()] == [1] * 60
