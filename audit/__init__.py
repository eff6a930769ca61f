"""cutline audits news photo galleries: alt texts, captions, credits, cut texts and skip links.

`audit_page` judges one page, `inspect_page` shows what was recognised on it, `judge_truncation` and `parse_credit`
read a single text. `Config` holds a house's wishes, `Rule` is what a house's own rules are made from, and `PageResult`
values add up to an `AuditRun` of `Finding`s.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cutline.config.schema import Config
    from cutline.engine.audit import audit_page, inspect_page
    from cutline.model.finding import Finding
    from cutline.model.run import AuditRun
    from cutline.rules.base import Rule
    from cutline.text.credit import parse_credit
    from cutline.text.truncation import judge_truncation

__version__ = "0.1.0"

__all__ = [
    "AuditRun",
    "Config",
    "Finding",
    "Rule",
    "audit_page",
    "inspect_page",
    "judge_truncation",
    "parse_credit",
]

_HOMES = {
    "AuditRun": "cutline.model.run",
    "Config": "cutline.config.schema",
    "Finding": "cutline.model.finding",
    "Rule": "cutline.rules.base",
    "audit_page": "cutline.engine.audit",
    "inspect_page": "cutline.engine.audit",
    "judge_truncation": "cutline.text.truncation",
    "parse_credit": "cutline.text.credit",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name on first use: whoever needs one room does not pay for the house."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cutline' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
