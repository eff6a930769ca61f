"""Short names for pages that stand in one list."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

LONGEST_TAIL = 200
"""Code points at the end of a title in which a publication's name is looked for."""

_SEPARATOR = re.compile(r" [|·»:–—-] ")


def page_names(pages: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Name pages, given as title and source, so that a reader of a list can tell them apart.

    What all titles end with behind a bar or a dash, usually the publication's name, is left off. A title that stands
    several times, and one that is not there, gives way to the page's source, without the folder that all share.
    """
    titles = [" ".join(title.split()) for title, _ in pages]
    tail = _shared_tail([title for title in titles if title])
    short = [title.removesuffix(tail) for title in titles]
    often = Counter(short)
    folder = _shared_folder([source for _, source in pages])
    return tuple(
        name if name and often[name] == 1 else source[len(folder) :] or source
        for name, (_, source) in zip(short, pages, strict=True)
    )


def _shared_tail(titles: Sequence[str]) -> str:
    """Give the longest ending, from a separator on, that all `titles` have behind something else."""
    if len(set(titles)) < 2:
        return ""
    end = titles[0][-LONGEST_TAIL:]
    tails = (end[found.start() :] for found in _SEPARATOR.finditer(end))
    return next((tail for tail in tails if all(_has_tail(title, tail) for title in titles)), "")


def _has_tail(title: str, tail: str) -> bool:
    return len(title) > len(tail) and title.endswith(tail)


def _shared_folder(sources: Sequence[str]) -> str:
    if len(set(sources)) < 2:
        return ""
    first, last = (source.split("/")[:-1] for source in (min(sources), max(sources)))
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(f"{folder}/" for folder, _ in shared)
