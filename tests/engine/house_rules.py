"""A house's own rules, as a newsroom would write them: some well, some badly."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from cutline import Finding, Rule
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Needs, Option, Options, Review


class Shouted(Rule):
    """An alt text that ends in too many exclamation marks."""

    id = "house-shouted"
    title = "An alt text shouts"
    why = "A screen reader pauses at each mark."
    severity = Severity.WARNING
    messages: ClassVar = {"shouts": "the alt text has {marks} exclamation marks"}
    options = (Option("marks", 1, "How many are allowed."),)
    examples = ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        for photo in page.photos:
            marks = (photo.alt or "").count("!")
            if marks > options["marks"]:
                subject = photo.src or photo.alt or ""
                yield self.finding(
                    page, "shouts", subject=subject, picture=photo, attribute="alt", data={"marks": marks}
                )


class Doubtful(Rule):
    """An alt text that asks."""

    id = "house-doubtful"
    title = "An alt text asks a question"
    why = "Nobody answers it."
    messages: ClassVar = {"asks": "is {alt} a question?"}
    examples = ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - it has none
        for photo in page.photos:
            if photo.alt and photo.alt.endswith("?"):
                yield Review(
                    self.finding(page, "asks", subject=photo.src or "", picture=photo, data={"alt": photo.alt})
                )


class Moody(Rule):
    """Does what the alt text says: crashes, lies, hangs, dies."""

    id = "house-moody"
    title = "An alt text gives orders"
    why = "Rules written in a hurry do worse."
    messages: ClassVar = {"said": "{word}"}
    examples = ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - it has none
        for photo in page.photos:
            yield from self.obey(page, photo.alt or "")

    def obey(self, page: Page, order: str) -> Iterator[Any]:
        if order == "crash":
            raise LookupError("the rule tripped")
        if order == "recurse":
            yield from self.obey(page, order)
        if order == "nothing":
            yield "not a finding"
        if order == "stranger":
            yield Shouted().finding(page, "shouts", subject="", data={"marks": 2})
        if order == "unworded":
            yield self.finding(page, "unheard", subject="")
        if order == "unfilled":
            yield self.finding(page, "said", subject="")
        if order == "fraction":
            yield self.finding(page, "said", subject="", data={"word": 0.5})
        if order == "sleep":
            time.sleep(60)
        if order == "wait":
            Path("started").touch()
            time.sleep(600)
        if order == "deaf":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        if order == "die":
            os._exit(9)


class Linkless(Rule):
    """A page without a link; it judges the page and no photo."""

    id = "house-linkless"
    title = "The page has no link"
    why = "There is no way on."
    messages: ClassVar = {"none": "there is no link"}
    nothing = "no page"
    examples = ()

    def subjects(self, page: Page) -> Sequence[Any]:
        return (page,)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - it has none
        if not page.document.tree.select("a"):
            yield self.finding(page, "none", subject="page")


class Looked(Rule):
    """What only a browser could tell."""

    id = "house-looked"
    title = "A photo is not seen"
    why = "Nobody sees it."
    needs = Needs.RENDERED
    messages: ClassVar = {"unseen": "not seen"}
    examples = ()
