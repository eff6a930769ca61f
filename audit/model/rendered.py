"""What a browser showed of a page: a plain value that can be saved, and judged again without a browser.

Elements are named by their number: their place among the elements of the page as it was captured, in the order of the
document, counted from 0. Lengths are CSS pixels.
"""

from enum import StrEnum

import msgspec
from msgspec import Struct

SCHEMA = "cutline/recording/1"


class RecordingError(ValueError):
    """Bytes that are no recording of this version; the message says what they are."""


class Viewport(Struct, frozen=True):
    """The size of the window that the page was shown in."""

    width: int = 1280
    height: int = 900


class Load(StrEnum):
    """What became of a picture's file."""

    SHOWN = "shown"
    BROKEN = "broken"
    """The server answered, and there was no picture in the answer."""
    UNREACHED = "unreached"
    """The file was not saved beside the page, or its server could not or must not be reached: nothing is known."""
    PENDING = "pending"
    """It was still loading, or waits for a reader to scroll."""


class ShownImage(Struct, frozen=True):
    """An `img` that takes part in the layout. `width` and `height` are those of the file; 0 without a picture."""

    element: int
    address: str
    load: Load
    width: int = 0
    height: int = 0


class Piece(Struct, frozen=True):
    """The words of one block: those that can be read, and those that cannot."""

    element: int
    visible: str
    hidden: str


class Clip(Struct, frozen=True):
    """An element that cuts text off: `visible` can be read, `hidden` cannot, and `pieces` says so block by block.

    `how` is "line-clamp", "ellipsis" or "overflow". `opener` is a control beside it that may show the rest.
    """

    element: int
    how: str
    visible: str
    hidden: str
    opener: int | None = None
    pieces: tuple[Piece, ...] = ()


class Stop(Struct, frozen=True):
    """A place where Tab stopped. `element` is None for one that a script made after the capture.

    `visible` is False when the focused element shows nothing in the window; `covered_by` is what lies over it.
    """

    element: int | None
    visible: bool = True
    covered_by: int | None = None


class Jump(Struct, frozen=True):
    """What Enter did on a link or button among the first stops.

    `target` is the element that the fragment names, None when there is none; `in_view` tells whether it was in the
    window afterwards, `moved` whether the window moved. `landed` is where the next Tab stopped, None when nothing
    came behind. `left` is the address that the page would have gone to.
    """

    link: int
    target: int | None = None
    in_view: bool = False
    moved: bool = False
    landed: int | None = None
    left: str = ""


class Press(Struct, frozen=True):
    """What Enter did on a control before the content: the parts of the page that it hid.

    `silenced` are the parts that stay in sight when aria-hidden is set on them; tried where the control hid nothing,
    its own markup speaks of aria-hidden and every style sheet was there.
    """

    control: int
    hidden: tuple[int, ...] = ()
    silenced: tuple[int, ...] = ()


class Control(Struct, frozen=True):
    """A control of a gallery.

    `reachable` is True when Tab can stop at it, `scripted` when it can and only a script makes a key work it.
    """

    element: int
    name: str
    reachable: bool
    scripted: bool = False

    @property
    def is_sure(self) -> bool:
        """Tell whether a keyboard reader can certainly use it."""
        return self.reachable and not self.scripted


class Trap(Struct, frozen=True):
    """A part of the page that Tab entered and did not leave again: the stops went round and round in `element`."""

    element: int
    stops: int


class Framed(Struct, frozen=True):
    """Pictures of a photo's size in a frame, of which nothing else is known; `address` is the frame's own."""

    element: int
    address: str
    pictures: int


class Turn(Struct, frozen=True):
    """What turned the photos of a gallery, of which no control of these names is sure to work with a key.

    `keys` is what a keyboard reader can do: "arrow", "tab" or "control" (Enter or Space on a control of the gallery);
    "" when none of them changed anything. `mouse` tells whether a click on one of `controls` did; it is tried last,
    and only where no key did. Of a gallery that changed before anything was pressed neither is known.
    """

    controls: tuple[int, ...]
    keys: str = ""
    mouse: bool = False


class Lightbox(Struct, frozen=True):
    """A photo that was opened in a box over the page.

    `by` is what opened it: "enter", "space", or "mouse" where no key did, even once a script had come. `stops` counts
    what Tab could stop at in the box, `inside` tells whether the keyboard came into it within a few presses of Tab,
    `behind` is an element under the box where it stopped instead. `left_by` is what closed the box: "escape",
    "close", "again" for the same key on the photo, "" when nothing did; `returned` whether the keyboard went on at the
    photo then.
    """

    opener: int
    by: str
    stops: int = 0
    inside: bool = False
    behind: int | None = None
    left_by: str = ""
    returned: bool = False


class AxeNode(Struct, frozen=True):
    """One element that an axe rule speaks about. `element` is None inside a frame; `selector` has one part a frame."""

    element: int | None
    selector: tuple[str, ...]
    snippet: str = ""
    summary: str = ""


class AxeAnswer(Struct, frozen=True):
    """What one axe rule said: elements it calls wrong, and elements that a person must look at."""

    rule: str
    violations: tuple[AxeNode, ...] = ()
    incomplete: tuple[AxeNode, ...] = ()


class AxeReport(Struct, frozen=True):
    """The answers of axe. A rule that was asked and is not in `answers` came back in no bucket.

    `trouble` says why there is no answer at all.
    """

    version: str = ""
    digest: str = ""
    answers: tuple[AxeAnswer, ...] = ()
    trouble: str = ""


class Rendered(Struct, frozen=True, kw_only=True):
    """A page as a browser showed it.

    `source` is what came from the server or the file, decoded; `html` is the page after its scripts had run, with the
    number of each element in an attribute (see `cutline.page.shown`). `led` is where a saved page would have gone by
    itself, had it been let. `focused` is what had the keyboard from the
    start, None when nothing did. `scripts_failed` counts scripts that could not be loaded: what they would have done
    is not known.
    """

    address: str
    source: str
    html: str
    browser: str = ""
    viewport: Viewport = Viewport()
    led: str = ""
    focused: int | None = None
    scripts_failed: int = 0
    images: tuple[ShownImage, ...] = ()
    clips: tuple[Clip, ...] = ()
    stops: tuple[Stop, ...] = ()
    jumps: tuple[Jump, ...] = ()
    presses: tuple[Press, ...] = ()
    controls: tuple[Control, ...] = ()
    traps: tuple[Trap, ...] = ()
    framed: tuple[Framed, ...] = ()
    turns: tuple[Turn, ...] = ()
    lightboxes: tuple[Lightbox, ...] = ()
    axe: AxeReport = AxeReport(trouble="axe was not run")
    schema: str = SCHEMA


def saved(rendered: Rendered) -> bytes:
    """Write a rendering as JSON."""
    return msgspec.json.encode(rendered)


def replayed(data: bytes) -> Rendered:
    """Read what `saved` wrote. Raises RecordingError for anything else."""
    try:
        rendered = msgspec.json.decode(data, type=Rendered)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordingError(f"it is no recording: {error}") from error
    if rendered.schema != SCHEMA:
        raise RecordingError(f"it is a recording of another version, {rendered.schema}; record the page again")
    return rendered
