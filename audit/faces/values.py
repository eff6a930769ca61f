"""Kinds of values that several commands take and click does not know. A wrong one exits with 2."""

import math
from typing import Any

import click

from cutline.sources.reach import BARE_HOST, is_host_name, is_host_pattern


def host_name(word: str) -> str:
    """Take a server's name. Raises click.BadParameter."""
    if not is_host_name(word):
        raise click.BadParameter(f"{word!r}: {BARE_HOST}")
    return word


def host_pattern(word: str) -> str:
    """Take a server's name or address, or a pattern that fits some. Raises click.BadParameter."""
    if not is_host_pattern(word):
        raise click.BadParameter(f"{word!r}: {BARE_HOST}")
    return word


class Amount(click.FloatRange):
    """A number in a range. A range alone lets nan pass, which is neither below it nor above it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the number."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number to reckon with.", param, ctx) if math.isnan(number) else number
