"""The plugin for pytest: the fixture `cutline` judges pages that a test made, as a build would.

pytest loads this module at its start, whoever uses it or not, so it imports nothing of cutline before a test asks.
"""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cutline.config.schema import Config
    from cutline.model.accepted import Entry
    from cutline.model.run import PageResult
    from cutline.model.verdict import Verdict

_OPTIONS = (
    ("config", "FILE", "the configuration; by default the cutline.toml found from the root directory upwards"),
    ("fail-on", "LEVEL", "the mildest finding that fails a test: error, warning, advice or never"),
    ("baseline", "FILE", "findings that may stay, as cutline baseline writes them"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer each option on the command line and in the file that configures pytest."""
    group = parser.getgroup("cutline", "news photo galleries")
    for name, metavar, sentence in _OPTIONS:
        dest = f"cutline_{name.replace('-', '_')}"
        group.addoption(f"--cutline-{name}", dest=dest, metavar=metavar, help=sentence)
        parser.addini(dest, sentence, default="")


@pytest.fixture
def cutline(request: pytest.FixtureRequest) -> "Galleries":
    """Judge pages of news photo galleries: `cutline.assert_publishable(html)`."""
    house = request.config.stash.get(_HOUSE, None)
    if house is None:
        house = request.config.stash[_HOUSE] = _house(request.config)
    return Galleries(house, request.node.nodeid)


class Galleries:
    """Judges pages by the project's configuration, for the test called `name`.

    A page is HTML, as text or bytes, or a page of Playwright's synchronous interface, whose elements are judged as
    they stand now. `source` is what findings and the baseline call the page; without it a Playwright page goes by its
    address, and a text by the name of the test.
    """

    def __init__(self, house: "_House", name: str) -> None:
        self._house = house
        self._name = name

    def audit(self, page: Any, *, source: str = "") -> "PageResult":
        """Judge a page and give all that is known, with accepted findings moved aside.

        Raises TypeError for what is no page.
        """
        from cutline.engine.audit import audit_page, not_audited

        html, address = _opened(page)
        name = source or address or self._name
        if not html.strip():
            return not_audited(name, "the page is empty")
        result = audit_page(html, source=name, config=self._house.config)
        return self._house.accepted(result)

    def verdict(self, page: Any, *, source: str = "") -> "Verdict":
        """Say whether a page may be published, without failing the test."""
        from cutline.engine.verdict import verdict_of

        return verdict_of([self.audit(page, source=source)], self._house.config)

    def assert_publishable(self, page: Any, *, source: str = "", photos: int | None = None) -> None:
        """Fail the test unless the page may be published: it was audited, and nothing as bad as `fail_on` was found.

        A page on which no photo was recognised fails as well, since nothing was judged; say how many `photos` there
        should be to be strict about it, 0 for none.
        """
        __tracebackhide__ = True
        from cutline.engine.verdict import verdict_of

        result = self.audit(page, source=source)
        verdict = verdict_of([result], self._house.config)
        if not verdict.allow:
            raise AssertionError(self._house.said(result, verdict))
        found = len(result.photos)
        if photos is None and not found:
            raise AssertionError(f"{result.source}: no photo was recognised on this page, so nothing was judged")
        if photos is not None and photos != found:
            raise AssertionError(f"{result.source}: {photos} photos were expected, {found} recognised")


class _House:
    """What holds for every test of a session."""

    def __init__(self, config: "Config", entries: "tuple[Entry, ...]") -> None:
        self.config = config
        self._entries = entries

    def accepted(self, result: "PageResult") -> "PageResult":
        if not self._entries:
            return result
        from datetime import date

        from cutline.engine.baseline import Baseline

        return Baseline(self._entries, date.today()).answer(result)

    def said(self, result: "PageResult", verdict: "Verdict") -> str:
        """Tell why a page may not be published, in the words of `cutline check`."""
        from cutline import __version__
        from cutline.engine.select import selection_of
        from cutline.model.run import AuditRun, Tool
        from cutline.reports import reporter

        run = AuditRun(Tool(version=__version__), "", selection_of(self.config).catalogue, (result,))
        headline = "could not be audited" if verdict.not_audited else "may not be published"
        return f"{result.source} {headline}\n{''.join(reporter('text').render(run))}".rstrip()


_HOUSE = pytest.StashKey[_House]()


def _house(pytest_config: pytest.Config) -> _House:
    """Read what the session was told. Ends the test that asked first with a sentence when it cannot be used."""
    from msgspec.structs import replace

    from cutline.config.load import fail_on, load_found, load_given
    from cutline.config.schema import NEVER, SEVERITIES, ConfigError, hint
    from cutline.engine.select import selection_of

    named, level = _place(pytest_config, "cutline_config"), _word(pytest_config, "cutline_fail_on")
    levels = (*SEVERITIES, NEVER)
    try:
        config = load_given(named) if named else load_found(pytest_config.rootpath)
        if level and level not in levels:
            raise ConfigError(f"cutline_fail_on: {level!r} is not one of {', '.join(levels)}{hint(level, levels)}")
        config = replace(config, fail_on=fail_on(level)) if level else config
        selection_of(config)
    except ConfigError as error:
        pytest.fail(str(error), pytrace=False)
    return _House(config, _entries(_place(pytest_config, "cutline_baseline")))


def _entries(file: "Path | None") -> "tuple[Entry, ...]":
    if file is None:
        return ()
    from cutline.engine.baseline import read

    try:
        return read(file.read_bytes())
    except OSError as error:
        pytest.fail(f"{file}: cannot be read: {error.strerror or error}", pytrace=False)
    except ValueError as error:
        pytest.fail(f"{file}: {error}", pytrace=False)


def _word(pytest_config: pytest.Config, name: str) -> str:
    given: str = pytest_config.getoption(name) or pytest_config.getini(name)
    return given


def _place(pytest_config: pytest.Config, name: str) -> "Path | None":
    """Give a file from where it was named: the command line's folder, or the root directory."""
    given: str | None = pytest_config.getoption(name)
    written: str = pytest_config.getini(name)
    if given:
        return pytest_config.invocation_params.dir / given
    return pytest_config.rootpath / written if written else None


def _opened(page: Any) -> tuple[bytes | str, str]:
    """Give a page's HTML, and its address when it has one."""
    if isinstance(page, (bytes, str)):
        return page, ""
    content = getattr(page, "content", None)
    html = content() if callable(content) else None
    if isinstance(html, str):
        return html, str(page.url)
    if hasattr(html, "__await__"):
        html.close()  # type: ignore[union-attr]
        raise TypeError("this is a page of Playwright's asynchronous interface; give its HTML: await page.content()")
    raise TypeError(f"a page is HTML as str or bytes, or a page of Playwright, not {type(page).__name__}")
