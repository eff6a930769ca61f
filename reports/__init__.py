"""Audit runs as text, JSON and HTML. Reports see a run and nothing else.

A format's module is imported when the format is asked for, so that a check printed as text never pays for templates.
"""

from importlib import import_module
from os.path import curdir, relpath
from pathlib import Path
from typing import Any

from cutline.reports.base import Reporter

_CLASSES = {
    "text": ("text_report", "TextReport"),
    "json": ("json_report", "JsonReport"),
    "jsonl": ("jsonl_report", "JsonLinesReport"),
    "html": ("html_report", "HtmlReport"),
}

FORMATS = tuple(_CLASSES)
"""The legal formats, in the order in which help texts list them."""


def reporter(name: str, **settings: Any) -> Reporter:
    """Give the reporter called `name`, set up with its own `settings`.

    Raises LookupError naming the legal formats, and TypeError for a setting that the format does not have.
    """
    if name not in _CLASSES:
        raise LookupError(f"there is no format {name!r}; use one of {', '.join(FORMATS)}")
    module, made = _CLASSES[name]
    built: Reporter = getattr(import_module(f"{__name__}.{module}"), made)(**settings)
    return built


def reporter_for(name: str, file: Path) -> Reporter:
    """Give the reporter called `name` for a report that will stand in `file`, so that its links to local pages hold.

    Raises LookupError as `reporter` does.
    """
    if name != "html":
        return reporter(name)
    folder = file.parent.resolve()
    try:
        root = relpath(Path.cwd(), folder)
    except ValueError:  # another drive
        root = str(Path.cwd())
    return reporter(name, root="" if root == curdir else Path(root).as_posix())


def reporters() -> dict[str, Reporter]:
    """Give one reporter of every format, with its usual settings."""
    return {name: reporter(name) for name in FORMATS}
