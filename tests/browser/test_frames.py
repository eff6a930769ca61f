"""Pictures in frames are counted, of the page's own site and of others, so that nobody takes them for judged."""

from typing import Any

DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
PHOTO = f'<img width="600" height="400" alt="A horse" src="{DRAWING}">'
PAGE = '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>{}</main></html>'
FRAME = '<iframe title="Photos" width="700" height="900" src="{}"></iframe>'


def test_pictures_are_counted_in_frames_and_in_frames_within(shown: Any, site: Any) -> None:
    inner = site.page("/inner", PAGE.format(PHOTO))
    own = site.page("/own", PAGE.format(PHOTO + FRAME.format(inner)))
    other = inner.replace("127.0.0.1", "localhost")
    address = site.page("/page", PAGE.format(FRAME.format(own) + FRAME.format(other) + PHOTO))
    (result,) = shown(address, select=["pictures-in-frame"], allow_hosts=("localhost", "127.0.0.1"))
    assert result.reviews == ()
    assert [said(finding) for finding in result.findings] == [({"pictures": "2"}, [(f"pictures in {own}", "2")])]


def test_a_person_looks_at_frames_of_other_sites(shown: Any, site: Any) -> None:
    other = site.page("/inner", PAGE.format(2 * PHOTO)).replace("127.0.0.1", "localhost")
    address = site.page("/page", PAGE.format(FRAME.format(other) + PHOTO))
    (result,) = shown(address, select=["pictures-in-frame"], allow_hosts=("localhost", "127.0.0.1"))
    assert result.findings == ()
    assert [said(review) for review in result.reviews] == [({"pictures": "2"}, [(f"pictures in {other}", "2")])]


def said(finding: Any) -> Any:
    return finding.data, [(one.label, one.value) for one in finding.evidence]


def test_a_frame_that_nobody_sees_or_that_hangs_holds_nothing(shown: Any, site: Any) -> None:
    inner = site.page("/inner", PAGE.format(PHOTO))
    hangs = site.page("/hangs", PAGE.format("<script>setTimeout(() => { while (true) {} }, 10)</script>"))
    frames = FRAME.format(inner).replace("<iframe", "<iframe hidden") + FRAME.format(
        hangs.replace("127.0.0.1", "localhost")
    )
    address = site.page("/page", PAGE.format(frames))
    (result,) = shown(address, select=["pictures-in-frame"], allow_hosts=("localhost", "127.0.0.1"))
    assert (result.status, result.findings, result.reviews) == ("audited", (), ())
