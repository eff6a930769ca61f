"""The options of `cutline check` for pages on the web, and what they come to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from cutline.config.schema import ConfigError
from cutline.faces.values import Amount
from cutline.sources.targets import Fetching, expand, is_address

if TYPE_CHECKING:
    from cutline.engine.visiting import Tour

Command = Callable[..., Any]

MOST_PAGES = 1000
"""Pages of a crawl unless the user says otherwise: a calendar has a next month for ever."""

_LONGEST_DELAY = 3600
_NAMES = ("sitemap", "base_url", "crawl", "max_pages", "state", "delay", "user_agent")


class Outing(Struct, frozen=True):
    """How far a command goes: how it fetches addresses, and the tour it makes, if it makes one."""

    fetching: Fetching = Fetching()
    tour: "Tour | None" = None


def tour_options(command: Command) -> Command:
    """Add the options that `outing_of` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--sitemap", multiple=True, metavar="URL|FILE", help="Check the pages that this sitemap lists."),
    click.option("--base-url", metavar="URL", help="What relative addresses in a sitemap count from."),
    click.option("--crawl", is_flag=True, help="Check the pages that links on the same host lead to, too."),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        metavar="N",
        help=f"End after so many addresses; {MOST_PAGES} for --crawl by default.",
    ),
    click.option("--state", metavar="FILE", help="Keep what is done here: an interrupted run goes on from it."),
    click.option(
        "--delay",
        type=Amount(min=0, max=_LONGEST_DELAY),
        metavar="SECONDS",
        help="The pause between two requests to a host; 0.5 by default.",
    ),
    click.option("--user-agent", metavar="NAME", help="What to call ourselves, to servers and in robots.txt."),
)


def outing_of(wishes: dict[str, Any], targets: Sequence[str]) -> Outing:
    """Take the options of the web out of `wishes` and turn them into an Outing. Raises ConfigError."""
    own = {name: wishes.pop(name) for name in _NAMES}
    fetching = _fetching(own, wishes["allow_host"])
    # A delay of 0 is given, and equals False.
    given = next(
        (name for name, value in own.items() if value is not None and value is not False and value != ()), None
    )
    if given is not None and (wishes["browser"] or wishes["replay"]):
        option = f"--{given.replace('_', '-')}"
        raise ConfigError(f"{option} goes without --browser, which is given addresses one by one")
    if own["base_url"] is not None and not own["sitemap"]:
        raise ConfigError("--base-url needs --sitemap")
    if not (own["sitemap"] or own["crawl"] or own["state"]):
        if own["max_pages"] is not None:
            raise ConfigError("--max-pages needs --crawl or --sitemap")
        return Outing(fetching)
    return Outing(fetching, _tour(own, targets, fetching))


@contextmanager
def resumable(outing: Outing) -> Iterator[None]:
    """Tell whoever interrupts a tour how it goes on."""
    try:
        yield
    except KeyboardInterrupt:
        if outing.tour is not None and outing.tour.state is not None:
            click.echo(f"{outing.tour.state} holds what is done; the same command goes on from there.", err=True)
        raise


def _fetching(own: dict[str, Any], allow_hosts: tuple[str, ...]) -> Fetching:
    agent = own["user_agent"] or ""
    if not (agent.isascii() and agent.isprintable()):
        raise ConfigError("--user-agent: use letters of ASCII, such as Newsdesk/1.0")
    delay = Fetching().delay if own["delay"] is None else own["delay"]
    return Fetching(allow_hosts=allow_hosts, user_agent=agent, delay=delay)


def _tour(own: dict[str, Any], targets: Sequence[str], fetching: Fetching) -> "Tour":
    from msgspec.structs import replace

    from cutline.engine.visiting import Tour

    for word in targets:
        if not is_address(word):
            raise ConfigError(f"--sitemap, --crawl and --state are for addresses, and {word} is none")
    base = own["base_url"] or ""
    if base and not is_address(base):
        raise ConfigError(f"--base-url {base}: an address is expected, such as https://news.example/")
    # What a program finds by itself it fetches as the site's robots.txt allows; what a person typed, as browsers do.
    guided = bool(own["sitemap"] or own["crawl"])
    typed = tuple(word for word in (*targets, *own["sitemap"], base) if is_address(word))
    fetching = replace(fetching, typed=typed, robots=guided)
    return Tour(
        targets=tuple(expand(targets, fetching)),
        sitemaps=own["sitemap"],
        base=base,
        crawl=own["crawl"],
        limit=own["max_pages"] or (MOST_PAGES if own["crawl"] else None),
        state=Path(own["state"]) if own["state"] else None,
        fetching=fetching,
    )
