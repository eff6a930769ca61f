"""What a reporter is."""

from collections.abc import Iterator
from typing import ClassVar, Protocol

from cutline.model.run import AuditRun


class Reporter(Protocol):
    """Turns a run into text.

    `name` is the format as the command line spells it, `media_type` and `suffix` (with its dot) are for files and
    answers over HTTP.
    """

    name: ClassVar[str]
    media_type: ClassVar[str]
    suffix: ClassVar[str]

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the report in chunks; every chunk is encodable as UTF-8. May read the run's pages more than once."""


class FileReporter(Protocol):
    """Turns a run into a file that is no text; its fields are those of a `Reporter`."""

    name: ClassVar[str]
    media_type: ClassVar[str]
    suffix: ClassVar[str]

    def render(self, run: AuditRun) -> Iterator[bytes]:
        """Yield the file in pieces. May read the run's pages more than once."""
