"""The run as one HTML file for editors: verdict, causes, then photo by photo what is wrong and what to type.

The file needs nothing else and runs nothing that is not its own: a content security policy names its one style and its
one script by their SHA-256 (CSP 3, section 2.3.1) and its pictures by the hosts they come from.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from json import dumps
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from cutline.model.accepted import SCHEMA, Entry, entries_of
from cutline.model.finding import Finding
from cutline.model.run import AuditRun, PageResult
from cutline.reports.addresses import page_address, picture_address
from cutline.reports.changes import changed
from cutline.reports.contents import BRIEF, PLACES, contents_of, makers_of
from cutline.reports.left_out import left_out
from cutline.reports.marks import SHOWN, Wording, wordings
from cutline.reports.view import PageView, PhotoView, view
from cutline.reports.wording import capital, counted, dated, numbered, shortened, spelled, typeable, visible

ORIGINS = 40
"""Hosts of pictures that the policy names one by one; beyond, it allows the schemes."""

FIXED = 200
"""Findings of an earlier run, gone since, that the report lists."""

_HERE = Path(__file__).parent
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_UNNAMEABLE = re.compile(r"[^A-Za-z0-9]+")
_BUFFERED = 40


class HtmlReport(Struct, frozen=True):
    """Writes one self-contained HTML file.

    `root` leads from the folder of the report to the folder that page sources start from, so that thumbnails of local
    pages are found; empty when both are the same.
    """

    name: ClassVar[str] = "html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"
    suffix: ClassVar[str] = ".html"

    root: str = ""

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the document; reads the pages twice, first for what stands at the top."""
        rules = {rule.id: rule for rule in run.rules}
        contents = contents_of(run.pages, rules, self.root)
        style, script = _asset("report.css"), _asset("report.js")
        stream = (
            _templates()
            .get_template("report.html.j2")
            .stream(
                run=run,
                rules=rules,
                contents=contents,
                pages=(view(page, rules) for page in run.pages),
                root=self.root,
                new=frozenset(run.since.new if run.since else ()),
                unchanged=frozenset(run.since.unchanged if run.since else ()),
                anchor=_Anchors(),
                decision=_Decisions(),
                style=Markup(style),  # noqa: S704 - our own file
                script=Markup(script),  # noqa: S704 - our own file
                policy=_policy(style, script, contents.origins),
            )
        )
        stream.enable_buffering(_BUFFERED)
        yield from stream


class _Anchors:
    """Gives each claim a lasting name inside the document, made of its fingerprint; a name is given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __call__(self, finding: Finding) -> str:
        name = _UNNAMEABLE.sub("-", finding.fingerprint[:BRIEF])
        if not name.startswith("f") or name in self._given:
            return ""
        self._given.add(name)
        return name


class _Decisions:
    """Gives what accepting a claim must carry, as JSON in ASCII, so that no text is changed on its way.

    The claims of a page are asked for one after the other, so those of one page are kept ready.
    """

    def __init__(self) -> None:
        self._page: PageResult | None = None
        self._ready: dict[str, Entry] = {}

    def __call__(self, page: PageResult, finding: Finding) -> str:
        if page is not self._page:
            self._page, self._ready = page, {entry.fingerprint: entry for entry in entries_of(page)}
        return dumps(asdict(self._ready[finding.fingerprint]))


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    templates.filters |= {
        "brief": lambda text: shortened(text, BRIEF),
        "capital": capital,
        "dated": dated,
        "language": _language,
        "numbered": numbered,
        "spelled": spelled,
        "typeable": typeable,
    }
    templates.globals |= {
        "baseline": SCHEMA,
        "changed": changed,
        "left_out_of": left_out,
        "counted": counted,
        "first_fixed": lambda since: islice(since.fixed, FIXED),
        "more_fixed": lambda since: max(len(since.fixed) - FIXED, 0),
        "names_of": lambda photo: [key for key, _, _ in makers_of(photo.credit)],
        "page_address": page_address,
        "picture_address": picture_address,
        "places": PLACES,
        "shown": SHOWN,
        "title_of": _title,
        "wordings": _wordings,
    }
    return templates


def _harmless(value: Any) -> Any:
    """Make every text that a template writes visible; what is markup already is our own."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _wordings(photo: PhotoView) -> tuple[Wording, ...]:
    return wordings(photo.photo, [claim.finding for claim in photo.claims + photo.reviews])


def _language(tag: str | None) -> str:
    """Give a well-formed language tag (BCP 47, the shapes in use), empty for anything else."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def _title(seen: PageView) -> str:
    return shortened(" ".join((seen.page.title or "").split()) or seen.page.source, BRIEF)


def _policy(style: str, script: str, origins: Sequence[str]) -> str:
    named = origins if len(origins) <= ORIGINS else ("http:", "https:", "data:", "'self'")
    pictures = " ".join(named) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            f"img-src {pictures}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")
