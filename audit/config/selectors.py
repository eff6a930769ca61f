"""CSS selectors that a user wrote."""

from cutline.config.schema import ConfigError


def refuse_bad_selector(selector: str, place: str) -> None:
    """Raise ConfigError, which names the place, for words that are no selector."""
    from turbohtml import SelectorSyntaxError, parse

    try:
        parse("").select(selector)
    except SelectorSyntaxError as error:
        raise ConfigError(f"{place}: not a CSS selector: {error}") from error
