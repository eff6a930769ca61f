"""Audit runs as text, HTML, JSON and what other programs read. Reports see a run and nothing else.

A format's module is imported when the format is asked for, so that a check printed as text never pays for templates.
"""

from importlib import import_module
from os.path import curdir, relpath
from pathlib import Path
from typing import Any

from cutline.model.severity import Severity
from cutline.reports.base import FileReporter, Reporter

_CLASSES = {
    "text": ("text_report", "TextReport"),
    "json": ("json_report", "JsonReport"),
    "jsonl": ("jsonl_report", "JsonLinesReport"),
    "html": ("html_report", "HtmlReport"),
    "sarif": ("sarif_report", "SarifReport"),
    "junit": ("junit_report", "JunitReport"),
    "github": ("github_report", "GithubReport"),
    "github-summary": ("summary_report", "SummaryReport"),
    "gitlab": ("gitlab_report", "GitlabReport"),
    "csv": ("csv_report", "CsvReport"),
    "earl": ("earl_report", "EarlReport"),
}

_FILES = {
    "xlsx": ("xlsx_report", "XlsxReport"),
}

FORMATS = tuple(_CLASSES)
"""The formats that are text and can be printed, in the order in which help texts list them."""

FILE_FORMATS = (*FORMATS, *_FILES)
"""The formats that can be written to a file."""


def reporter(name: str, **settings: Any) -> Reporter:
    """Give the reporter called `name`, set up with its own `settings`.

    Raises LookupError naming the legal formats, and TypeError for a setting that the format does not have.
    """
    if name not in _CLASSES:
        raise LookupError(f"there is no format {name!r}; use one of {', '.join(FORMATS)}")
    built: Reporter = _made(_CLASSES[name], settings)
    return built


def reporter_for(name: str, file: Path, fail_on: Severity | None = Severity.ERROR) -> Reporter | FileReporter:
    """Give the reporter called `name` for a report that will stand in `file`, so that its links to local pages hold.

    `fail_on` is the mildest severity that fails the run, for formats that say what failed. Raises LookupError as
    `reporter` does, and when the format needs a library that is not installed.
    """
    if name in _FILES:
        return _file_reporter(name)
    if name == "junit":
        return reporter(name, fail_on=fail_on)
    if name != "html":
        return reporter(name)
    folder = file.parent.resolve()
    try:
        root = relpath(Path.cwd(), folder)
    except ValueError:  # another drive
        root = str(Path.cwd())
    return reporter(name, root="" if root == curdir else Path(root).as_posix())


def reporters() -> dict[str, Reporter]:
    """Give one reporter of every format that is text, with its usual settings."""
    return {name: reporter(name) for name in FORMATS}


def _file_reporter(name: str) -> FileReporter:
    try:
        built: FileReporter = _made(_FILES[name], {})
    except ModuleNotFoundError as error:
        raise LookupError(f"the format {name} needs {error.name}: pip install 'cutline[{name}]'") from error
    return built


def _made(home: tuple[str, str], settings: dict[str, Any]) -> Any:
    module, name = home
    return getattr(import_module(f"{__name__}.{module}"), name)(**settings)
