"""The options of `cutline hook`, once for two readers.

The library of the command line takes as long to import as a page to audit. So `plain` reads command lines without
mistakes, and leaves every other to `cutline.faces.cli`, which makes the same options from the same table and has the
words to explain what is wrong.
"""

from collections.abc import Sequence

from msgspec import Struct

from cutline.config.profiles import PROFILES
from cutline.config.schema import NEVER, SEVERITIES
from cutline.model.verdict import OnFailure
from cutline.sources.targets import STDIN


class Option(Struct, frozen=True):
    """An option of the command: `name` is its field in `Wishes`; `legal` lists the words it takes, if not any."""

    flag: str
    name: str
    sentence: str
    metavar: str = ""
    legal: tuple[str, ...] = ()
    multiple: bool = False


class Wishes(Struct, frozen=True, kw_only=True):
    """What the command line asked for, each value as it was written."""

    source: str = STDIN
    on_failure: str = OnFailure.BLOCK.value
    config_file: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    failing: str | None = None
    baseline_file: str | None = None


OPTIONS = (
    Option("--source", "source", "What findings call the page: its address or path.", "NAME"),
    Option(
        "--on-failure",
        "on_failure",
        "What to decide when the page could not be audited; block by default.",
        legal=tuple(word.value for word in OnFailure),
    ),
    Option(
        "--config",
        "config_file",
        "Use this configuration instead of the cutline.toml found from here upwards.",
        "FILE",
    ),
    Option("--select", "select", "Run only this rule. As often as you like.", "RULE", multiple=True),
    Option("--ignore", "ignore", "Do not run this rule. As often as you like.", "RULE", multiple=True),
    Option("--profile", "profile", "Run a named set of rules.", legal=tuple(PROFILES)),
    Option("--fail-on", "failing", "The mildest finding that blocks.", legal=(*SEVERITIES, NEVER)),
    Option("--baseline", "baseline_file", "Let the findings in this file pass; see cutline baseline.", "FILE"),
)


def plain(words: Sequence[str]) -> Wishes | None:
    """Read `--flag value` and `--flag=value`; None for whatever else there is, right or wrong."""
    known = {option.flag: option for option in OPTIONS}
    found: dict[str, str | tuple[str, ...]] = {}
    rest = iter(words)
    for word in rest:
        flag, equals, inside = word.partition("=")
        option = known.get(flag)
        value = inside if equals else next(rest, None)
        if option is None or value is None or (option.legal and value not in option.legal):
            return None
        found[option.name] = (*found.get(option.name, ()), value) if option.multiple else value
    return Wishes(**found)  # type: ignore[arg-type]
