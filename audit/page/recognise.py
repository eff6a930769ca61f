"""A document in, a page out: its pictures with the texts that belong to them, and the ways to get there."""

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import takewhile
from typing import Any

from msgspec import Struct, structs

from cutline.model.page import Caption, CreditLine, Grade, LinkedImage, Orphan, Page, Picture
from cutline.model.profile import SiteProfile
from cutline.page import addresses
from cutline.page.class_words import class_facts
from cutline.page.clues.attributes import attributes, credit_attribute
from cutline.page.clues.following import following
from cutline.page.clues.leftover import leftover, slide
from cutline.page.clues.linked import by_identity, linked
from cutline.page.clues.named import Pairing, pairings
from cutline.page.clues.sighting import Place, Sighting
from cutline.page.document import Document
from cutline.page.duplicates import Shown, copies
from cutline.page.linked_data import linked_images
from cutline.page.names import Names
from cutline.page.outline import outline_of, page_language, part_language, title
from cutline.page.profiles import Named, belongings, credit_by_profile, named
from cutline.page.reading import Reading, plain_text, read
from cutline.page.skiplinks import skip_links
from cutline.page.splitting import MOST_CREDITS, Split, split
from cutline.page.standing import LINKED, THRESHOLD, standing
from cutline.page.surroundings import Around, Surroundings
from cutline.page.survey import Survey, Unit, survey
from cutline.text.credit_place import boundary_before
from cutline.text.credit_reader import CreditReader
from cutline.text.folding import fold
from cutline.text.lexicon import House
from cutline.text.patterns import pattern

_PLAUSIBLE = THRESHOLD - 2
"""Points without a caption below which no caption could make a picture content."""
_BARE_CREDIT_WORDS = 6
_LEARNT = 4
"""Code points from which a credit is long enough to be known again at the end of another caption."""
_LONGEST_FIGURE = 4000
_DOMAIN = pattern(r"(?:www\.)?[\w-]{2,60}(?:\.[\w-]{2,30}){0,2}\.[a-z]{2,10}")
_PLACES = {"box": 0, "after": 1, "before": 2}
_GALLERY_PHOTOS = 4
"""Photos with texts of their own from which a page is a gallery."""


def recognise(
    document: Document, *, source: str = "", profiles: Sequence[SiteProfile] = (), house: House | None = None
) -> Page:
    """Work out what an editor would see on a page. Never raises on content; `source` is the page's address or path."""
    own_addresses = page_addresses(document, source)
    profile = next((profile for profile in profiles if profile.fits(own_addresses)), None)
    lang = page_language(document)
    images = linked_images(document)
    recogniser = _Recogniser(document, own_addresses, lang, images, profile, house)
    pictures = recogniser.pictures()
    outline = outline_of(document, recogniser.names)
    return Page(
        source=source,
        document=document,
        names=recogniser.names,
        title=title(document),
        lang=lang,
        pictures=pictures,
        skip_links=skip_links(document, own_addresses[0] if own_addresses else source, recogniser.names),
        landmarks=outline.landmarks,
        headings=outline.headings,
        linked_images=images,
        gallery=_is_gallery(recogniser, pictures, own_addresses),
        unfilled_figures=recogniser.unfilled,
        orphans=recogniser.orphans(),
    )


def page_addresses(document: Document, source: str = "") -> tuple[str, ...]:
    """Give the addresses a page goes by: its canonical link, og:url, and where it was read from."""
    links = document.tree.select('link[rel~="canonical" i]')
    stated = (*(link.attr("href") for link in links), document.meta("og:url"))
    found = dict.fromkeys(value.strip() for value in stated if value)
    return tuple(found) + ((source,) if source else ())


class _Candidate(Struct, eq=False):
    """A unit on its way to being a picture."""

    unit: Unit
    around: Around
    sighting: Sighting | None = None
    split: Split | None = None
    credit: CreditLine | None = None
    points: int = 0
    against: str = ""

    @property
    def caption(self) -> str:
        return self.split.caption if self.split else ""

    @property
    def caption_element(self) -> Any:
        """The element whose words the caption is; None without one."""
        told = self.sighting if self.caption and self.sighting is not None else None
        return told.element if told is not None and told.place is not Place.NO_TEXT else None

    @property
    def caption_weight(self) -> int:
        """2 for a caption that names itself, 1 for one that only stands beside the picture; 0 for one by its looks."""
        if not self.caption or self.sighting is None or self.sighting.place is Place.ALIKE:
            return 0
        own = self.sighting.place in (Place.NAMED, Place.OWN)
        return 2 if own and not _holds_headline(self.sighting.element) else 1


def _holds_headline(element: Any) -> bool:
    return element.select_one("h2, h3, h4, h5") is not None


class _Shared:
    """Knows the picture that a page wants shown where people share it, whatever size the page itself shows."""

    def __init__(self, address: str | None, units: Sequence[Unit]) -> None:
        self._address = address
        self._units = units

    def is_in(self, unit: Unit) -> bool:
        """Tell whether a unit shows it."""
        if self._address is None or unit.src is None:
            return False
        if addresses.identity(unit.src) == addresses.identity(self._address):
            return True
        return not self._numbers.isdisjoint(addresses.asset_numbers(unit.src))

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """Its number in a system: one that no two photos of the page have, and no date."""
        photos: dict[str, set[str]] = {}
        for unit in self._units:
            for number in addresses.asset_numbers(unit.src or ""):
                photos.setdefault(number, set()).add(addresses.identity(unit.src or ""))
        told = addresses.asset_numbers(self._address or "")
        alone = {number for number, shown in photos.items() if len(shown) == 1}
        return frozenset(number for number in told & alone if not addresses.is_date(number))


class _Recogniser:
    """One page's recognition; lives as long as one call."""

    def __init__(
        self,
        document: Document,
        own_addresses: Sequence[str],
        lang: str | None,
        images: Sequence[LinkedImage],
        profile: SiteProfile | None,
        house: House | None,
    ) -> None:
        self.document = document
        self.names = Names(document)
        self.survey: Survey = survey(document)
        self.around = Surroundings(self.survey, own_addresses[0] if own_addresses else "")
        self.lang = lang
        self.credits = CreditReader(lang, house)
        self.profile = profile
        self.images = by_identity(images)
        self.shared = _Shared(document.meta("og:image"), self.survey.units)
        self.paired, self.lone, self.unfilled = pairings(self.survey)
        self.candidates: list[_Candidate] = []
        self.split = partial(split, reader=self.credits)

    def pictures(self) -> tuple[Picture, ...]:
        self.candidates = [_Candidate(unit, self.around.of(unit.anchor)) for unit in self.survey.units]
        if self.profile is not None:
            self._by_profile(self.profile)
        else:
            for candidate in self.candidates:
                if not candidate.unit.trivial:
                    self._pair(candidate)
        self._learn_mixed()
        self._learn_credits()
        twins = self._copies()
        found = [(candidate.unit.order, partial(self._picture, candidate, twins)) for candidate in self.candidates]
        found += [(order, partial(self._other, element)) for order, element in self.survey.others]
        found.sort(key=lambda pair: pair[0])
        return tuple(make(index) for index, (_, make) in enumerate(found))

    # -- which text belongs to a picture

    def _pair(self, candidate: _Candidate) -> None:
        unit = candidate.unit
        pairs = self.paired.get(unit, [])
        captions = [pair for pair in pairs if pair.spot.caption]
        # A figcaption that is called a credit is one where another element is called the caption.
        plain = [pair for pair in captions if not pair.spot.credit or pair.spot.facts.caption]
        captions = plain or captions
        if captions:
            self._take(candidate, self._named(captions))
            self._take_second_credit(candidate, captions)
        if candidate.credit is None and (beside := _beside(pairs, captions)):
            self._take_credit(candidate, beside)
        if candidate.credit is None and (captions or candidate.around.figure is not None):
            self._take_bare_credit(candidate, {pair.spot.element for pair in captions})
        self._weigh(candidate)
        if candidate.caption or not self._may_become_content(candidate):
            return
        # Where the caption's own place says who made the photo and no more, what stands around it is running text.
        around = None if captions and candidate.credit else leftover(self.survey, unit) or following(self.survey, unit)
        stated = None if around is not None and around.place is not Place.ALIKE else self._stated(unit)
        sighting = stated or around
        if sighting is not None:
            if not self._is_bare_credit(candidate, sighting.reading.text):
                self._take(candidate, sighting)
            elif candidate.credit is None and sighting is around:
                credit = self.credits.field(sighting.reading.text)
                candidate.credit = CreditLine(credit, "figure", sighting.element)
        if candidate.credit is None and (found := credit_attribute(self.survey, unit)) is not None:
            value, element = found
            candidate.credit = CreditLine(self.credits.field(value), "attribute", element)
        if candidate.caption or candidate.credit is not None:
            self._weigh(candidate)

    def _stated(self, unit: Unit) -> Sighting | None:
        """Read the caption that an attribute or the page's data states."""
        return attributes(self.survey, unit) or linked(self.images, unit)

    def _may_become_content(self, candidate: _Candidate) -> bool:
        """Tell whether a caption could make it content: it forgives a link to the photo's own page."""
        if candidate.points >= _PLAUSIBLE:
            return True
        link = candidate.around.link
        return link is not None and candidate.points + LINKED >= _PLAUSIBLE and self.around.leads_to_one_photo(link)

    def _named(self, pairs: list[Pairing]) -> Sighting | None:
        """Read the best of the elements that call themselves this picture's caption."""
        best: Sighting | None = None
        for pair in sorted(pairs, key=lambda pair: (_PLACES[pair.place], pair.spot.tag != "figcaption", pair.levels)):
            reading = read(pair.spot.element)
            if not reading.text and not reading.credits:
                continue
            sighting = _sighting(pair, reading)
            if (
                best is None
                or (not best.reading.text and reading.text)
                or (
                    reading.text != best.reading.text
                    and reading.text.startswith(best.reading.text.rstrip("…."))
                    and pair.place == "box"
                )
            ):
                best = sighting
        return best

    def _take(self, candidate: _Candidate, sighting: Sighting | None) -> None:
        if sighting is None:
            return
        found = self.split(sighting.reading)
        if sighting.called_credit and (found.credit is None or self._is_bare_credit(candidate, found.caption)):
            whole = plain_text(sighting.element)
            found = Split("", self.credits.field(whole), "element", sighting.element)
        if found.credit is None and _DOMAIN.fullmatch(found.caption):
            found = Split("", self.credits.field(found.caption), "element", sighting.element)
        if not found.caption and found.credit is None:
            return
        if candidate.sighting is None or found.caption:
            candidate.sighting, candidate.split = sighting, found
        if found.credit is not None and candidate.credit is None:
            candidate.credit = CreditLine(found.credit, found.how, found.element or sighting.element)

    def _take_second_credit(self, candidate: _Candidate, captions: list[Pairing]) -> None:
        """Take the credit out of a caption beside the one that was taken: a figure may have one for each."""
        taken = candidate.sighting.element if candidate.sighting is not None else None
        for pair in captions:
            if candidate.credit is None and taken is not None and pair.spot.element != taken and pair.place == "box":
                found = self.split(read(pair.spot.element))
                if found.credit is not None and not found.caption:
                    element = found.element or pair.spot.element
                    candidate.credit = CreditLine(found.credit, found.how or "element", element)

    def _take_credit(self, candidate: _Candidate, pairs: list[Pairing]) -> None:
        """Join the elements that call themselves this picture's credit, repeats left out."""
        texts: list[str] = []
        # Beside an element that is called a credit, one that is called author tells of the story's.
        pairs = [pair for pair in pairs if not (pair.spot.weak and pair.spot.facts.avatar)] or pairs
        nearest = min(pairs, key=lambda pair: (_PLACES[pair.place], pair.levels))
        for pair in pairs:
            text = plain_text(pair.spot.element)
            if (
                pair.place == nearest.place
                and any(map(str.isalpha, text))
                and not any(text in known for known in texts)
            ):
                texts.append(text)
            if len(texts) == MOST_CREDITS:
                break
        if texts:
            credit = self.credits.field(" ".join(texts))
            candidate.credit = CreditLine(credit, "element", nearest.spot.element)

    def _learn_mixed(self) -> None:
        """Give captions back that stand in elements called credit, where their like hold captions and credits both."""
        called = [one for one in self.candidates if one.sighting is not None and one.sighting.called_credit]
        mixed = {_names(one) for one in called if one.caption and one.credit is not None}
        for candidate in called:
            if candidate.caption or candidate.sighting is None or _names(candidate) not in mixed:
                continue
            found = self.split(candidate.sighting.reading)
            if found.caption and found.credit is None:
                candidate.split, candidate.credit = found, None

    def _learn_credits(self) -> None:
        """Read captions again that end in a credit which another photo on the page has for more than possible."""
        found_credits = (one.credit.credit for one in self.candidates if one.credit is not None)
        said = {credit.text.strip("()[] ") for credit in found_credits if credit.grade is not Grade.POSSIBLE}
        known = {text for text in said if len(text) >= _LEARNT}
        endings, lengths = tuple(known), sorted(set(map(len, known)), reverse=True)
        for candidate in self.candidates:
            found = candidate.split
            if candidate.credit is not None or found is None or not found.caption.rstrip(")]").endswith(endings):
                continue
            if ending := _known_ending(found.caption, known, lengths):
                rest = found.caption[: -len(ending)].rstrip(" -–—|/")
                credit = structs.replace(self.credits.field(ending), grade=Grade.LIKELY)
                candidate.split = Split(rest, credit, "learnt")
                candidate.credit = CreditLine(
                    credit, "learnt", candidate.sighting.element if candidate.sighting else None
                )

    def _take_bare_credit(self, candidate: _Candidate, captions: set[Any]) -> None:
        """Take the few words that stand beside the photo, outside its caption, for the credit they are."""
        figure = candidate.around.figure or slide(self.survey, candidate.unit)
        if figure is None or self.survey.holds(figure) != 1 or len(figure.text) > _LONGEST_FIGURE:
            return
        reading = read(figure, apart=captions)
        if reading.text and self._is_bare_credit(candidate, reading.text):
            candidate.credit = CreditLine(self.credits.field(reading.text), "figure", figure)
        elif reading.credits and not reading.text and (credit := self.split(reading).credit) is not None:
            candidate.credit = CreditLine(credit, "element", reading.credits[0].element)

    def _is_bare_credit(self, candidate: _Candidate, text: str) -> bool:
        """Tell whether a text is an unmarked credit: it is short, and reads as one or opens the alt too."""
        if not text or len(text.split()) > _BARE_CREDIT_WORDS:
            return False
        credit = self.credits.find(text)
        if credit is not None and len(credit.text) >= 0.8 * len(text):
            return True
        alt = fold(candidate.unit.element.attr("alt") or "")
        return len(alt) > len(text) and alt.startswith(f"{text} ") and text[0].isupper()

    def _weigh(self, candidate: _Candidate) -> None:
        found = standing(
            self.survey,
            self.around,
            candidate.unit,
            candidate.around,
            captioned=candidate.caption_weight,
            caption_element=candidate.caption_element,
            credited=candidate.credit is not None,
            is_shared=self.shared.is_in,
        )
        candidate.points, candidate.against = found.points, found.against

    def _by_profile(self, profile: SiteProfile) -> None:
        """Let the house's selectors decide; the clues fill in what it leaves open."""
        says = named(self.document, profile)
        chosen = []
        for candidate in self.candidates:
            unit = candidate.unit
            if profile.picture and unit.anchor not in says.pictures and unit.element not in says.pictures:
                candidate.points, candidate.against = -99, "the site's profile does not name it"
            elif unit.element in says.furniture:
                candidate.points, candidate.against = -99, "the site's profile calls it furniture"
            elif not unit.blueprint and (profile.picture or not unit.trivial):
                unit.trivial = False
                chosen.append(candidate)
        if not profile.picture:
            for candidate in chosen:
                self._pair(candidate)
            chosen = [candidate for candidate in chosen if candidate.points >= _PLAUSIBLE]
        units = [candidate.unit for candidate in chosen]
        captions = belongings(units, says.captions, self.document.order)
        bylines = belongings(units, says.credits, self.document.order)
        for candidate in chosen:
            self._take_named(candidate, captions.get(candidate.unit), bylines.get(candidate.unit), says, profile)

    def _take_named(self, candidate: _Candidate, own: Any, byline: Any, says: Named, profile: SiteProfile) -> None:
        """Take the texts that the profile names for a photo."""
        if own is not None:
            reading = read(own, apart=set(says.credits))
            self._take(candidate, Sighting("profile", "the site's profile names it", own, reading, Place.OWN))
        elif profile.picture and not profile.caption:
            self._pair(candidate)
        text = plain_text(byline) if byline is not None else ""
        if text:
            credit = credit_by_profile(text, profile, self.credits)
            candidate.credit = CreditLine(credit, "profile", byline)
        if profile.picture:
            candidate.points = 99
        else:
            self._weigh(candidate)

    # -- from candidates to pictures

    def _copies(self) -> dict[Any, Any]:
        shown = [
            Shown(
                id(candidate),
                candidate.unit.src,
                candidate.unit.element.attr("alt"),
                candidate.caption,
                candidate.points,
                _width(candidate.unit),
                candidate.sighting is None or candidate.sighting.clue != "json-ld",
            )
            for candidate in self.candidates
            if candidate.points >= THRESHOLD
        ]
        return copies(shown)

    def _picture(self, candidate: _Candidate, twins: dict[Any, Any], index: int) -> Picture:
        unit = candidate.unit
        described = self.names.describe(unit.element)
        content = not unit.trivial and candidate.points >= THRESHOLD
        why_not = "" if content else "a meter, a mark or a blueprint" if unit.trivial else candidate.against
        if content and id(candidate) in twins:
            content, why_not = False, "the same photo stands on the page again, with its caption"
        return Picture(
            index=index,
            kind="noscript" if unit.host is not None else unit.element.tag,
            content=content,
            src=unit.src,
            alt=unit.element.attr("alt"),
            name=described.name,
            role=described.role,
            exposed=described.exposed,
            decorative=described.decorative,
            caption=_caption(candidate) if content else None,
            credit=candidate.credit if content else None,
            grade=candidate.sighting.grade if candidate.sighting else Grade.LIKELY,
            why_not=why_not,
            reasons=_reasons(candidate) if content else (),
            lang=part_language(unit.anchor) or self.lang if content else self.lang,
            element=unit.element,
        )

    def _other(self, element: Any, index: int) -> Picture:
        described = self.names.describe(element)
        return Picture(
            index=index,
            kind=element.tag,
            content=False,
            src=element.attr("src") or element.attr("data"),
            alt=element.attr("alt"),
            name=described.name,
            role=described.role,
            exposed=described.exposed,
            decorative=described.decorative,
            why_not="a drawing, a button or an embedded object",
            lang=self.lang,
            element=element,
        )

    def orphans(self) -> tuple[Orphan, ...]:
        """List texts that name themselves captions and ended on no photo."""
        shown = [one for one in self.candidates if one.sighting is not None and one.points >= THRESHOLD]
        used = {one.sighting.element for one in shown if one.sighting is not None}
        said = tuple(one.caption for one in shown if one.caption)
        found = [
            Orphan(text, "no picture beside it", spot.element)
            for spot in self.lone
            if spot.caption and (text := plain_text(spot.element))
        ]
        for candidate in self.candidates:
            for pair in self.paired.get(candidate.unit, ()):
                text = plain_text(pair.spot.element) if pair.spot.caption and pair.spot.element not in used else ""
                credited = candidate.credit is not None and text in candidate.credit.credit.text
                if text and not text.startswith(said) and not credited and not _shortens(text, candidate):
                    found.append(Orphan(text, _why_orphaned(candidate), pair.spot.element))
        return tuple(found)


def _beside(pairs: list[Pairing], captions: list[Pairing]) -> list[Pairing]:
    """Give the pairs that are no caption and hold none: what is called credit around one holds the credit proper."""
    taken = set(captions)
    others = [pair for pair in pairs if pair not in taken]
    if not others:
        return []
    wrappers: set[Any] = set()
    for pair in captions:
        wrappers.update(takewhile(lambda around: around not in wrappers, pair.spot.element.ancestors))
    return [pair for pair in others if pair.spot.element not in wrappers]


def _shortens(text: str, candidate: _Candidate) -> bool:
    """Tell whether a text is the beginning of the caption that was taken, shown until a reader asks for more."""
    return candidate.points >= THRESHOLD and candidate.caption.startswith(text.rstrip("…."))


def _why_orphaned(candidate: _Candidate) -> str:
    if candidate.points >= THRESHOLD:
        return "its picture has another caption"
    return f"its picture is furniture: {candidate.against}"


def _names(candidate: _Candidate) -> str | None:
    names: str | None = candidate.sighting.element.attr("class") if candidate.sighting is not None else None
    return names


def _width(unit: Unit) -> int:
    return max(unit.width or 0, unit.widest)


def _known_ending(caption: str, known: set[str], lengths: Sequence[int]) -> str:
    """Give the longest of the known credits, of these lengths, in which a caption ends, brackets and all; "" for none.

    Known credits have no brackets at their ends, so that of each length one alone can be this caption's.
    """
    bare = caption[:-1] if caption.endswith((")", "]")) else caption
    said = (bare[-length:] for length in lengths)
    return next((ending for text in said if text in known and (ending := _ending(caption, text))), "")


def _ending(caption: str, credit: str) -> str:
    """Give the end of a caption that is the credit, in brackets or behind the end of a statement; else ""."""
    for ending in (f"({credit})", f"[{credit}]"):
        if caption.endswith(ending) and len(caption) > len(ending):
            return ending
    before = caption.removesuffix(f" {credit}").rstrip()
    ends = caption.endswith(f" {credit}") and not before.endswith(",") and boundary_before(caption, len(before))
    return credit if before and ends else ""


def _sighting(pair: Pairing, reading: Reading) -> Sighting:
    where = {
        "box": "in the picture's own box",
        "after": "right behind the picture",
        "before": "right before the picture",
    }[pair.place]
    name = "a figcaption" if pair.spot.tag == "figcaption" else "an element called caption"
    grade = Grade.CERTAIN if pair.place == "box" or pair.spot.tag == "figcaption" else Grade.LIKELY
    return Sighting(
        "figcaption" if pair.spot.tag == "figcaption" else "class-caption",
        f"{name} {where}",
        pair.spot.element,
        reading,
        Place.NAMED,
        grade,
        pair.spot.credit and not pair.spot.facts.caption,
    )


def _caption(candidate: _Candidate) -> Caption | None:
    sighting, found = candidate.sighting, candidate.split
    if sighting is None or found is None or not found.caption:
        return None
    return Caption(
        text=found.caption,
        full=plain_text(sighting.element) if sighting.place is Place.NAMED else sighting.reading.text,
        raw=sighting.reading.raw,
        grade=sighting.grade,
        clue=sighting.clue,
        element=sighting.element,
    )


def _reasons(candidate: _Candidate) -> tuple[str, ...]:
    reasons = []
    if candidate.sighting is not None and candidate.caption:
        reasons.append(f"Caption: {candidate.sighting.reason}.")
    if candidate.credit is not None:
        how = {
            "element": "an element of its own",
            "edge": "a short part at the edge of the caption",
            "line": "a line of its own in the caption",
            "inline": "the caption's own words",
            "attribute": "an attribute of the picture",
            "learnt": "the same ending that other captions on the page have",
            "figure": "the only words beside the photo and its caption",
            "profile": "the site's profile",
        }[candidate.credit.clue]
        reasons.append(f"Credit: {how}, {candidate.credit.credit.grade}.")
    reasons.append(f"Photo: {candidate.points} points of {THRESHOLD} needed.")
    return tuple(reasons)


def _is_gallery(recogniser: _Recogniser, pictures: Sequence[Picture], own_addresses: Sequence[str]) -> bool:
    texted = sum(1 for picture in pictures if picture.content and (picture.caption or picture.credit))
    if texted >= _GALLERY_PHOTOS:
        return True
    body = recogniser.document.tree.select_one("body")
    named = body is not None and class_facts(body.attr("class")).gallery
    return named or any(class_facts(address.rsplit("/", 1)[-1].replace(".", "-")).gallery for address in own_addresses)
