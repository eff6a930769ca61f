"""The run as one HTML file for editors: verdict, causes, then photo by photo what is wrong and what to type.

The file needs nothing else and runs nothing that is not its own: a content security policy names its one style and its
one script by their SHA-256 (CSP 3, section 2.3.1) and its pictures by the hosts they come from.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct, field

from cutline.model.finding import Finding
from cutline.model.run import AuditRun, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.addresses import origin, page_address, picture_address
from cutline.reports.marks import SHOWN, Wording, wordings
from cutline.reports.view import Cause, PageView, PhotoView, Standing, run_standing, view
from cutline.reports.wording import capital, counted, dated, numbered, shortened, spelled, typeable, visible

BRIEF = 300
"""Code points of a title, an address or a piece of evidence that the report shows."""

ORIGINS = 40
"""Hosts of pictures that the policy names one by one; beyond, it allows the schemes."""

PAGES_PER_RULE = 20
"""Pages that the list by rule links to; the list page by page has all of them."""

_HERE = Path(__file__).parent
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_UNNAMEABLE = re.compile(r"[^A-Za-z0-9]+")
_BUFFERED = 40


class Entry(Struct, frozen=True):
    """A page in the list of pages."""

    number: int
    title: str
    source: str
    standing: Standing
    photos: int


class RuleEntry(Struct):
    """A rule in the list of rules; grows while the pages are read."""

    rule: RuleInfo
    severity: Severity
    claims: int = 0
    pages: list[tuple[int, str]] = field(default_factory=list)
    more: int = 0

    def add(self, entry: Entry, cause: Cause) -> None:
        """Count a page's claims."""
        self.claims += cause.claims
        self.severity = min(self.severity, cause.severity, key=lambda severity: severity.rank)
        if len(self.pages) < PAGES_PER_RULE:
            self.pages.append((entry.number, entry.title))
        else:
            self.more += 1


class Contents(Struct, frozen=True):
    """What stands before the pages: the verdict and two lists."""

    standing: Standing
    pages: tuple[Entry, ...]
    rules: tuple[RuleEntry, ...]
    origins: tuple[str, ...]


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
        contents = self._contents(run, rules)
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
                anchor=_Anchors(),
                style=Markup(style),  # noqa: S704 - our own file
                script=Markup(script),  # noqa: S704 - our own file
                policy=_policy(style, script, contents.origins),
            )
        )
        stream.enable_buffering(_BUFFERED)
        yield from stream

    def _contents(self, run: AuditRun, rules: dict[str, RuleInfo]) -> Contents:
        entries: list[Entry] = []
        by_rule: dict[str, RuleEntry] = {}
        origins: set[str] = set()
        for number, page in enumerate(run.pages, start=1):
            seen = view(page, rules)
            entry = Entry(number, _title(seen), shortened(page.source, BRIEF), seen.standing, len(page.photos))
            entries.append(entry)
            for cause in seen.causes:
                by_rule.setdefault(cause.rule.id, RuleEntry(cause.rule, cause.severity)).add(entry, cause)
            addresses = (picture_address(photo.src, page.source, self.root) for photo in page.photos)
            origins.update(origin(address) for address in addresses if address)
        return Contents(
            _whole(entries),
            tuple(sorted(entries, key=lambda entry: entry.standing.tone.rank)),
            tuple(sorted(by_rule.values(), key=lambda found: (found.severity.rank, -found.claims, found.rule.id))),
            tuple(sorted(origins)),
        )


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
        "counted": counted,
        "page_address": page_address,
        "picture_address": picture_address,
        "shown": SHOWN,
        "title_of": _title,
        "wordings": _wordings,
    }
    return templates


def _harmless(value: Any) -> Any:
    """Make every text that a template writes visible; what is markup already is our own."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _whole(entries: Sequence[Entry]) -> Standing:
    if len(entries) == 1:
        return entries[0].standing
    return run_standing(Counter(entry.standing.tone for entry in entries))


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
