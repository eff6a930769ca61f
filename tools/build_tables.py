"""Make the tables that are read but not written: word frequencies, and the word tables in a form that reads faster.

    python tools/build_tables.py

setuptools runs this module through the `build_py` command below, so that wheels and editable installs carry what it
makes; nothing of it is kept under version control.

The frequencies that `cutline.text.frequencies` reads are derived from wordfreq (https://pypi.org/project/wordfreq/),
whose data may be redistributed under CC BY-SA 4.0. Format of a table, one file for each of wordfreq's languages: a zlib
stream of the words, sorted, in UTF-8, each ended by a line feed; then a NUL byte; then one byte a word in the same
order, which is -32 * log10(frequency), rounded.

The word tables in `audit/text/data` are TOML, for people. Parsing them took 9 ms of a one-page check, a tenth of it;
JSON takes half a millisecond. `cutline.text.data.table` reads it where it was made of the very same words. Format: the
CRC-32 of the TOML in hexadecimal, a line feed, and the table in JSON.
"""

from __future__ import annotations

import json
import tomllib
import zlib
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from setuptools.command.build_py import build_py

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "audit" / "text" / "data"
TABLES = DATA / "frequencies"
PARSED = DATA / "parsed"
LANGUAGES = (
    "ar bg ca cs da de el en es fa fi fr he hi hu id it lt lv mk nb nl pl pt ro ru sh sk sl sv tr uk".split()  # noqa: SIM905
)
WORDS = 20_000  # the knee of the measured curve: more words found no more cuts
STEPS = 32
NOTICE = """The tables in this folder are derived from the data of wordfreq 3.1 by Robyn Speer
(https://github.com/rspeer/wordfreq) and are licensed under the Creative Commons
Attribution-ShareAlike 4.0 licence (https://creativecommons.org/licenses/by-sa/4.0/), unlike the code
around them. Changed: cut down to the commonest words of each language, words with digits left out,
frequencies rounded.

wordfreq's data are built from Wikipedia, OpenSubtitles 2018 (http://opus.nlpl.eu/OpenSubtitles.php,
https://www.opensubtitles.org/), the Leeds Internet Corpus (http://corpus.leeds.ac.uk/list.html),
ParaCrawl (https://paracrawl.eu), Google Books Ngrams (http://books.google.com/ngrams), Twitter, and the
freely available SUBTLEX word lists by Marc Brysbaert and others
(http://crr.ugent.be/programs-data/subtitle-frequencies); its README names the terms of each.
"""


class BuildTables(build_py):  # type: ignore[misc, unused-ignore]
    """The usual `build_py`, with the tables made first; the frequencies, which take long, only when they are stale."""

    def run(self) -> None:
        """Make what is missing, then build."""
        build_parsed(PARSED)
        if not is_fresh(TABLES):
            build_tables(TABLES)
        super().run()


def is_fresh(folder: Path) -> bool:
    """Tell whether every table is there and none is older than this script."""
    made = [folder / f"{language}.zlib" for language in LANGUAGES] + [folder / "NOTICE"]
    written = Path(__file__).stat().st_mtime
    return all(path.exists() and path.stat().st_mtime >= written for path in made)


def build_tables(folder: Path) -> None:
    """Write a table for each language, and the notice that their licence asks for."""
    from wordfreq import get_frequency_dict

    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        table = encode(get_frequency_dict(language, wordlist="best"))
        (folder / f"{language}.zlib").write_bytes(table)
    (folder / "NOTICE").write_text(NOTICE, encoding="utf-8")


def encode(frequencies: Mapping[str, float]) -> bytes:
    """Encode the commonest words, each with its frequency (occurrences per word of running text, above 0)."""
    spoken = {word: share for word, share in frequencies.items() if not any(map(str.isdigit, word))}
    kept = sorted(sorted(spoken, key=lambda word: (-spoken[word], word))[:WORDS])
    levels = bytes(min(255, round(-STEPS * log10(spoken[word]))) for word in kept)
    return zlib.compress("".join(f"{word}\n" for word in kept).encode() + b"\0" + levels, 9)


def build_parsed(folder: Path) -> None:
    """Write one file for each word table, and drop those whose table is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {table.stem: table.read_bytes() for table in DATA.glob("*.toml")}
    for name, source in tables.items():
        (folder / f"{name}.json").write_bytes(parsed(source))
    for file in folder.glob("*.json"):
        if file.stem not in tables:
            file.unlink()


def parsed(source: bytes) -> bytes:
    """Give what is kept of a word table."""
    value = json.dumps(tomllib.loads(source.decode()), ensure_ascii=False, separators=(",", ":"))
    return b"%08x\n%s" % (zlib.crc32(source), value.encode())


def main() -> None:
    """Make all tables where the package looks for them."""
    build_tables(TABLES)
    build_parsed(PARSED)
    print(f"{len(LANGUAGES)} tables in {TABLES}, {len(list(PARSED.iterdir()))} in {PARSED}")


if __name__ == "__main__":
    main()
