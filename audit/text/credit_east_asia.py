"""Credits of Chinese, Japanese and Korean pages, where the name stands inside a phrase ("新华社记者 … 摄")."""

import re

from cutline.model.page import Grade
from cutline.text.credit_body import Body, Part
from cutline.text.credit_parts import Kind
from cutline.text.credit_place import Place
from cutline.text.lexicon import Vocabulary

_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HAN_NAME = r"[\u3400-\u9fff々]{2,4}|[\u30a0-\u30ff]{2,10}(?:[・·][\u30a0-\u30ff]{2,10})*"
_START = r"(?:(?P<open>[(\[【〔])\s?|(?P<mark>[=/|])\s?|(?<=[。.!?…」』】)\]”])\s?|\s|^)"
_END = r"\s?(?P<close>[)\]】〕])?[。.]?\s*$"
# Words for reporter and photographer before a name, and for "taken by" after it.
_REPORTER = "特派員|特派记者|特约记者|摄影记者|攝影記者|通讯员|通訊員|记者|記者|カメラマン|写真部・?|發|发"
_TAKEN_BY = "撮影|写す|摄影|攝影|摄|攝|供图|供圖|翻攝"
_SENT_BY = "供?发|供?發|供图|供圖|照片|图片|圖片|供稿"
_WIRES = "新华社|新華社|中新社|法新社|路透社|美联社|美聯社|中央社|欧新社|视觉中国"
# Who took it: "新华社记者 … 摄", "(… 撮影)", "記者…/攝影", "新华社发(… 摄)".
_TAKEN = re.compile(
    _START
    + r"(?:(?:图为|本社ヘリから、?|本報|本报|本刊|本社)?(?P<house>[\u3400-\u9fff]{2,5}?)?"
    + rf"(?:{_REPORTER})[\s(:]*)?(?P<people>(?:{_HAN_NAME})(?:[\s、,]\s?(?:{_HAN_NAME}))*)"
    + rf"\s?[/]?\s?(?:{_TAKEN_BY})\)?"
    + _END
)
_SENT = re.compile(_START + rf"(?P<house>{_WIRES})(?:{_SENT_BY})?(?:,\S{{1,20}}日)?" + _END)
_GIVEN = re.compile(
    _START
    + r"(?P<house>[^\s()\[\]=。、::/|,]{2,18}(?:\s[^\s()\[\]=。、:/|,]{1,10})?)"
    + r"\s?(?:さん|氏)?\s?(?:提供|供图|供圖|제공)"
    + _END
)
_POOL = re.compile(_START + r"(?:代表撮影|共同取材|사진공동취재단|공동취재단|공동취재사진|합동취재단)" + _END)
_KOREAN = re.compile(
    _START
    + r"(?P<people>[\uac00-\ud7a3]{2,4}(?:[·,]\s?[\uac00-\ud7a3]{2,4})*)"
    + r"\s?(?:사진|선임|인턴|객원|전문|수습)?\s?기자(?:\s\S+@\S+)?"
    + _END
)
_NAMED = re.compile(
    r"[=]\s?(?P<said>[^\s=()。]{2,20})\)?\s*$|(?P<open>[(\[])(?P<inner>[^()\[\]=]{1,20}=[^()\[\]=]{1,12})[)\]]\s*$"
)
# "発表 提供" and the like: phrases that end in the same characters and name nobody.
_NOT_A_NAME = re.compile(
    r"(?:航空|航拍|無人機|无人机|资料|資料|現場|现场|昨日|今日|当日|同日|日|時|时|年|月|で|を|に|が|は|の|을|를|이|가|은|는|에서)$"
)


def east_asian_phrase(text: str, words: Vocabulary) -> Place | None:
    """Find a credit phrase at the end of a folded text whose full-width signs are half-width already."""
    tail = max(0, len(text) - 80)
    if not _SCRIPT.search(text, tail):
        return None
    pool = _POOL.search(text, tail)
    if pool:
        return _place(pool, Body((), (), ("pool",), (Part(pool.group(), Kind.ROLE, "", ("pool",)),)), text)
    for pattern, roles in ((_TAKEN, ()), (_KOREAN, ()), (_SENT, ()), (_GIVEN, ("courtesy",))):
        found = pattern.search(text, tail)
        place = _taken(found, text, roles) if found else None
        if place:
            return place
    return _named(text, tail, words)


def _taken(found: re.Match[str], text: str, roles: tuple[str, ...]) -> Place | None:
    said = found.groupdict()
    people = tuple(name.strip() for name in re.split(r"[\s、,·]+", said.get("people") or "") if name.strip())
    house = tuple(name for name in (said.get("house"),) if name)
    if any(_NOT_A_NAME.search(name) for name in (*people, *house)) or not (people or house):
        return None
    parts = tuple(Part(name, Kind.PERSON, "") for name in people) + tuple(Part(name, Kind.AGENCY, "") for name in house)
    return _place(found, Body(people, house, roles, parts), text)


def _named(text: str, tail: int, words: Vocabulary) -> Place | None:
    """Find "=AP" and "(AP=共同)": an agency after the equals sign proves it."""
    found = _NAMED.search(text, tail)
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
