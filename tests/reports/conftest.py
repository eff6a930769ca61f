"""Runs to report on: photos, people and pages of our own invention."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from cutline.model.answer import Answer, Answered, Place
from cutline.model.comparison import Comparison, Fixed
from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.fingerprint import fingerprint
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit
from cutline.model.run import AuditRun, LeftOut, OptionInfo, PageResult, Photo, Reference, RuleInfo, Tool
from cutline.model.severity import Severity

ALT_TRUNCATED = RuleInfo(
    id="alt-truncated",
    title="Descriptions stop before their end",
    why="A screen reader stops in mid-sentence, and the reader cannot know what is missing.",
    severity=Severity.ERROR,
    needs="static",
    references=(Reference("wcag", "1.1.1"), Reference("house", "whole sentences")),
    messages={
        "cut": "The description stops at “{ending}”.",
        "limit": "{count} descriptions stop at {limit} characters.",
    },
    options=(OptionInfo("limits", "tuple", (125, 200), (), "Lengths at which the newsroom's fields cut."),),
    since="0.1",
)
ALT_MISSING = RuleInfo(
    id="alt-missing",
    title="A photo has no description",
    why="A blind reader hears a file name, or nothing.",
    severity=Severity.ERROR,
    needs="static",
    references=(Reference("act", "23a2a8", partial=True),),
    messages={"missing": "This photo has no description at all."},
)
CREDIT_IN_ALT = RuleInfo(
    id="credit-in-alt",
    title="A credit is read aloud as part of the description",
    why="Whoever listens hears the agency's name as if it stood in the picture.",
    severity=Severity.WARNING,
    needs="static",
    messages={"credit": "The description ends with the credit “{credit}”."},
)
SKIP_LINK = RuleInfo(
    id="skip-link-missing",
    title="No way past the menu",
    why="A reader who uses the keyboard must go through every menu entry to reach the pictures.",
    severity=Severity.WARNING,
    needs="static",
    messages={"missing": "The page has no skip link; {stops} stops come before the first photo."},
)
FOCUS_HIDDEN = RuleInfo(
    id="skip-link-hidden",
    title="The skip link cannot be seen",
    why="Who cannot see it cannot use it.",
    severity=Severity.ERROR,
    needs="rendered",
    messages={"hidden": "The skip link stays invisible."},
)
RULES = (ALT_MISSING, ALT_TRUNCATED, CREDIT_IN_ALT, FOCUS_HIDDEN, SKIP_LINK)

WHOLE = (
    "Two ferrymen push their boat off the ice near the old pier, Sunday.",
    "A baker hangs lanterns over the door of her shop before dawn.",
    "Skaters wait under the railway bridge for the canal to be opened.",
)
CUT = (
    "Residents of the lower town carry their furniture up the stairs of the library, Monday. The river had reached a",
    "Volunteers fill bags with sand behind the fire station, Tuesday. The third bridge was closed to traffi",
)
ENDINGS = ("reached a", "traffi")


def photo(index: int, alt: str | None, caption: str | None = "", credit: Credit | None = None) -> Photo:
    return Photo(
        index=index,
        src=f"photos/winter-{index}.jpg",
        alt=alt,
        name=alt or "",
        caption=f"The lower town in winter, day {index}." if caption == "" else caption,
        credit=credit
        or Credit(f"[Mila Oresund/AP Photo {index}]", 40, ("Mila Oresund",), ("AP Photo",), (), "bracket"),
        location=Location(10 + 6 * index, 5, 10 + 6 * index, 60, ("main > figure:nth-of-type(1) > img",)),
    )


def finding(rule: RuleInfo, message: str, number: int | None = None, **more: object) -> Finding:
    fields: dict[str, object] = {
        "rule": rule.id,
        "severity": rule.severity,
        "message_id": message,
        "data": {},
        "location": Location(10 + 6 * (number or 0), 40, 10 + 6 * (number or 0), 160, ("main > figure > img",)),
        "snippet": f'<img src="photos/winter-{number}.jpg" alt="…">' if number is not None else "",
        "subject": f"photos/winter-{number}.jpg" if number is not None else "page",
        "picture": number,
    } | more
    fields["fingerprint"] = fingerprint("page", rule.id, str(fields["subject"]), 0)
    return Finding(**fields)  # type: ignore[arg-type]


def cut(number: int, text: str, ending: str) -> Finding:
    return finding(
        ALT_TRUNCATED,
        "cut",
        number,
        data={"ending": ending},
        evidence=(Evidence("field limit", "110 characters"), Evidence("ends with", ending)),
        suggestion=Suggestion(text.partition(". ")[0] + "."),
    )


def outcomes(*failed: RuleInfo, judged: int = 3) -> tuple[Outcome, ...]:
    said = [Outcome(rule.id, Verdict.FAILED if rule in failed else Verdict.PASSED, judged) for rule in RULES]
    said[3] = Outcome(FOCUS_HIDDEN.id, Verdict.NOT_RUN, 0, "needs a browser")
    return tuple(said)


def run(*pages: PageResult) -> AuditRun:
    return AuditRun(Tool("cutline", "0.1.0"), "2027-02-02T14:05:09+00:00", RULES, pages)


def nothing_found(source: str = "winter.html") -> PageResult:
    photos = tuple(photo(index, alt) for index, alt in enumerate(WHOLE, start=1))
    return PageResult(source, "audited", "", "In Pictures: A winter on the lagoon", "en", photos, outcomes())


def one_finding() -> PageResult:
    photos = (photo(1, WHOLE[0]), photo(2, CUT[0]), photo(3, WHOLE[1]))
    found = (cut(2, CUT[0], ENDINGS[0]),)
    return PageResult(
        "winter.html",
        "audited",
        "",
        "In Pictures: A winter on the lagoon",
        "en",
        photos,
        outcomes(ALT_TRUNCATED),
        found,
    )


def many_findings(source: str = "galleries/flood.html") -> PageResult:
    credited = f"{WHOLE[2]} [Jonas Tveit/Reuters]"
    photos = (
        photo(1, CUT[0]),
        photo(2, CUT[1], None),
        photo(4, None, "A church clock that stopped.", Credit("Photograph: Ana Reis/AFP", 0, ("Ana Reis",), ("AFP",))),
        photo(5, credited),
        photo(7, WHOLE[1]),
        photo(8, "", "Gulls over the market."),
    )
    found = (
        finding(SKIP_LINK, "missing", data={"stops": 41}, location=Location(3, 1)),
        cut(1, CUT[0], ENDINGS[0]),
        cut(2, CUT[1], ENDINGS[1]),
        finding(ALT_MISSING, "missing", 4),
        finding(
            CREDIT_IN_ALT,
            "credit",
            5,
            data={"credit": "[Jonas Tveit/Reuters]"},
            suggestion=Suggestion(WHOLE[2], "mechanical"),
        ),
        finding(CREDIT_IN_ALT, "credit", 1, data={"credit": "reached a"}, severity=Severity.ADVICE),
    )
    reviews = (finding(ALT_MISSING, "missing", 8, severity=Severity.WARNING),)
    said = outcomes(ALT_MISSING, ALT_TRUNCATED, CREDIT_IN_ALT, SKIP_LINK, judged=6)
    return PageResult(
        source, "audited", "", "In Pictures: The week of the flood", "en-GB", photos, said, found, reviews
    )


def answered() -> PageResult:
    """One finding stands; one was accepted, and a point for review was decided on the page itself."""
    page = many_findings("winter.html")
    accepted = Answered(page.findings[1], Answer(Place.BASELINE, "the agency's own words", "Mila", "2027-01-30"))
    decided = Answered(page.reviews[0], Answer(Place.ATTRIBUTE, "a pattern, not a photo"), review=True)
    return replace(page, findings=page.findings[3:4], reviews=(), answered=(accepted, decided))


def compared() -> AuditRun:
    """A run beside yesterday's."""
    page = answered()
    gone = Fixed("winter.html", "alt-missing", Severity.ERROR, "photos/winter-9.jpg", f"f1:{'0' * 20}")
    since = Comparison("2027-02-01T14:05:09+00:00", (page.findings[0].fingerprint,), (), (gone,), 2)
    return replace(run(page), since=since)


def cut_short() -> AuditRun:
    """A run over a part of a site."""
    return replace(run(nothing_found("winter.html"), nothing_found("spring.html")), left_out=LeftOut(2, 3))


def no_location() -> PageResult:
    plain = Photo(0, None, CUT[1], CUT[1], None, None, Location())
    found = (
        finding(ALT_TRUNCATED, "cut", 0, data={"ending": "traffi"}, location=Location(), snippet="", subject=CUT[1]),
    )
    return PageResult("gallery.json", "audited", "", None, None, (plain,), outcomes(ALT_TRUNCATED), found)


def crashed() -> PageResult:
    page = nothing_found("broken-rule.html")
    trace = (
        "Traceback (most recent call last):\n"
        '  File "house_rules.py", line 12, in check\n'
        "    words = picture.alt.split()\n"
        "AttributeError: 'NoneType' object has no attribute 'split'"
    )
    said = (Outcome("alt-truncated", Verdict.ERROR, 0, trace), *page.outcomes[2:])
    return PageResult(page.source, "audited", "", page.title, page.lang, page.photos, said)


def not_audited(source: str = "https://news.example/galleries/gone") -> PageResult:
    return PageResult(source, "failed", "the server answered 404 Not Found")


HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> "
    "\x1b[2J\x1b]0;owned\x07 \u202egnp.exe\u202c \x00\x85\u2028 "
    "{{ 7 * 7 }} {ending.__class__} =cmd() </style></script><!--"
)


def hostile() -> PageResult:
    photos = (
        Photo(
            0, "javascript:alert(3)", HOSTILE, HOSTILE, HOSTILE, Credit(HOSTILE, 0), Location(1, 1, 1, 9, (HOSTILE,))
        ),
        Photo(1, 'x.jpg" onload="alert(4)', "A" * 5000, "", "B " * 4000, None, Location(2, 1)),
    )
    found = (
        finding(
            ALT_TRUNCATED,
            "cut",
            0,
            data={"ending": HOSTILE},
            snippet=HOSTILE,
            subject=HOSTILE,
            evidence=(Evidence(HOSTILE, HOSTILE),),
            suggestion=Suggestion(HOSTILE),
            location=Location(1, 1, 1, 9, (HOSTILE, "iframe")),
        ),
        finding(ALT_TRUNCATED, "unknown", 1, data={}),
        finding(ALT_TRUNCATED, "cut", 99, data={"ending": "C" * 3000}),
    )
    return PageResult(HOSTILE, "audited", "", HOSTILE, 'en" onclick="alert(5)', photos, outcomes(ALT_TRUNCATED), found)


def right_to_left() -> PageResult:
    alt = "أطفال يلعبون قرب النهر يوم الأحد. كان الجسر القديم قد"
    shown = Photo(
        3,
        "https://cdn.news.example/صور/نهر.jpg?w=800",
        alt,
        alt,
        "النهر عند الفجر.",
        Credit("تصوير: ليلى حداد/AFP", 0, ("ليلى حداد",), ("AFP",)),
        Location(20, 3),
    )
    found = (cut(3, alt, "القديم قد"),)
    return PageResult(
        "nahr.html", "audited", "", "بالصور: شتاء على النهر", "ar", (shown,), outcomes(ALT_TRUNCATED), found
    )


RUNS: dict[str, Callable[[], AuditRun]] = {
    "nothing-found": lambda: run(nothing_found()),
    "one": lambda: run(one_finding()),
    "many": lambda: run(nothing_found(), not_audited(), many_findings(), crashed(), one_finding()),
    "many-on-one-page": lambda: run(many_findings()),
    "no-location": lambda: run(no_location()),
    "error-outcome": lambda: run(crashed()),
    "not-audited": lambda: run(not_audited()),
    "hostile": lambda: run(hostile()),
    "right-to-left": lambda: run(right_to_left()),
    "no-page": lambda: run(),
    "answered": compared,
    "cut-short": cut_short,
}


class Reread:
    """Pages that are made anew each time they are read, as a long run's are."""

    def __init__(self, pages: int) -> None:
        self.pages = pages

    def __iter__(self) -> Iterator[PageResult]:
        return (many_findings(f"galleries/day-{number}.html") for number in range(self.pages))


@pytest.fixture(params=RUNS)
def every_run(request: pytest.FixtureRequest) -> AuditRun:
    return RUNS[request.param]()


@pytest.fixture
def runs() -> dict[str, Callable[[], AuditRun]]:
    return RUNS


@pytest.fixture
def long_run() -> AuditRun:
    return AuditRun(Tool("cutline", "0.1.0"), "2027-02-02T14:05:09+00:00", RULES, Reread(500))
