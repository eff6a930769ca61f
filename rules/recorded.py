"""What a browser showed of the examples of rules that need one, recorded so that no test and no page needs a browser.

`tools/record_examples.py` makes the recordings; a test with a browser says when they are no longer true.
"""

from hashlib import sha256
from importlib.resources import files

from cutline.model.rendered import Rendered, replayed

FOLDER = "recordings"


def name_of(rule: str, html: str) -> str:
    """Name the recording of an example's markup for the rule with this id."""
    digest = sha256(html.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{rule}-{digest[:12]}.json"


def recording_of(rule: str, html: str) -> Rendered:
    """Give what a browser showed of an example; markup without a recording was shown, and nothing measured on it."""
    file = files("cutline.rules.rendered").joinpath(FOLDER, name_of(rule, html))
    if not file.is_file():
        return Rendered(address="", source=html, html=html)
    return replayed(file.read_bytes())
