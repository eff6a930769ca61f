"""`cutline inspect`: what was recognised on a page, before anyone judges it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, json

from cutline.config.schema import Config
from cutline.engine.audit import inspect_target
from cutline.model.page import Credit, Page, Picture, SkipLink
from cutline.page.linked_data import unreadable_blocks
from cutline.reports.wording import counted, visible
from cutline.sources.files import NotAudited
from cutline.sources.targets import Target
from cutline.text.folding import fold

if TYPE_CHECKING:
    from cutline.engine.rendering import Screening

SCHEMA = "cutline/inspect/1"


class InspectedCredit(Struct, frozen=True):
    """A credit on the wire."""

    text: str
    people: tuple[str, ...]
    bodies: tuple[str, ...]
    roles: tuple[str, ...]
    form: str
    grade: str


class InspectedPicture(Struct, frozen=True):
    """A picture on the wire; texts are white-space folded."""

    index: int
    content: bool
    src: str | None
    alt: str | None
    name: str
    role: str
    caption: str | None
    credit: InspectedCredit | None
    grade: str
    why_not: str
    line: int | None
    column: int | None
    selector: tuple[str, ...]
    reasons: tuple[str, ...]


class InspectedLink(Struct, frozen=True):
    """A skip link on the wire."""

    text: str
    href: str
    target_exists: bool
    first_focusable: bool
    line: int | None


class InspectedOrphan(Struct, frozen=True):
    """A text that calls itself a caption and belongs to no photo."""

    text: str
    reason: str


class InspectedPage(Struct, frozen=True):
    """A page on the wire. One that could not be read has `status` "failed" and a `reason`."""

    source: str
    status: str = "read"
    reason: str = ""
    lang: str | None = None
    title: str | None = None
    gallery: bool = False
    pictures: tuple[InspectedPicture, ...] = ()
    skip_links: tuple[InspectedLink, ...] = ()
    unfilled_figures: int = 0
    orphans: tuple[InspectedOrphan, ...] = ()
    unreadable_data: int = 0


def inspected(
    targets: Iterable[Target], config: Config, failed: list[str], screening: "Screening | None" = None
) -> Iterator[InspectedPage]:
    """Recognise targets one by one, as a browser shows them where there is a `screening`.

    One that cannot be read becomes a page of status "failed", its name in `failed`.
    """
    for name, page in _recognised(targets, config, screening):
        if isinstance(page, NotAudited):
            failed.append(name)
            yield InspectedPage(name, "failed", str(page))
        else:
            yield _inspected(page)


def _recognised(
    targets: Iterable[Target], config: Config, screening: "Screening | None"
) -> Iterator[tuple[str, Page | NotAudited]]:
    if screening is not None:
        from cutline.engine.rendering import rendered_pages

        yield from rendered_pages(targets, config, screening)
        return
    for target in targets:
        try:
            yield target.name, inspect_target(target, config)
        except NotAudited as error:
            yield target.name, error


def as_json(pages: Iterable[InspectedPage]) -> Iterator[str]:
    """Yield `cutline/inspect/1`, page by page."""
    yield f'{{"schema":"{SCHEMA}","pages":['
    for number, page in enumerate(pages):
        yield f"{',' if number else ''}\n{_encoded(page)}"
    yield "\n]}\n"


def as_text(page: InspectedPage, *, explain: bool, orphans: bool) -> Iterator[str]:
    """Yield a page for a person: its photos with their three texts, and on request why, and what was left over."""
    yield f"{visible(page.source)}\n"
    if page.status == "failed":
        yield f"  not read: {visible(page.reason)}\n"
        return
    photos = [picture for picture in page.pictures if picture.content]
    others = len(page.pictures) - len(photos)
    yield f"  {counted(len(photos), 'photo', 'photos')}, {counted(others, 'other picture', 'other pictures')}\n"
    for number, photo in enumerate(photos, 1):
        yield from _photo_lines(photo, number, explain=explain)
    for link in page.skip_links:
        yield f"\n  Skip link  {visible(link.text)} -> {visible(link.href)}\n"
    if explain:
        yield from _furniture_lines(page)
        yield from _data_lines(page)
    if orphans:
        yield from _orphan_lines(page)


def _inspected(page: Page) -> InspectedPage:
    return InspectedPage(
        source=page.source,
        lang=page.lang,
        title=page.title,
        gallery=page.gallery,
        pictures=tuple(_picture(page, picture) for picture in page.pictures),
        skip_links=tuple(_link(page, link) for link in page.skip_links),
        unfilled_figures=page.unfilled_figures,
        unreadable_data=unreadable_blocks(page.document),
        orphans=tuple(InspectedOrphan(fold(orphan.text), orphan.reason) for orphan in page.orphans),
    )


def _picture(page: Page, picture: Picture) -> InspectedPicture:
    at = page.document.locate(picture.element)
    return InspectedPicture(
        index=picture.index,
        content=picture.content,
        src=picture.src,
        alt=None if picture.alt is None else fold(picture.alt),
        name=fold(picture.name),
        role=picture.role,
        caption=fold(picture.caption.text) if picture.caption else None,
        credit=_credit(picture.credit.credit) if picture.credit else None,
        grade=picture.grade,
        why_not=picture.why_not,
        line=at.line,
        column=at.column,
        selector=at.selector,
        reasons=picture.reasons,
    )


def _credit(credit: Credit) -> InspectedCredit:
    return InspectedCredit(fold(credit.text), credit.people, credit.bodies, credit.roles, credit.form, credit.grade)


def _link(page: Page, link: SkipLink) -> InspectedLink:
    line = page.document.locate(link.element).line
    return InspectedLink(fold(link.text), link.href, link.target_exists, link.first_focusable, line)


def _encoded(page: InspectedPage) -> str:
    return json.encode(page).decode()


def _photo_lines(photo: InspectedPicture, number: int, *, explain: bool) -> Iterator[str]:
    place = "" if photo.line is None else f"  (line {photo.line})"
    yield f"\n  Photo {number}{place}  {visible(photo.src or 'no address')}\n"
    yield f"    alt      {'(none)' if photo.alt is None else visible(photo.alt) or '(empty)'}\n"
    yield f"    caption  {'(none)' if photo.caption is None else visible(photo.caption)}\n"
    yield f"    credit   {visible(photo.credit.text) if photo.credit else '(none)'}\n"
    if explain:
        yield from (f"    because  {visible(reason)}\n" for reason in photo.reasons)


def _furniture_lines(page: InspectedPage) -> Iterator[str]:
    for picture in page.pictures:
        if not picture.content:
            yield f"\n  Not a photo: {visible(picture.src or 'no address')}\n    because  {visible(picture.why_not)}\n"


def _data_lines(page: InspectedPage) -> Iterator[str]:
    if page.unreadable_data:
        blocks = counted(page.unreadable_data, "block", "blocks")
        yield f"\n  Not read: {blocks} of the page's data for search engines (JSON-LD), for a fault in the writing\n"


def _orphan_lines(page: InspectedPage) -> Iterator[str]:
    yield f"\n  {counted(page.unfilled_figures, 'figure', 'figures')} without a picture\n"
    yield from (
        f"  Text without a photo: {visible(orphan.text)} ({visible(orphan.reason)})\n" for orphan in page.orphans
    )
