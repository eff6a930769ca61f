"""Renderings on the disk: written once with a browser, judged again without one."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from cutline.model.rendered import RecordingError, Rendered, replayed, saved
from cutline.sources.files import NotAudited

_READABLE = 60


def place_of(folder: Path, name: str) -> Path:
    """Give the file in `folder` for the page that a user calls `name`: its words, and a digest that tells it apart."""
    words = "".join(letter if letter.isalnum() else "-" for letter in name)[-_READABLE:].strip("-")
    digest = sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    return folder / f"{words}-{digest}.json"


def save(folder: Path, name: str, rendered: Rendered) -> None:
    """Write a recording. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = place_of(folder, name)
    part = file.with_suffix(".part")
    part.write_bytes(saved(rendered))
    part.replace(file)


def replay(folder: Path, name: str) -> Rendered:
    """Read the recording of a page. Raises NotAudited when there is none that can be used."""
    file = place_of(folder, name)
    try:
        return replayed(file.read_bytes())
    except OSError as error:
        raise NotAudited(f"there is no recording of it: {file} cannot be read") from error
    except RecordingError as error:
        raise NotAudited(f"{file}: {error}") from error


def recorded(folder: Path) -> Iterable[Path]:
    """List the recordings in a folder, by name."""
    return sorted(folder.glob("*.json"))
