"""A rule that does to its process what a hostile page could."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from cutline import Finding, Rule
from cutline.model.page import Page
from cutline.rules.base import Options, Review


class Hungry(Rule):
    """Does what the alt text says."""

    id = "house-hungry"
    title = "An alt text gives orders"
    why = "Pages do worse."
    messages: ClassVar = {"said": "{word}"}
    examples = ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - it has none
        for photo in page.photos:
            yield from self.obey(page, photo.alt or "")

    def obey(self, page: Page, order: str) -> Iterator[Any]:
        if order == "eat":
            held = []
            while True:
                held.append(bytearray(64 * 2**20))
        if order == "fill":
            len(b"x" * (300 * 2**20))
        if order == "hang":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(600)
        if order == "nap":
            time.sleep(600)
        if order == "wait":
            Path("started").touch()
            while not Path("go").exists():
                time.sleep(0.01)
        if order == "die":
            os._exit(9)
        if order == "shout":
            yield self.finding(page, "said", subject="ferry", data={"word": "too loud"})
