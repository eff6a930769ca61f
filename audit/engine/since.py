"""A run beside an earlier one: what is new, what is fixed, what stayed."""

from collections import defaultdict

from cutline.model.comparison import Comparison, Fixed
from cutline.model.finding import Finding
from cutline.model.run import AuditRun, PageResult


class Earlier:
    """The findings of an earlier run; pages of the later one are shown to it one by one."""

    def __init__(self, run: AuditRun) -> None:
        self._started = run.started
        self._left: defaultdict[str, dict[str, Finding]] = defaultdict(dict)
        for page in run.pages:
            self._left[page.source] |= {finding.fingerprint: finding for finding in page.findings}
        self._new: list[str] = []
        self._unchanged: list[str] = []
        self._fixed: list[Fixed] = []

    def see(self, page: PageResult) -> None:
        """Take note of a page of the later run. A finding that was answered since is neither there nor fixed."""
        before = self._left.pop(page.source, {})
        for finding in page.findings:
            known = before.pop(finding.fingerprint, None)
            (self._unchanged if known else self._new).append(finding.fingerprint)
        for claim in page.answered:
            before.pop(claim.finding.fingerprint, None)
        asked = {outcome.rule for outcome in page.outcomes if outcome.spoke}
        for finding in before.values():
            if finding.rule in asked:
                self._fixed.append(_fixed(page.source, finding))
            else:
                self._left[page.source][finding.fingerprint] = finding

    def comparison(self) -> Comparison:
        """Say what changed over all the pages that were seen."""
        unknown = sum(len(findings) for findings in self._left.values())
        return Comparison(self._started, tuple(self._new), tuple(self._unchanged), tuple(self._fixed), unknown)


def _fixed(source: str, finding: Finding) -> Fixed:
    return Fixed(source, finding.rule, finding.severity, finding.subject, finding.fingerprint)
