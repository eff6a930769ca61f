"""Suggestions for one alt text, made one: what an editor types for the first finding also mends the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cutline.engine.claims import Claim, finding_of
from cutline.engine.select import Chosen, Selection
from cutline.model.finding import Finding, Suggestion
from cutline.model.page import Page, Picture
from cutline.rules.base import Review, Rewriting


def agreed(page: Page, selection: Selection, claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims in the same order, with suggestions for the same alt text that no longer contradict each other.

    What a person must still decide changes no suggestion but its own. A suggestion that carries an edit stays as it is
    and the others build on it. Where one of the claims cannot be put right, nothing is suggested: half-mended words are
    not to be typed. The work grows with the claims.
    """
    claims = list(claims)
    rewriting = _rewriting(selection)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        finding = finding_of(claim)
        if finding.rule in rewriting and finding.picture is not None:
            places[finding.picture].append(place)
    crowded = {index: found for index, found in places.items() if len(found) > 1}
    if not crowded:
        return claims
    photos = {photo.index: photo for photo in page.pictures if photo.index in crowded}
    for index, found in crowded.items():
        agreeing = _agreeing(photos[index], [claims[place] for place in found], rewriting)
        for place, claim in zip(found, agreeing, strict=True):
            claims[place] = claim
    return claims


def _rewriting(selection: Selection) -> dict[str, Chosen]:
    entries = (entry for entry in selection.entries if isinstance(entry, Chosen))
    return {entry.rule.id: entry for entry in entries if entry.rule.rewrites_alt is not None}


def _agreeing(photo: Picture, claims: Sequence[Claim], rewriting: dict[str, Chosen]) -> Iterable[Claim]:
    settled = [claim for claim in claims if isinstance(claim, Finding)]
    for claim in claims:
        if isinstance(claim, Review):
            text = _text(photo, [*settled, claim.finding], rewriting)
            yield Review(_suggesting(claim.finding, text))
        else:
            yield _suggesting(claim, _text(photo, settled, rewriting))


def _suggesting(finding: Finding, text: str | None) -> Finding:
    if finding.suggestion is not None and finding.suggestion.edit is not None:
        return finding
    return replace(finding, suggestion=Suggestion(text) if text else None)


def _text(photo: Picture, findings: Sequence[Finding], rewriting: dict[str, Chosen]) -> str | None:
    """Begin with the text that one of the rules gives whole, else with what is there, and let the others mend it."""
    text = photo.alt
    for finding in findings:
        if rewriting[finding.rule].rule.rewrites_alt is Rewriting.WHOLE:
            text = finding.suggestion.text if finding.suggestion else None
    for finding in findings:
        chosen = rewriting[finding.rule]
        if text and chosen.rule.rewrites_alt is Rewriting.PARTS:
            text = chosen.rule.rewritten(text, photo, chosen.options)
    return text
