"""Which pages a site's profile is for."""

import pytest

from cutline.model.profile import SiteProfile, host_of

LEDGER = SiteProfile(host=("ledger.example", "*.ledger.example"), path=("exports/*.html",))


@pytest.mark.parametrize(
    "address",
    [
        "https://ledger.example/photos",
        "http://www.ledger.example:8080/photos?page=2#top",
        "https://WWW.Ledger.Example./",
        "exports/2027/february.html",
    ],
)
def test_a_page_of_the_site_fits(address):
    assert LEDGER.fits([address])


@pytest.mark.parametrize(
    "address",
    [
        "https://ledger.example.evil.example/",
        "https://evil.example/ledger.example",
        "https://ledger.example@evil.example/",
        "https://[broken/",
        "imports/a.html",
        "exports/a.txt",
        "",
    ],
)
def test_any_other_page_does_not(address):
    assert not LEDGER.fits([address])


def test_one_address_that_fits_is_enough():
    assert LEDGER.fits(["saved/page.html", "", "https://ledger.example/a"])
    assert not LEDGER.fits([])


def test_a_profile_without_patterns_fits_nothing():
    assert not SiteProfile(picture="img").fits(["https://ledger.example/", "a.html"])


@pytest.mark.parametrize("address", ["://", "https://", "a" * 10_000, "\ud800://x", "https://\x00/"])
def test_a_hostile_address_has_at_most_an_odd_host(address):
    assert isinstance(host_of(address), str)
