"""What a rule is: one offence, its words, its examples, and the function that finds it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from msgspec import Struct, field

from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.page import Grade, Page, Picture
from cutline.model.run import OptionInfo, Reference, RuleInfo
from cutline.model.severity import Severity

Options = Mapping[str, Any]


class Needs(StrEnum):
    """What a rule must be given: the page as served, or as a browser shows it."""

    STATIC = "static"
    RENDERED = "rendered"


class Rewriting(StrEnum):
    """How a rule's suggestions rewrite a photo's whole alt text: by a text of their own, or by what they do to any."""

    WHOLE = "whole"
    PARTS = "parts"


class Option(Struct, frozen=True):
    """A number, switch, word or list that a house may set; validates the config and writes the docs.

    `legal` lists the allowed values; empty means any value of the default's type.
    """

    name: str
    default: Any
    sentence: str
    legal: tuple[Any, ...] = ()


class Good(Struct, frozen=True):
    """Markup on which the rule stays silent; `house` is the `HouseStyle` of the house that publishes it, if any."""

    name: str
    html: str
    options: dict[str, Any] = field(default_factory=dict)
    house: Any = None


class Bad(Struct, frozen=True):
    """Markup on which the rule must point at exactly what stands between « and »; `house` as in `Good`."""

    name: str
    html: str
    options: dict[str, Any] = field(default_factory=dict)
    house: Any = None


class Unsure(Struct, frozen=True):
    """Markup on which the rule must ask a person about exactly what stands between « and »; `house` as in `Good`."""

    name: str
    html: str
    options: dict[str, Any] = field(default_factory=dict)
    house: Any = None


Example = Good | Bad | Unsure


def supported(severity: Severity, *grades: Grade) -> Severity | None:
    """Give the worst severity that readings of these grades can carry; None when a claim would rest on a guess.

    An error may rest on certain readings alone, a warning on likely ones, nothing on a possible one.
    """
    if Grade.POSSIBLE in grades:
        return None
    if Grade.LIKELY in grades and severity is Severity.ERROR:
        return Severity.WARNING
    return severity


class Review(Struct, frozen=True):
    """A claim that a person must decide; reported apart from findings and never failing a run."""

    finding: Finding


def wcag(criterion: str) -> Reference:
    """Name a WCAG 2.2 success criterion, such as "1.1.1"."""
    return Reference("wcag", criterion)


def act(rule: str, *, partial: bool = False) -> Reference:
    """Name an ACT rule by its id; `partial` when only some of its cases can be decided."""
    return Reference("act", rule, partial)


def house(topic: str) -> Reference:
    """Name a newsroom convention."""
    return Reference("house", topic)


class NotMeasured(Exception):  # noqa: N818 - it names an outcome, which is no error
    """What a rule needs was not measured on this page; the message is the reason. The rule was then not run."""


class Rule:
    """One offence. Subclasses fill the fields and write `check`; they keep no state between pages.

    `id` is kebab-case and names the offence; its file has the same name with underscores. `title` is the failing state
    in one line and `why` says in two or three sentences who is hurt, both in an editor's words. `messages` maps a
    message id to a sentence with named fields, filled from a finding's data. `nothing` says why the rule does not
    apply to a page on which it has no subject. `axe_rules` are the rules of axe whose answers it passes on.
    `rewrites_alt` says how its suggestions give an alt text anew, so that those of several rules become one.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    why: ClassVar[str]
    references: ClassVar[tuple[Reference, ...]] = ()
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.STATIC
    axe_rules: ClassVar[tuple[str, ...]] = ()
    rewrites_alt: ClassVar[Rewriting | None] = None
    messages: ClassVar[Mapping[str, str]]
    options: ClassVar[tuple[Option, ...]] = ()
    examples: ClassVar[tuple[Example, ...]]
    nothing: ClassVar[str] = "no photo on the page"
    since: ClassVar[str] = "0.1"

    def subjects(self, page: Page) -> Sequence[Any]:
        """Name the things this rule judges; none of them makes the rule inapplicable to the page."""
        return page.photos

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Yield what is wrong. Called only when there is a subject."""
        raise NotImplementedError(f"{type(self).__name__} has no check")

    def rewritten(self, alt: str, photo: Picture, options: Options) -> str | None:
        """Do to any text what a suggestion does to the photo's alt text; None when it cannot be put right.

        Called when `rewrites_alt` is PARTS, with a text that suggestions of other rules may have changed before.
        """
        raise NotImplementedError(f"{type(self).__name__} rewrites no parts")

    def finding(
        self,
        page: Page,
        message_id: str,
        *,
        subject: str | None = None,
        element: Any = None,
        attribute: str | None = None,
        picture: Picture | None = None,
        evidence: Sequence[Evidence] = (),
        suggestion: Suggestion | None = None,
        severity: Severity | None = None,
        data: Mapping[str, str | int] | None = None,
    ) -> Finding:
        """Make a finding about `picture` or `element`, pointing at the element's start tag or one attribute of it.

        `subject` is what an editor would call the same thing tomorrow; without one it is the picture's address, else
        its alt text, else the start tag.
        """
        element = element if element is not None else picture.element if picture else None
        location, snippet = Location(), ""
        if element is not None:
            document = page.document
            location = document.locate_attribute(element, attribute) if attribute else document.locate(element)
            snippet = document.snippet(element)
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            message_id=message_id,
            data=dict(data or {}),
            location=location,
            snippet=snippet,
            subject=subject if subject is not None else (picture and (picture.src or picture.alt)) or snippet,
            evidence=tuple(evidence),
            suggestion=suggestion,
            picture=picture.index if picture else None,
        )

    @classmethod
    def info(cls) -> RuleInfo:
        """Describe the rule for a run's catalogue."""
        return RuleInfo(
            id=cls.id,
            title=cls.title,
            why=cls.why,
            severity=cls.severity,
            needs=str(cls.needs),
            references=cls.references,
            messages=dict(cls.messages),
            options=tuple(
                OptionInfo(o.name, type(o.default).__name__, o.default, o.legal, o.sentence) for o in cls.options
            ),
            since=cls.since,
        )
