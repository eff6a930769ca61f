"""Words of buttons and counters that stand among a caption's words without being part of them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from cutline.text.folding import fold

_LONGEST = 80
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def is_interface(text: str) -> bool:
    """Tell whether the whole text is a control: "Read more", "hide caption", "Enlarge this image", "1/6"."""
    if len(text) > _LONGEST:
        return False
    return _EDGES.sub("", fold(text)).casefold() in _controls()


@cache
def _controls() -> frozenset[str]:
    data = tomllib.loads(files("cutline.text.data").joinpath("interface.toml").read_text(encoding="utf-8"))
    return frozenset(_EDGES.sub("", text).casefold() for text in _texts(data))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []
