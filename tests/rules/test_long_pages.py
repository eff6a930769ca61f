"""What rules ask of a long page they ask once for each of its parts, not once for each pair of them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from cutline.model.page import Landmark
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.rules.facts.opening import MENUS, is_inside
from cutline.rules.gallery import metadata_truncated
from cutline.text.continuation import judge_continuation

PHOTOS = 100


def captions() -> list[str]:
    """Make captions that all begin with one dateline, as an agency's do."""
    return [f"ALDERY, OST - Volunteer number {n} carries hay out of the flooded valley." for n in range(PHOTOS)]


def gallery(told: list[str]) -> str:
    """Make a page whose data for search engines tells the captions as `told` has them."""
    figures = "".join(
        f"<figure><img src=hay-{n}.jpg alt=Hay><figcaption>{text}</figcaption></figure>"
        for n, text in enumerate(captions())
    )
    data = [{"@type": "ImageObject", "contentUrl": f"hay-{n}.jpg", "caption": text} for n, text in enumerate(told)]
    return f'<title>Hay</title><script type="application/ld+json">{json.dumps(data)}</script><main>{figures}</main>'


@pytest.mark.parametrize(
    ("told", "endings", "compared"),
    [
        (captions(), [], 0),
        (
            [text.removesuffix("ley.") for text in captions()],
            [f"{n} carries hay out of the flooded val" for n in range(PHOTOS)],
            PHOTOS,
        ),
    ],
    ids=["whole", "cut"],
)
def test_a_caption_told_to_search_engines_is_compared_with_its_own_alone(
    told: list[str], endings: list[str], compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs: list[tuple[str, str]] = []

    def judge(text: str, fuller: str, *, lang: str | None = None) -> Any:
        pairs.append((text, fuller))
        return judge_continuation(text, fuller, lang=lang)

    monkeypatch.setattr(metadata_truncated, "judge_continuation", judge)
    rule = metadata_truncated.MetadataTruncated()
    page = recognise(Document.parse(gallery(told)))
    found = list(rule.check(page, {option.name: option.default for option in rule.options}))
    assert [finding.data["ending"].partition(" ")[2] for finding in found] == [
        ending.partition(" ")[2] for ending in endings
    ]
    assert len(pairs) == compared


class Asked(tuple[Landmark, ...]):
    """Landmarks that count how often somebody goes through them."""

    times = 0

    def __iter__(self) -> Iterator[Landmark]:
        """Go through them."""
        type(self).times += 1
        return super().__iter__()


def test_the_landmarks_of_a_page_are_gone_through_once_for_all_its_parts() -> None:
    document = Document.parse("<nav><p>Hay</p></nav><article><p>Rain</p></article>" * PHOTOS)
    page = recognise(document)
    page = replace(page, landmarks=Asked(page.landmarks))
    inside = [is_inside(paragraph, MENUS, page) for paragraph in document.tree.select("p")]
    assert (inside, Asked.times) == ([True, False] * PHOTOS, 1)
