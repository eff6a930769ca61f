"""The same photo more than once on a page: overlays, strips of thumbnails, copies for phones."""

from itertools import pairwise
from typing import Any

from msgspec import Struct

from cutline.page.addresses import asset_numbers, identity, is_date, path_of
from cutline.text.folding import comparison_key
from cutline.text.patterns import pattern

_COUNTS = pattern(r"\d+")
_STEM = 10
"""Code points that two file names must share to be processed copies of one upload."""


class Shown(Struct, frozen=True, eq=False):
    """What is known of one showing of a photo when copies are looked for."""

    key: Any
    src: str | None
    alt: str | None
    caption: str
    points: int
    width: int
    seen: bool = True
    """Readers see its caption; one that only the page's data knows counts less."""


def copies(shown: list[Shown]) -> dict[Any, Any]:
    """Map the key of every copy to the key of the showing that counts.

    Equal addresses (sizes aside) are one photo unless both have captions that say different things. A showing without
    a caption is also a copy when it shares a long asset number, or stands beside with nearly the same file name, and
    does not contradict the captioned one by its alt.
    """
    found: dict[Any, Any] = {}
    by_address: dict[str, list[Shown]] = {}
    for one in shown:
        if one.src:
            by_address.setdefault(identity(one.src), []).append(one)
    for group in by_address.values():
        if len(group) > 1:
            _merge(group, found)
    _merge_by_number(shown, found)
    _merge_neighbours(shown, found)
    return found


def _merge(group: list[Shown], found: dict[Any, Any]) -> None:
    kept: dict[str, Shown] = {}
    best = max(group, key=lambda one: (bool(one.caption), one.seen, one.points, one.width))
    for one in sorted(group, key=lambda one: not one.seen):
        said = comparison_key(one.caption)
        if not said:
            if one is not best:
                found[one.key] = best.key
        elif said in kept:
            found[one.key] = kept[said].key
        else:
            kept[said] = one


def _merge_by_number(shown: list[Shown], found: dict[Any, Any]) -> None:
    captioned: dict[str, Shown] = {}
    shared: set[str] = set()
    for one in shown:
        if one.caption and one.src and one.key not in found:
            for number in sorted(asset_numbers(one.src)):
                twin = captioned.get(number)
                if twin is not None and _differ_by_more(one.src, twin.src, number):
                    shared.add(number)
                    continue
                if twin is not None and comparison_key(twin.caption) == comparison_key(one.caption):
                    found[one.key] = twin.key
                    break
                if twin is not None:
                    shared.add(number)
                captioned[number] = one
    for one in shown:
        if one.caption or not one.src or one.key in found:
            continue
        for number in sorted(asset_numbers(one.src) - shared):
            twin = captioned.get(number)
            if (
                twin is not None
                and twin.key != one.key
                and not _differ_by_more(one.src, twin.src, number)
                and (not one.alt or not twin.alt or comparison_key(one.alt) == comparison_key(twin.alt))
            ):
                found[one.key] = twin.key
                break


def _differ_by_more(one: str, other: str | None, number: str) -> bool:
    """Tell whether a shared number names more than one photo: a day, a story, an upload, a service's constant."""
    if is_date(number) or other is None:
        return True
    first, second = (identity(address).rsplit("/", 1)[-1] for address in (one, other))
    if number in first and number in second:
        return _COUNTS.findall(first.replace(number, "")) != _COUNTS.findall(second.replace(number, ""))
    # The number stands in a folder: it is the photo's where the folder holds nothing else.
    return first != second


def _merge_neighbours(shown: list[Shown], found: dict[Any, Any]) -> None:
    """Take an uncaptioned picture beside a captioned one, with the same alt and nearly its file name, for its copy."""
    for one, other in pairwise(shown):
        lone, kept = (one, other) if other.caption else (other, one)
        if lone.caption or not kept.caption or lone.key in found or not lone.alt or not lone.src or not kept.src:
            continue
        if comparison_key(lone.alt) == comparison_key(kept.alt or "") and _same_stem(lone.src, kept.src):
            found[lone.key] = kept.key


def _same_stem(one: str, other: str) -> bool:
    first, second = (path_of(address).rsplit("/", 1)[-1].removeprefix("csm_") for address in (one, other))
    return len(first) >= _STEM and first[:_STEM] == second[:_STEM]
