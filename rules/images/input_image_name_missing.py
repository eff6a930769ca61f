"""A button that is a picture without a name."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, Picture
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag


class InputImageNameMissing(Rule):
    id = "input-image-name-missing"
    title = "A button made of a picture has no name"
    why = (
        "The picture is all that tells what the button does. Without an alt text a blind reader hears "
        "“submit” or a file "
        "name, and a reader who steers by voice has no word to say."
    )
    references = (wcag("1.1.1"), wcag("4.1.2"), act("59796f"))
    messages = {"unnamed": "This button is a picture and has no alt text that says what it does."}
    nothing = "no button made of a picture on the page"
    examples = (
        Good("a button that says what it does", '<form><input type="image" src="lens.svg" alt="Search"></form>'),
        Good(
            "near miss: the name stands beside the button",
            '<form><input type="image" src="lens.svg" aria-labelledby="find"><span id="find">Search</span></form>',
        ),
        Bad("no name", '<form>«<input type="image" src="lens.svg" name="go">»</form>'),
        Bad("a name that leads nowhere", '<form>«<input type="image" src="lens.svg" aria-labelledby="gone">»</form>'),
        Bad("an empty alt text", '<form>«<input type="image" src="lens.svg" alt="">»</form>'),
        Bad("two buttons", '<form>«<input type="image" src="lens.svg">»«<input type="image" src="bin.svg">»</form>'),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge `<input type=image>` that a screen reader meets."""
        return [picture for picture in page.pictures if picture.kind == "input" and picture.exposed]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim buttons without a name (ACT 59796f)."""
        for button in self.subjects(page):
            if not button.name:
                yield self.finding(page, "unnamed", picture=button)
