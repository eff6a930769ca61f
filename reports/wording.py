"""How reports put things into words: counts, lists, dates, and texts that are safe to show.

Everything a newsroom or a page wrote passes through `visible` before it reaches a terminal or a screen.
"""

import re
from collections.abc import Sequence
from datetime import datetime

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_PLAIN_START = re.compile(r"[^\W\d_]+(?:[ ,;]|[.!?…]*$)")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_KEPT_SPACES = frozenset("\t\n\r\u2028\u2029")


def visible(text: str) -> str:
    """Give `text` on one line, with everything that could act on a terminal or turn the reading order made visible.

    Line ends and tabs become spaces; control characters, and the bidirectional controls that can disguise a text
    (CVE-2021-42574), become their code points, as in ⟨U+202E⟩; marks that languages need (U+200E, U+200F, U+200D) stay.
    An unpaired surrogate becomes U+FFFD. Linear in the text.
    """
    return _UNSAFE.sub(lambda found: _shown(found[0]), text)


def typeable(text: str) -> str:
    """Give `text` as a person would type it: as `visible`, but with what is not typed left out."""
    return _UNSAFE.sub(lambda found: " " if found[0] in _SPACES else "", text)


def shortened(text: str, limit: int) -> str:
    """Give at most about `limit` code points of `text`: its beginning and its end, for cuts are seen at the end."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{text[: limit - tail - 3].rstrip()} … {text[-tail:].lstrip()}"


def counted(number: int, one: str, many: str) -> str:
    """Give "one photo", "seven photos", "14 photos"."""
    return f"{spelled(number)} {one if number == 1 else many}"


def spelled(number: int) -> str:
    """Give a number as newspapers do: words below ten, figures from there on."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def capital(sentence: str) -> str:
    """Give the sentence with a capital at its start, unless it starts with a name such as an address or a file."""
    return sentence[:1].upper() + sentence[1:] if _PLAIN_START.match(sentence) else sentence


def listed(items: Sequence[str]) -> str:
    """Give "a", "a and b", "a, b and c"."""
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def numbered(numbers: Sequence[int]) -> str:
    """Give photo numbers in few characters: "2, 4–7 and 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed([part for run in runs for part in _run(run)])


def dated(started: str) -> str:
    """Give the start of a run, an ISO 8601 time, as "2 February 2027, 14:05 UTC"; other texts as they are."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return visible(started)
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}{zone}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _shown(character: str) -> str:
    code = ord(character)
    if character in _KEPT_SPACES:
        return " "
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


def _run(numbers: Sequence[int]) -> list[str]:
    if len(numbers) < 3:
        return [str(number) for number in numbers]
    return [f"{numbers[0]}–{numbers[-1]}"]
