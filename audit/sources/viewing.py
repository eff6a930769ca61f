"""How a page shall be shown: which browser, which window, what it may reach."""

from msgspec import Struct

from cutline.model.rendered import Viewport


class Viewing(Struct, frozen=True, kw_only=True):
    """What a user wants of the browser.

    `storage_state` is a file of cookies and storage as Playwright saves it, `hide` holds CSS selectors of what shall
    not be shown (consent banners), `allow_hosts` patterns of hosts outside which nothing is reached. `axe_rules` are
    asked of axe; without any, axe is not run. `seconds` is the deadline of a page, `size_mib` its largest source.
    """

    browser_path: str | None = None
    axe_script: str | None = None
    viewport: Viewport = Viewport()
    colour_scheme: str = "light"
    storage_state: str | None = None
    hide: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    sandbox: bool = True
    axe_rules: tuple[str, ...] = ()
    seconds: float = 30
    size_mib: float = 64
