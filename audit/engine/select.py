"""Which rules sit over a run, with which options, and why the others do not."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cutline.config.catalogue import catalogue
from cutline.config.profiles import PROFILES
from cutline.config.schema import Config, ConfigError, RuleSettings, checked, hint, settings_of, top_keys
from cutline.model.finding import FIELD
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import RuleInfo
from cutline.model.severity import Severity
from cutline.rules.base import Needs, Rule

NOT_SELECTED = "not selected"
NEEDS_A_BROWSER = "needs a browser"


class Chosen(Struct, frozen=True):
    """A rule that will be asked. `fields` names, for each of its messages, the data that the sentence needs."""

    rule: Rule
    options: Mapping[str, Any]
    severity: Severity | None
    fields: dict[str, frozenset[str]]
    inapplicable: Outcome


class Selection(Struct, frozen=True):
    """What a Config comes to: one entry for every rule, in the order of ids, and the catalogue for the report."""

    entries: tuple[Chosen | Outcome, ...]
    catalogue: tuple[RuleInfo, ...]
    config: Config


@lru_cache(maxsize=16)
def selection_of(config: Config, given: Needs = Needs.STATIC) -> Selection:
    """Work out a selection, once per Config and per what rules will be `given`.

    Raises ConfigError for unknown names, and when no rule is left to run.
    """
    rules = catalogue(config.rules_from)
    _refuse_unknown(config, rules)
    settings = {rule.id: settings_of(rule, config.rules.get(rule.id, {})) for rule in rules}
    wanted = _wanted(config, rules, settings)
    entries = tuple(_entry(rule, settings[rule.id], wanted, given) for rule in rules)
    if not any(isinstance(entry, Chosen) for entry in entries):
        raise ConfigError("no rule is left to run: select, ignore and profile leave none that works without a browser")
    return Selection(
        entries=entries,
        catalogue=tuple(_info(rule, settings[rule.id]) for rule in rules),
        config=config,
    )


def _refuse_unknown(config: Config, rules: tuple[Rule, ...]) -> None:
    ids = tuple(rule.id for rule in rules)
    named: dict[str, Any] = {
        name: getattr(config, name) for name in ("select", "ignore", "page_size_mib", "page_seconds")
    }
    if config.profile is not None:
        named["profile"] = config.profile
    checked(named, top_keys(ids, tuple(PROFILES)))
    for name in config.rules:
        if name not in ids:
            raise ConfigError(f"rules.{name}: there is no rule of this name{hint(name, ids)}")


def _wanted(config: Config, rules: tuple[Rule, ...], settings: Mapping[str, RuleSettings]) -> frozenset[str]:
    if config.select:
        return frozenset(config.select) - frozenset(config.ignore)
    mildest = PROFILES[config.profile].mildest if config.profile else Severity.ADVICE
    severities = {rule.id: settings[rule.id].severity or rule.severity for rule in rules}
    return frozenset(name for name, severity in severities.items() if severity.reaches(mildest)) - set(config.ignore)


def _entry(rule: Rule, settings: RuleSettings, wanted: frozenset[str], given: Needs) -> Chosen | Outcome:
    if rule.id not in wanted:
        return Outcome(rule.id, Verdict.NOT_RUN, reason=NOT_SELECTED)
    if rule.needs is Needs.RENDERED and given is Needs.STATIC:
        return Outcome(rule.id, Verdict.NOT_RUN, reason=NEEDS_A_BROWSER)
    return Chosen(
        rule=rule,
        # One rule object and one table of options serve every page: what is read-only cannot leak from page to page.
        options=MappingProxyType(settings.options),
        severity=settings.severity,
        fields={name: frozenset(FIELD.findall(message)) for name, message in rule.messages.items()},
        inapplicable=Outcome(rule.id, Verdict.INAPPLICABLE, reason=rule.nothing),
    )


def _info(rule: Rule, settings: RuleSettings) -> RuleInfo:
    info = rule.info()
    return replace(info, severity=settings.severity) if settings.severity else info
