"""Word lists: what is in the files is read, and a mistake is said with its line."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kit.language.english import ENGLISH
from kit.language.word_lists import FaultyList, WordLists, any_of

KIT = ENGLISH.folder.parent.parent
STRINGS = KIT / "language" / "strings"  # whole sentences, of which each is looked for elsewhere


def written(folder: Path, text: str) -> WordLists:
    (folder / "birds.toml").write_text(text, encoding="utf-8")
    return WordLists(folder)


def test_a_list_is_words_or_phrases_and_a_table_keeps_the_order_of_its_file(tmp_path: Path) -> None:
    lists = written(
        tmp_path,
        'small = """\nwren tit\nrobin\n"""\n\n'
        '[birds]\n"of the sea" = ["grey gull", "tern"]\nland = "rook"\n',
    )
    assert lists.words("birds", "small") == {"wren", "tit", "robin"}
    assert list(lists.table("birds", "birds").items()) == [
        ("of the sea", ("grey gull", "tern")),
        ("land", ("rook",)),
    ]
    assert lists.by_word("birds", "birds")["grey gull"] == "of the sea"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '# Birds\nsmall = """\nwren tit\nwrens wren\n"""\n',
            "birds.toml:4: “wren” stands twice in “small”",
        ),
        (
            'small = "tit"\n[birds]\nsea = "gull tern"\nland = """\nrook\ntern"""\n',
            "birds.toml:6: “tern” stands under “sea” already",
        ),
        (
            'sea = "gull"\n[birds]\nland = "rook"\n\nmoon = "owl"\n',
            "birds.toml:5: “moon” is none of land, sea",
        ),
        ("small = 3\n", "birds.toml:1: “small” is no list of words"),
        ('small = "wren"\nbig = heron\n', "birds.toml:2: "),
        ('small = "wren"\nsmall = "tit"\n', "birds.toml:2: "),
    ],
)
def test_a_mistake_in_a_list_is_said_with_its_file_and_line(
    tmp_path: Path, text: str, said: str
) -> None:
    lists = written(tmp_path, text)
    with pytest.raises(FaultyList, match=f"^{re.escape(said)}"):
        _read_all(lists)


def _read_all(lists: WordLists) -> None:
    lists.table("birds", "birds", ("land", "sea"))
    lists.by_word("birds", "birds")


def test_a_word_has_all_the_keys_that_it_stands_under() -> None:
    assert {"that", "of", "about"} <= ENGLISH.keys_by_word("nouns", "nouns")["claim"]


def test_one_of_several_entries_is_matched_whatever_signs_they_hold() -> None:
    assert re.fullmatch(any_of(("Sept.", "Oct.")), "Sept.")
    assert not re.fullmatch(any_of(("Sept.", "Oct.")), "Septs")


@pytest.mark.slow
def test_every_word_list_is_read_by_a_rule() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in KIT.rglob("*.py"))
    files = sorted(path for path in KIT.rglob("*.toml") if path.parent != STRINGS)
    assert len(files) > 5
    for path in files:
        for name in (path.stem, *tomllib.loads(path.read_text(encoding="utf-8"))):
            assert re.search(f"[\"']{name}(\\.toml)?[\"']", code), (
                f"no rule reads “{name}” of {path.name}"
            )


def test_a_student_s_start_reads_no_word_list() -> None:
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda what, about: opened.append(str(about)) if what == 'open' else 0)\n"
        "import kit\n"
        "kit.lesson('ostrel-bridge/1-who-says-so')\n"
        "assert any('answers' in one for one in opened)\n"
        "opened = [one for one in opened if one.endswith('.toml')]\n"
        f"print([one for one in opened if {str(KIT)!r} in one and {str(STRINGS)!r} not in one])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
