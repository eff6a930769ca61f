"""What a rule says about a page."""

import re

from msgspec import Struct

from cutline.model.severity import Severity

FIELD = re.compile(r"\{([^\W\d]\w*)\}")
"""A named field of a message; its group is the name under which `Finding.data` has the value."""


class Evidence(Struct, frozen=True, gc=False):
    """One fact behind a claim, in an editor's words: `Evidence("length", "200 of 200 characters")`."""

    label: str
    value: str


class Location(Struct, frozen=True, gc=False):
    """Where a finding points. Lines and columns are 1-based code points of the decoded source.

    Each number is None when it is not known (a text that a script made, a gallery without markup); it is never
    invented. `end_line` and `end_column` name the character behind the last one. `selector` holds one CSS selector
    per frame, outermost first.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    selector: tuple[str, ...] = ()


class Edit(Struct, frozen=True):
    """A replacement in the source as decoded, line ends untouched; `start` and `end` are code-point offsets."""

    start: int
    end: int
    expected: str
    replacement: str


class Suggestion(Struct, frozen=True):
    """Words to type instead. `mechanical` may be applied unread, `editorial` never."""

    text: str
    safety: str = "editorial"
    edit: Edit | None = None


class Finding(Struct, frozen=True):
    """One claim of one rule, with what proves it.

    `data` fills the named fields of the rule's message `message_id`; the report writes the sentence. `picture` is the
    index of the picture on its page, None when the claim is about the page.
    """

    rule: str
    severity: Severity
    message_id: str
    data: dict[str, str | int]
    location: Location
    snippet: str
    subject: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None
    picture: int | None = None
    fingerprint: str = ""
