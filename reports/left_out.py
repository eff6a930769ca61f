"""What a run over a site did not visit, in words: nobody may take the part that was checked for the whole site."""

from collections.abc import Iterator

from cutline.model.run import AuditRun
from cutline.reports.wording import capital, counted


def left_out(run: AuditRun) -> Iterator[str]:
    """Yield a sentence for each reason why pages are missing from a run; none when it knows of no missing page."""
    missing = run.left_out
    if missing is None:
        return
    if missing.limit is not None:
        addresses = counted(missing.limit, "address", "addresses")
        yield f"The check ended after {addresses}, as it was told to; the site has more."
    if missing.unwelcome:
        links = counted(missing.unwelcome, "link was", "links were")
        them = "it" if missing.unwelcome == 1 else "them"
        yield capital(f"{links} not followed, because the site asks programs to leave {them} alone.")
