"""Applying mechanical edits to a page: byte by byte where they belong, and nowhere else."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from cutline.engine.audit import audit_page
from cutline.engine.select import Selection
from cutline.model.finding import Edit, Finding
from cutline.page.document import Document

PASSES = 5
"""How often a page is read again after edits: a damaged tag can hide another, and a second run shall find no work."""

AROUND = 60
"""Code points of its line that a change shows on either side."""

MECHANICAL = "mechanical"

_IN_PARTS = "it is written in {}, which cannot be edited in parts"
_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16le": b"\xff\xfe", "utf-16be": b"\xfe\xff"}


class Unfixable(ValueError):  # noqa: N818 - it names what the page is
    """A page cannot be edited without changing more than was meant; the message is the reason."""


class Change(Struct, frozen=True):
    """An edit that was applied, the finding behind it and its line, and what stands before and after it on its lines.

    `line` is None where the finding has none.
    """

    finding: Finding
    edit: Edit
    line: int | None
    before: str
    after: str


class Refusal(Struct, frozen=True):
    """An edit that was not applied, and why."""

    finding: Finding
    why: str


class Fixing(Struct, frozen=True):
    """What became of one page, whose new bytes are `data`."""

    data: bytes
    changes: tuple[Change, ...] = ()
    refused: tuple[Refusal, ...] = ()


class _Source:
    """A page's bytes and what they say, tied together so tightly that either can be cut at a place of the other."""

    def __init__(self, data: bytes) -> None:
        document = Document.parse(data)
        self.text = document.original
        self.encoding = document.encoding
        mark = _MARKS.get(self.encoding.lower(), b"")
        self._mark = mark if data.startswith(mark) else b""
        self._data = data
        if self._encoded(self.text) != data[len(self._mark) :]:
            raise Unfixable(f"not every byte of it can be read as {self.encoding}, so not every byte could be kept")

    def can_say(self, text: str) -> bool:
        """Tell whether the page's encoding has every character of `text`."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """Put replacements in place, in order; every other byte is the one that was there."""
        pieces, place, said = [self._mark], len(self._mark), 0
        for edit in edits:
            kept, gone = self._encoded(self.text[said : edit.start]), self._encoded(edit.expected)
            if not self._data.startswith(kept + gone, place):
                # An encoding with shifts, such as ISO-2022-JP, writes a part otherwise than the whole.
                raise Unfixable(_IN_PARTS.format(self.encoding))
            pieces += [kept, edit.replacement.encode(self.encoding)]
            place, said = place + len(kept) + len(gone), edit.end
        return b"".join([*pieces, self._data[place:]])

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self.encoding)
        except (LookupError, UnicodeEncodeError):
            raise Unfixable(_IN_PARTS.format(self.encoding)) from None


def fixed(data: bytes, source: str, selection: Selection, rules: Iterable[str] = ()) -> Fixing:
    """Apply every mechanical edit that the chosen rules suggest (all rules when `rules` is empty).

    Encoding, line ends, byte-order mark and every byte outside an edit stay. An edit is refused when it overlaps
    another, does not fit the page, or needs a character that the page's encoding lacks. Raises Unfixable when the page
    cannot be audited, or cannot be decoded and encoded without loss.
    """
    wanted = frozenset(rules)
    changes: list[Change] = []
    for _ in range(PASSES):
        suggested = [(found, edit) for found, edit in _suggested(data, source, selection, wanted)]
        if not suggested:
            return Fixing(data, tuple(changes))
        page = _Source(data)
        fitting, refused = parted(suggested, page)
        if not fitting:
            return Fixing(data, tuple(changes), refused)
        changes += [_change(finding, edit, page.text) for finding, edit in fitting]
        data = page.edited([edit for _, edit in _once(fitting)])
    raise Unfixable(f"after {PASSES} rounds of edits there were still more, so they would never end")


def parted(
    suggested: Iterable[tuple[Finding, Edit]], page: _Source
) -> tuple[list[tuple[Finding, Edit]], tuple[Refusal, ...]]:
    """Part edits into those that can be applied, in order, and those that are refused."""
    ordered = sorted(suggested, key=lambda pair: (pair[1].start, pair[1].end, pair[1].replacement))
    why = [_misfit(edit, page) for _, edit in ordered]
    sound = [pair for pair, reason in zip(ordered, why, strict=True) if not reason]
    crowded = _crowded([edit for _, edit in _once(sound)])
    fitting = [pair for pair in sound if pair[1] not in crowded]
    refused = [Refusal(pair[0], reason) for pair, reason in zip(ordered, why, strict=True) if reason]
    refused += [Refusal(finding, "it overlaps another edit") for finding, edit in sound if edit in crowded]
    return fitting, tuple(refused)


def _suggested(
    data: bytes, source: str, selection: Selection, wanted: frozenset[str]
) -> Iterable[tuple[Finding, Edit]]:
    result = audit_page(data, source=source, config=selection.config)
    if result.status != "audited":
        raise Unfixable(result.reason)
    for finding in result.findings:
        suggestion = finding.suggestion
        if suggestion and suggestion.edit and suggestion.safety == MECHANICAL and _is_wanted(finding, wanted):
            edit = suggestion.edit
            if edit.replacement != edit.expected:
                yield finding, edit


def _is_wanted(finding: Finding, wanted: frozenset[str]) -> bool:
    return not wanted or finding.rule in wanted


def _misfit(edit: Edit, page: _Source) -> str:
    """Say why an edit cannot be applied, "" when it can."""
    if not 0 <= edit.start <= edit.end <= len(page.text) or page.text[edit.start : edit.end] != edit.expected:
        return "the page says something else at its place"
    if not page.can_say(edit.replacement):
        return f"its words cannot be written in {page.encoding}"
    return ""


def _once(pairs: Iterable[tuple[Finding, Edit]]) -> list[tuple[Finding, Edit]]:
    """Keep one of equal edits: two rules may ask for the same change."""
    return list({edit: (finding, edit) for finding, edit in pairs}.values())


def _crowded(edits: Sequence[Edit]) -> set[Edit]:
    """Find the edits, given in order, that touch a character another one touches, or insert where another inserts."""
    crowded: set[Edit] = set()
    reaching = edits[0] if edits else None
    for earlier, edit in pairwise(edits):
        if reaching is not None and edit.start < reaching.end:
            crowded |= {reaching, edit}
        if (edit.start, edit.end) == (earlier.start, earlier.end):
            crowded |= {earlier, edit}
        if reaching is None or edit.end > reaching.end:
            reaching = edit
    return crowded


def _change(finding: Finding, edit: Edit, text: str) -> Change:
    before = text[max(0, edit.start - AROUND) : edit.start].replace("\r", "\n")
    after = text[edit.end : edit.end + AROUND].replace("\r", "\n")
    return Change(finding, edit, finding.location.line, before.rpartition("\n")[2], after.partition("\n")[0])
