"""What changed since an earlier run, in words."""

from cutline.model.comparison import Comparison
from cutline.reports.wording import capital, counted, dated, spelled


def changed(since: Comparison) -> str:
    """Say how many findings are new, gone and unchanged, and of how many nothing can be said."""
    said = [
        f"Since the check of {dated(since.started)}:",
        f"{_some(len(since.new))} new, {_some(len(since.fixed))} fixed, {_some(len(since.unchanged))} unchanged.",
    ]
    if since.unknown:
        earlier = counted(since.unknown, "earlier finding", "earlier findings")
        said.append(capital(f"{earlier} could not be compared, because their page or rule was not asked again."))
    return " ".join(said)


def _some(number: int) -> str:
    return spelled(number) if number else "none"
