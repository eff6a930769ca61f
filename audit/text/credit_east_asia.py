"""Credits of Chinese, Japanese and Korean pages, where the name stands inside a phrase ("新华社记者 … 摄")."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from cutline.model.page import Grade
from cutline.text.credit_body import Body, Part
from cutline.text.credit_parts import Kind
from cutline.text.credit_place import Place
from cutline.text.folding import may_be_east_asian
from cutline.text.lexicon import Vocabulary, any_of, read

_HAN_NAME = r"[\u3400-\u9fff々]{2,4}|[\u30a0-\u30ff]{2,10}(?:[・·][\u30a0-\u30ff]{2,10})*"
_HANGUL_NAMES = r"(?P<people>[\uac00-\ud7a3]{2,4}(?:[·,]\s?[\uac00-\ud7a3]{2,4})*)"
_START = r"(?:(?P<open>[(\[【〔])\s?|(?P<mark>[=/|])\s?|(?<=[。.!?…」』】)\]”])\s?|\s|^)"
_END = r"\s?(?P<close>[)\]】〕])?[。.]?\s*$"


class _Phrases(Struct, frozen=True):
    """The phrases of `credit_labels.toml`, compiled; `not_a_name` ends what was taken for a name."""

    script: re.Pattern[str]
    taken: re.Pattern[str]
    dated: re.Pattern[str]
    sent: re.Pattern[str]
    given: re.Pattern[str]
    pool: re.Pattern[str]
    korean: re.Pattern[str]
    named: re.Pattern[str]
    not_a_name: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    said = {key: any_of(words) for key, words in read("credit_labels")["east_asia"].items()}
    return _Phrases(
        script=re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
        taken=_taken_by(said),
        dated=re.compile(rf"(?<=、)(?P<people>{_HAN_NAME})\s?(?:{said['taken_by']}){_END}"),
        sent=re.compile(rf"{_START}(?P<house>{said['wires']})(?:{said['sent_by']})?(?:,\S{{1,20}}日)?{_END}"),
        given=_supplied_by(said),
        pool=re.compile(rf"{_START}(?:{said['pool']}){_END}"),
        korean=_reported_by(said),
        named=re.compile(
            r"[=]\s?(?P<said>[^\s=()。]{2,20})\)?\s*$"
            r"|(?P<open>[(\[])(?P<inner>[^()\[\]=]{1,20}=[^()\[\]=]{1,12})[)\]]\s*$"
        ),
        not_a_name=re.compile(rf"(?:{said['no_name_endings']})$"),
    )


def _taken_by(said: Mapping[str, str]) -> re.Pattern[str]:
    """Compile who took it: "新华社记者 … 摄", "(… 撮影)", "記者…/攝影", "新华社发(… 摄)"."""
    reporter = rf"(?:(?:{said['opening']})?(?P<house>[\u3400-\u9fff]{{2,5}}?)?(?:{said['reporter']})[\s(:]*)?"
    people = rf"(?P<people>(?:{_HAN_NAME})(?:[\s、,]\s?(?:{_HAN_NAME}))*)"
    return re.compile(rf"{_START}{reporter}{people}\s?[/]?\s?(?:{said['taken_by']})\)?{_END}")


def _reported_by(said: Mapping[str, str]) -> re.Pattern[str]:
    """Compile "… 기자" with what may stand before the name: a label, the desk's place, the agency behind a sign."""
    place, house = r"(?<=[.!?」』)\]”]\s)[\uac00-\ud7a3]{2,4}=", r"ⓒ\s?(?P<house>[^\s=]{2,8})\s"
    lead = rf"(?:(?:{said['korean_label']})\s|{place}|{house})?"
    title = rf"(?:{said['korean_rank']})?\s?(?:{said['korean_reporter']})"
    return re.compile(rf"{_START}{lead}{_HANGUL_NAMES}\s?{title}(?:\s\S+@\S+)?{_END}")


def _supplied_by(said: Mapping[str, str]) -> re.Pattern[str]:
    house = r"(?P<house>[^\s()\[\]=。、::/|,]{2,18}(?:(?<![.!?])\s[^\s()\[\]=。、:/|,]{1,10})?)"
    return re.compile(rf"{_START}{house}\s?(?:{said['honorific']})?\s?(?:{said['supplied_by']}){_END}")


def east_asian_phrase(text: str, words: Vocabulary) -> Place | None:
    """Find a credit phrase at the end of a folded text whose full-width signs are half-width already."""
    tail = max(0, len(text) - 80)
    phrases = _phrases() if may_be_east_asian(text[tail:]) else None
    if phrases is None or not phrases.script.search(text, tail):
        return None
    pool = phrases.pool.search(text, tail)
    if pool:
        return _place(pool, Body((), (), ("pool",), (Part(pool.group(), Kind.ROLE, "", ("pool",)),)), text)
    for pattern in (phrases.taken, phrases.korean, phrases.sent, phrases.given, phrases.dated):
        found = pattern.search(text, tail)
        if pattern is phrases.dated and found and "=" not in text[tail : found.start()]:
            # Only behind day and place, which an equals sign opens, is the last one the photographer.
            continue
        place = _taken(found, text, ("courtesy",) if pattern is phrases.given else ()) if found else None
        if place:
            return place
    return _named(text, tail, words)


def _taken(found: re.Match[str], text: str, roles: tuple[str, ...]) -> Place | None:
    said = found.groupdict()
    people = tuple(name.strip() for name in re.split(r"[\s、,·]+", said.get("people") or "") if name.strip())
    house = tuple(name for name in (said.get("house"),) if name)
    if any(_phrases().not_a_name.search(name) for name in (*people, *house)) or not (people or house):
        return None
    parts = tuple(Part(name, Kind.PERSON, "") for name in people) + tuple(Part(name, Kind.AGENCY, "") for name in house)
    return _place(found, Body(people, house, roles, parts), text)


def _named(text: str, tail: int, words: Vocabulary) -> Place | None:
    """Find "=AP" and "(AP=共同)": an agency after the equals sign proves it."""
    found = _phrases().named.search(text, tail)
    if not found:
        return None
    bodies = tuple(part.strip() for part in re.split(r"[=・/]", found["said"] or found["inner"]))
    if not all(words.agencies.canonical(body) for body in bodies):
        return None
    return _place(found, Body((), bodies, (), tuple(Part(body, Kind.AGENCY, "slash") for body in bodies)), text)


def _place(found: re.Match[str], body: Body, text: str) -> Place:
    """Keep the brackets that belong to the phrase; a sentence end or space before it stays outside."""
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    end = start + len(text[start : found.end()].rstrip())
    bracketed = text[start] in "([【〔"
    return Place(start, end, body, "bracket" if bracketed else "bare", Grade.CERTAIN)
