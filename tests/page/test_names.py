"""Every expectation about names, roles and exposure was read off Chromium's accessibility tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import Element

from cutline.page.document import Document
from cutline.page.names import READ_LETTERS, READ_NODES, Described, Names, describe


def described(body: str) -> Described:
    document = Document.parse(f"<!doctype html><html lang=en><title>t</title><body>{body}")
    element = document.tree.select_one("[data-it]")
    assert element is not None
    return describe(element, document)


def image(name: str, source: str, *, exposed: bool = True, decorative: bool = False) -> Described:
    return Described(name, source, "img", exposed, decorative)


UNNAMED = image("", "")
MARKED = Described("", "", "none", exposed=False, decorative=True)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('alt="Ferry at dusk"', image("Ferry at dusk", "alt")),
        ('alt="  Ferry\n at\tdusk "', image("Ferry at dusk", "alt")),
        ("", UNNAMED),
        ('title="Ferry"', image("Ferry", "title")),
        ('alt="Ferry" title="Boat"', image("Ferry", "alt")),
        ('alt="  "', image("", "alt")),
        ('alt="  " title="Ferry"', image("", "alt")),
        ('alt="Ferry" aria-label="Boat"', image("Boat", "aria-label")),
        ('alt="Ferry" aria-label="  "', image("Ferry", "alt")),
        ('alt="" title="Ferry" id="i" aria-labelledby="i"', image("", "", decorative=True)),
        ('alt="Ferry" aria-labelledby="nowhere"', image("Ferry", "alt")),
        ('alt="Ferry" role="foo"', image("Ferry", "alt")),
        ('alt="Ferry" role=""', image("Ferry", "alt")),
        ('alt="Ferry" role="image"', image("Ferry", "alt")),
        ('alt="Ferry" role="img none"', image("Ferry", "alt")),
        ('alt="Ferry" role="button"', Described("Ferry", "alt", "button", exposed=True, decorative=False)),
        ('alt="" role="img"', image("", "alt")),
    ],
)
def test_an_image_is_named_by_label_then_alt_then_title(attributes: str, expected: Described) -> None:
    assert described(f"<img data-it src=x.png {attributes}>") == expected


@pytest.mark.parametrize(
    "attributes",
    ["alt", 'alt=""', 'alt="Ferry" role="none"', 'alt="Ferry" role="presentation img"', "role=none title=T"],
)
def test_an_image_marked_as_decoration_is_not_exposed(attributes: str) -> None:
    assert described(f"<img data-it src=x.png {attributes}>") == MARKED


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('alt="" title="Ferry"', image("", "", decorative=True)),
        ('alt="" tabindex="-1"', image("", "", decorative=True)),
        ('alt="" onclick="f()"', image("", "", decorative=True)),
        ('alt="" aria-label=""', image("", "", decorative=True)),
        ('alt="" aria-expanded="true"', image("", "", decorative=True)),
        ('alt="" aria-label="Ferry"', image("Ferry", "aria-label", decorative=True)),
        ('alt="Ferry" role="none" tabindex="0"', image("Ferry", "alt", decorative=True)),
        ('alt="Ferry" role="none" aria-live="polite"', image("Ferry", "alt", decorative=True)),
        ('alt="Ferry" role="presentation" aria-label="Boat"', image("Boat", "aria-label", decorative=True)),
    ],
)
def test_a_mark_of_decoration_that_is_contradicted_is_overruled(attributes: str, expected: Described) -> None:
    assert described(f"<img data-it src=x.png {attributes}>") == expected


@pytest.mark.parametrize(
    "attribute", ["aria-hidden=false", "aria-disabled=true", "title=T", "onclick=f()", "tabindex=x"]
)
def test_what_is_no_global_attribute_does_not_overrule_role_none(attribute: str) -> None:
    assert described(f'<img data-it src=x.png alt="Ferry" role="none" {attribute}>') == MARKED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div hidden>", "</div>"),
        ("<div hidden=until-found>", "</div>"),
        ("<div inert>", "</div>"),
        ("<div aria-hidden=true>", "</div>"),
        ("<div aria-hidden=TRUE><p aria-hidden=false>", "</p></div>"),
        ('<div style="display:none">', "</div>"),
        ('<div style="color:red; DISPLAY : None ">', "</div>"),
        ('<div style="display:none !important; display:block">', "</div>"),
        ('<div style="visibility:hidden">', "</div>"),
        ('<div style="visibility:collapse">', "</div>"),
        ("<details><summary>More</summary>", "</details>"),
        ("<details><summary>More</summary><summary>", "</summary></details>"),
        ("<dialog>", "</dialog>"),
        ("<div popover>", "</div>"),
        ("<template>", "</template>"),
        ("<div hidden><template>", "</template></div>"),
        ("<video controls>", "</video>"),
        ("<object data=x.png>", "</object>"),
    ],
)
def test_hidden_markup_keeps_an_image_from_the_reader(before: str, after: str) -> None:
    assert described(f'{before}<img data-it src=x.png alt="Ferry">{after}') == image("Ferry", "alt", exposed=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<div hidden style="display:block">', "</div>"),
        ('<div style="display:none;display:block">', "</div>"),
        ('<div style="visibility:hidden"><p style="visibility:visible">', "</p></div>"),
        ('<div style="opacity:0">', "</div>"),
        ("<details open><summary>More</summary>", "</details>"),
        ("<details><summary>", "</summary>More</details>"),
        ("<dialog open>", "</dialog>"),
        ("<canvas>", "</canvas>"),
        ("<picture><source srcset=y.avif>", "</picture>"),
        ("<figure>", "<figcaption>A caption</figcaption></figure>"),
        ("<object>", "</object>"),
    ],
)
def test_what_only_looks_hidden_does_not(before: str, after: str) -> None:
    assert described(f'{before}<img data-it src=x.png alt="Ferry">{after}') == image("Ferry", "alt")


def test_aria_hidden_on_the_body_is_ignored() -> None:
    document = Document.parse("<body aria-hidden=true><img alt=Ferry>")
    assert describe(document.tree.select("img")[0], document) == image("Ferry", "alt")


def test_a_caption_does_not_name_an_image() -> None:
    assert described("<figure><img data-it src=x.png><figcaption>A ferry leaves</figcaption></figure>") == UNNAMED


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("<p id=a>One<b>two</b></p>", "Onetwo"),
        ("<div id=a><p>One</p><p>two</p></div>", "One two"),
        ("<p id=a>One<br>two</p>", "One two"),
        ("<p id=a>See <img alt=ferry src=x.png>now</p>", "See ferry now"),
        ("<p id=a>See<img title=ferry src=x.png></p>", "See ferry"),
        ("<p id=a>One <span hidden>two</span> <i aria-hidden=true>three</i></p>", "One"),
        ("<p id=a hidden>One <span hidden>two</span></p>", "One two"),
        ("<div hidden><p id=a>One <span>two</span></p></div>", "One two"),
        ("<p id=a aria-hidden=true>One</p>", "One"),
        ("<p id=a aria-label=Label>One</p>", "Label"),
        ("<p id=a title=Title></p>", "Title"),
        ("<p id=a title=Title>One</p>", "One"),
        ("<div id=a>x<script>s</script><style>s</style><noscript>n</noscript><template>t</template>y</div>", "xy"),
        ("<div id=a>x<details><summary>S</summary>body</details></div>", "x S"),
        ("<div id=a>x<svg><title>drawn</title><text>t</text></svg></div>", "x drawn"),
        ("<div id=a>x<iframe title=framed></iframe></div>", "x framed"),
        ("<p id=a>x <input value=field> <input type=checkbox value=box> y</p>", "x field y"),
        ("<p id=a>x<button>More</button>y</p>", "x More y"),
        ("<p id=a>first</p><p id=a>second</p>", "first"),
        ("<template><p id=a>blueprint</p></template><p id=a>real</p>", "real"),
        ("<p id=a aria-labelledby=b>One</p><p id=b>two</p>", "One"),
    ],
)
def test_a_reference_reads_what_it_points_to(label: str, name: str) -> None:
    assert described(f"<img data-it src=x.png alt=Ferry aria-labelledby=a>{label}") == image(name, "aria-labelledby")


def test_references_are_read_in_the_order_they_are_written() -> None:
    body = '<p id="x">One</p><p id="y">Two</p><img data-it aria-labelledby="y  nowhere x y">'
    assert described(body) == image("Two One Two", "aria-labelledby")


def test_a_reference_to_itself_means_its_own_label() -> None:
    body = '<img data-it id=i alt=Ferry aria-label=Boat aria-labelledby="i j"><p id=j>at sea</p>'
    assert described(body) == image("Boat at sea", "aria-labelledby")
    assert described("<section data-it id=a aria-labelledby=a>One <b>two</b></section>").name == "One two"


def test_references_in_a_loop_end() -> None:
    body = "<img data-it id=i alt=One aria-labelledby='i j'><img id=j alt=Two aria-labelledby='j i'>"
    assert described(body) == image("One Two", "aria-labelledby")


@pytest.mark.parametrize("name", ['a"b', "a:b", "a.b", "a%20b", "1", "--", "a'b", "ä", "#"])
def test_an_id_may_hold_anything_but_a_space(name: str) -> None:
    quoted = name.replace("&", "&amp;").replace('"', "&quot;")
    assert described(f'<p id="{quoted}">One</p><img data-it aria-labelledby="{quoted}">').name == "One"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<input data-it type=image alt=Go>", ("Go", "alt", "button")),
        ('<input data-it type=IMAGE alt="" title=Go>', ("Go", "title", "button")),
        ('<input data-it type=image alt="" value=Go title=No>', ("Go", "value", "button")),
        ("<input data-it type=image>", ("", "", "button")),
        ("<label>Find <input data-it type=image alt=Go></label>", ("Find", "label", "button")),
        ("<label>Find <input type=search><input data-it type=image alt=Go></label>", ("Go", "alt", "button")),
        ("<label for=i>Find</label><input data-it id=i type=image alt=Go>", ("Find", "label", "button")),
        ("<label for=i>Find <input data-it id=i type=image alt=Go></label>", ("Find", "label", "button")),
        ("<label for=other>Find <input data-it type=image alt=Go></label>", ("Go", "alt", "button")),
        ("<map><area data-it href=x alt=North></map>", ("North", "alt", "link")),
        ("<map><area data-it href=x title=North></map>", ("North", "title", "link")),
        ("<object data-it data=x.png>fallback</object>", ("", "", "object")),
        ("<object data-it data=x.png title=Map>fallback</object>", ("Map", "title", "object")),
        ("<object data-it data=x.png role=img aria-label=Map></object>", ("Map", "aria-label", "img")),
        ("<svg data-it><title>Map</title></svg>", ("Map", "title", "graphics-document")),
        ("<svg data-it role=img><title> </title></svg>", ("", "", "img")),
        ("<svg data-it role=img><g><title>Map</title></g></svg>", ("", "", "img")),
        ("<svg data-it role=img><text>Map</text></svg>", ("", "", "img")),
        ("<svg><circle data-it role=graphics-symbol /></svg>", ("", "", "graphics-symbol")),
        ("<div data-it role=img>text inside</div>", ("", "", "img")),
        ("<div data-it role=IMG title=Map></div>", ("Map", "title", "img")),
        ("<amp-img data-it alt=Ferry></amp-img>", ("Ferry", "alt", "img")),
        ("<span data-it title=Map>x</span>", ("", "", "generic")),
        ("<a data-it href=x>To <b>sea</b></a>", ("To sea", "content", "link")),
        ("<button data-it><img alt=Next></button>", ("Next", "content", "button")),
        ("<nav data-it role=presentation aria-label=Main>x</nav>", ("Main", "aria-label", "navigation")),
    ],
)
def test_other_elements_are_named_by_their_own_means(body: str, expected: tuple[str, str, str]) -> None:
    got = described(body)
    assert (got.name, got.source, got.role) == expected
    assert got.exposed


def test_a_thousand_pictures_share_what_is_known_about_their_ancestors() -> None:
    document = Document.parse("<div hidden>" + "<p><img alt=Ferry></p>" * 1000)
    names = Names(document)
    assert {names.describe(picture) for picture in document.tree.select("img")} == {
        image("Ferry", "alt", exposed=False)
    }


def test_a_very_long_label_is_read_only_so_far() -> None:
    got = described("<img data-it aria-labelledby=a><div id=a>" + "<i>x</i>" * READ_NODES * 10 + "</div>")
    assert 0 < len(got.name) < READ_NODES


def test_a_label_repeated_without_end_is_cut_off() -> None:
    got = described(f'<p id=a>{"x" * 1000}</p><img data-it aria-labelledby="{"a " * 50_000}">')
    assert len(got.name) < READ_LETTERS + 2000


def test_thousands_of_pictures_with_one_long_label_read_it_once() -> None:
    document = Document.parse("<img aria-labelledby=a>" * 5000 + "<p id=a>" + "x " * 500_000)
    names = Names(document)
    read = [names.describe(picture).name for picture in document.tree.select("img")]
    assert all(name is read[0] for name in read)


def test_one_label_around_thousands_of_buttons_names_the_first() -> None:
    document = Document.parse("<label>Find " + "<input type=image alt=Go>" * 5000)
    names = Names(document)
    read = [names.describe(button).name for button in document.tree.select("input")]
    assert read[0].startswith("Find Go")
    assert read[1:] == ["Go"] * 4999


def test_thousands_of_buttons_in_the_innermost_of_many_labels_ask_it_once() -> None:
    document = Document.parse("<label>Find " * 500 + "<input type=image alt=Go>" * 5000)
    names = Names(document)
    read = [names.describe(button).name for button in document.tree.select("input")]
    assert read[0].startswith("Find Go")
    assert read[1:] == ["Go"] * 4999


def test_deeply_nested_labels_do_not_recurse() -> None:
    assert described("<label>" * 30_000 + "<input data-it type=image alt=Go>").name == "Go"


_NAMES = st.sampled_from(["alt", "title", "role", "aria-label", "aria-labelledby", "style", "tabindex", "id", "hidden"])
_VALUES = st.one_of(
    st.sampled_from(["", " ", "none", "img", "a b", "a", "b", "display:none", "visibility:;", "9" * 5000, "\ud800"]),
    st.text(max_size=20),
)
_TAGS = st.sampled_from(
    ["img", "div", "svg", "details", "summary", "object", "template", "input", "label", "a", "title"]
)


@st.composite
def _soup(draw: st.DrawFn) -> str:
    pieces = []
    for tag in draw(st.lists(_TAGS, max_size=12)):
        attributes = draw(st.dictionaries(_NAMES, _VALUES, max_size=4))
        written = "".join(f' {name}="{value.replace(chr(34), "&quot;")}"' for name, value in attributes.items())
        pieces.append(f"<{tag}{written}>" + draw(st.sampled_from(["", "x", f"</{tag}>", "</div>"])))
    return "".join(pieces)


@settings(max_examples=60, deadline=None)
@given(_soup())
def test_no_markup_upsets_a_description(html: str) -> None:
    document = Document.parse(html)
    names = Names(document)
    for element in document.tree.descendants:
        if isinstance(element, Element):
            got = names.describe(element)
            assert got.name == " ".join(got.name.split())
            assert describe(element, document) == got
