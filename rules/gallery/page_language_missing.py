"""A page that does not say its language."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding, Suggestion
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag


class PageLanguageMissing(Rule):
    id = "page-language-missing"
    title = "The page does not say in which language it is written"
    why = (
        "A screen reader then speaks the text with the voice of the reader's own language. A Polish caption read by an "
        "English voice cannot be understood."
    )
    references = (wcag("3.1.1"), act("b5c3f8"))
    messages = {
        "missing": "The page does not say its language, so captions may be read out with the wrong voice.",
        "empty": "The page names no language where it should, so captions may be read out with the wrong voice.",
        "xml": "The page says its language only as “{stated}” in an older form (xml:lang) that browsers pass over.",
    }
    nothing = "a part of a page, without an html tag"
    examples = (
        Good("a page in Polish", '<!DOCTYPE html><html lang="pl"><body><h1>Targ w Rudnie</h1></body></html>'),
        Good("near miss: a part of a page", "<h1>Targ w Rudnie</h1>"),
        Bad("no language", "<!DOCTYPE html>«<html>»<body><h1>Targ w Rudnie</h1></body></html>"),
        Bad("an empty one", '<!DOCTYPE html><html «lang=" "»><body><h1>Targ w Rudnie</h1></body></html>'),
        Bad("the older form alone", '<!DOCTYPE html>«<html xml:lang="pl">»<body><h1>Targ w Rudnie</h1></body></html>'),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge a page with an html tag of its own; a drawing or a fragment has none (ACT b5c3f8)."""
        root = page.document.tree.root
        return [page] if root is not None and root.tag == "html" and root.source_location is not None else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim html elements without a `lang` that holds something (ACT b5c3f8)."""
        root = page.document.tree.root
        stated = root.attr("lang")
        if stated is not None and stated.strip():
            return
        older = (root.attr("xml:lang") or "").strip()
        yield self.finding(
            page,
            "empty" if stated is not None else "xml" if older else "missing",
            element=root,
            attribute="lang" if stated is not None else None,
            subject="page language",
            data={"stated": older},
            suggestion=Suggestion(f'lang="{older}"') if older else None,
        )
