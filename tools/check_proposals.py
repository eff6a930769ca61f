"""Prove that a proposed house style fits the page it was made from: `cutline init`, then `cutline check` with it.

    python tools/check_proposals.py [FOLDER] [--show]

FOLDER holds saved pages, at any depth; without one it is the folder that CUTLINE_CORPUS names. Every page gets its own
proposal, and the rules that judge credits by house style are asked about the same page with it. A page fails when they
call more than 5 % of its credits wrong; the exit code is then 1. --show prints every credit that is called wrong, for
a person to see that it really differs. What is damaged in any style (a name said twice, a dash for a name, a credit
that was cut) no proposal can allow; it is counted apart.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

import cutline
from cutline.config.catalogue import catalogue
from cutline.config.load import read
from cutline.config.schema import Config
from cutline.engine.proposal import TOLERATED, as_toml, propose, seen_on
from cutline.model.finding import Finding
from cutline.model.run import Photo

STYLE_RULES = (
    "credit-agency-alias",
    "credit-format",
    "credit-mixed-in-gallery",
    "credit-name-case",
    "credit-not-last",
    "credit-order",
)
DAMAGE_RULES = ("credit-doubled", "credit-glued", "credit-placeholder", "credit-truncated")


class Fit(Struct, frozen=True):
    """How a page fares with its own proposal: its credits, what is called wrong, and what is damaged."""

    name: str
    credits: int
    wrong: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Tell whether more credits are called wrong than a proposal may leave outside."""
        return len(self.wrong) > TOLERATED * self.credits


def main(arguments: list[str] | None = None) -> int:
    """Check every page; the exit code."""
    parser = argparse.ArgumentParser(description="Hold proposed house styles against their own pages.")
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("CUTLINE_CORPUS"))
    parser.add_argument("--show", action="store_true", help="print every credit that is called wrong")
    wish = parser.parse_args(arguments)
    if wish.folder is None:
        parser.error("name a folder of saved pages, or set CUTLINE_CORPUS")
    files = sorted(Path(wish.folder).rglob("*.html"))
    if not files:
        parser.error(f"no page in {wish.folder}")
    fits = list(fits_of(files))
    sys.stdout.writelines(f"{line}\n" for line in lines(fits, len(files), show=wish.show))
    return int(any(fit.fails for fit in fits))


def fits_of(files: Iterable[Path]) -> Iterator[Fit]:
    """Propose and check, page by page; pages whose credits make no proposal are left out."""
    rules = style_rules()
    for file in files:
        html = file.read_bytes()
        proposal = propose(seen_on([cutline.inspect_page(html, source=file.name)]))
        if proposal is not None:
            config = read({**tomllib.loads("".join(as_toml(proposal))), "select": rules}, Path())
            yield fit_of(html, file.name, config)


def style_rules() -> list[str]:
    """Name the rules that are asked. Exits with 2 when none judges by house style: that would prove nothing."""
    known = [rule.id for rule in catalogue()]
    if not set(known) & set(STYLE_RULES):
        sys.stderr.write("none of the rules that judge credits by house style is installed\n")
        sys.exit(2)
    return [name for name in known if name in STYLE_RULES + DAMAGE_RULES]


def fit_of(html: bytes, name: str, config: Config) -> Fit:
    """Check a page with a configuration and gather what is called wrong, once for each credit."""
    result = cutline.audit_page(html, source=name, config=config)
    wrong: dict[int | None, str] = {}
    damaged: dict[int | None, str] = {}
    for finding in result.findings:
        kind = wrong if finding.rule in STYLE_RULES else damaged
        kind.setdefault(finding.picture, _told(finding, result.photos))
    number = sum(photo.credit is not None for photo in result.photos)
    return Fit(name, number, tuple(wrong.values()), tuple(damaged.values()))


def _told(finding: Finding, photos: Iterable[Photo]) -> str:
    said = next((p.credit.text for p in photos if p.index == finding.picture and p.credit), finding.snippet)
    wanted = f" -> {finding.suggestion.text}" if finding.suggestion else ""
    return f"{finding.rule}: {said}{wanted}"


def lines(fits: list[Fit], pages: int, *, show: bool) -> Iterator[str]:
    """Yield the figures, failing pages by name."""
    number = sum(fit.credits for fit in fits)
    wrong = sum(len(fit.wrong) for fit in fits)
    damaged = sum(len(fit.damaged) for fit in fits)
    yield f"{pages} pages, {len(fits)} of them with a proposal"
    yield f"{number} credits, {wrong} called wrong, {damaged} damaged"
    for fit in fits:
        if fit.fails:
            yield f"too many on {fit.name}: {len(fit.wrong)} of {fit.credits}"
        if show:
            yield from (f"  wrong on {fit.name}: {told}" for told in fit.wrong)
            yield from (f"  damaged on {fit.name}: {told}" for told in fit.damaged)


if __name__ == "__main__":
    sys.exit(main())
