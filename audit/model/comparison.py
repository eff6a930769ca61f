"""What changed between an earlier run and this one."""

from msgspec import Struct

from cutline.model.severity import Severity


class Fixed(Struct, frozen=True):
    """A finding of the earlier run that is gone: the page and the rule were asked again, and say nothing of it."""

    source: str
    rule: str
    severity: Severity
    subject: str
    fingerprint: str


class Comparison(Struct, frozen=True):
    """A run beside an earlier one, which `started` at an ISO 8601 time; findings are told by their fingerprints.

    `new` and `unchanged` are findings of the later run, in its order. `unknown` counts findings of the earlier run
    whose page or rule was not asked again, so that nothing can be said of them.
    """

    started: str
    new: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    unknown: int = 0
