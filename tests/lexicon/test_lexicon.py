from pathlib import Path

import pytest

from onrecord import lexicon

NAMES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.yaml"))


def words(value: object) -> list[object]:
    if isinstance(value, dict):
        return [word for each in value.values() for word in words(each)]
    if isinstance(value, list):
        return [word for each in value for word in words(each)]
    return [value]


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_holds_words_and_says_what_it_is(name: str) -> None:
    path = Path(lexicon.__file__).parent / f"{name}.yaml"
    assert path.read_text(encoding="utf-8").startswith("# ")
    found = words(lexicon.load(name))
    assert found
    assert all(isinstance(word, str) and word == word.strip() and word for word in found)


def test_no_and_on_stay_words() -> None:
    data = lexicon.load("sentences")
    assert {"no", "on"} <= set(data["openers"])


def test_a_lexicon_is_read_once() -> None:
    assert lexicon.load("cues") is lexicon.load("cues")


def test_the_digest_is_of_the_contents_and_not_of_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(contents: bytes) -> str:
        (tmp_path / "tiny.yaml").write_bytes(contents)
        lexicon.digest.cache_clear()
        return lexicon.digest("tiny")

    monkeypatch.setattr("onrecord.lexicon.resources.files", lambda _: tmp_path)
    assert digest(b"a: [b]\n") == digest(b"a: [b]\r\n")
    assert digest(b"a: [b]\n") != digest(b"a: [c]\n")
    lexicon.digest.cache_clear()


def test_a_lexicon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon.load("no-such-lexicon")
