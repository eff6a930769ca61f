"""A photo whose data for search engines names its maker, but no licence."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import LinkedImage, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.linked_photos import Described, described

_FIELDS = {"license": "license", "acquire_license_page": "acquireLicensePage"}
_DRUMMERS = '<img src="/photos/orla-drummers.jpg" alt="Drummers">'
_LANTERNS = '<img src="/photos/orla-lanterns.jpg" alt="Lanterns">'
_RIGHTS = '"creditText": "Hanne Vik/Orla Courier"'
_LICENCE = '"license": "https://courier.example/licence"'
_SHOP = '"acquireLicensePage": "https://courier.example/shop"'


def _page(drummers: str, lanterns: str = "", *, first: str = _DRUMMERS, second: str = _LANTERNS) -> str:
    images = ",".join(
        f'{{"@type": "ImageObject", "contentUrl": "https://courier.example/photos/{name}.jpg", {fields}}}'
        for name, fields in (("orla-drummers", drummers), ("orla-lanterns", lanterns))
        if fields
    )
    return (
        f'<script type="application/ld+json">[{images}]</script>\n'
        f"<figure>{first}<figcaption>Drummers open the feast of Orla.</figcaption></figure>\n"
        f"<figure>{second}<figcaption>Lanterns hang over the bridge.</figcaption></figure>"
    )


class LinkedLicenceMissing(Rule):
    id = "linked-licence-missing"
    title = "Search engines are told who made a photo, but not how to license it"
    why = (
        "Google marks a photo as licensable, with a link to whoever sells it, when the page's data names its licence "
        "and the page where one can be had. The data is there already; the photographer loses nothing but the sale."
    )
    references = (house("licensable images"),)
    severity = Severity.ADVICE
    messages = {
        "licence": "The page's data names the rights in {photos} of its photos, and for {missing} of them no licence.",
        "shop": (
            "The page's data names the rights in {photos} of its photos, and for {missing} of them no page where a "
            "licence can be had."
        ),
    }
    nothing = "no photo whose rights are named in the page's data for search engines"
    examples = (
        Good("a licence, and a page where it is sold", _page(f"{_RIGHTS}, {_LICENCE}, {_SHOP}")),
        Good("near miss: data that says nothing of rights", _page('"width": 1200')),
        Bad("neither", _page(f"{_RIGHTS}, {_SHOP}", first=f"«{_DRUMMERS}»")),
        Bad(
            "a licence for one, a page for the other",
            _page(f"{_RIGHTS}, {_SHOP}", f"{_RIGHTS}, {_LICENCE}", first=f"«{_DRUMMERS}»", second=f"«{_LANTERNS}»"),
        ),
    )

    def subjects(self, page: Page) -> Sequence[Described]:
        """Judge photos of whose rights the page's data speaks."""
        return described(page)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim each of the two fields once a page, at the first photo that lacks it."""
        ones = described(page)
        for kind, field in (("licence", "license"), ("shop", "acquire_license_page")):
            lacking = [one for one in ones if not _said(one.image, field)]
            if lacking:
                yield self.finding(
                    page,
                    kind,
                    picture=lacking[0].photo,
                    subject=field,
                    data={"photos": len(ones), "missing": len(lacking)},
                    evidence=[Evidence("missing in the ImageObject", _FIELDS[field])],
                )


def _said(image: LinkedImage, field: str) -> bool:
    return bool(getattr(image, field))
