import pytest

from cutline.sources.reach import Reach, is_host_name, is_host_pattern, is_loopback, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


NAMES = ("stage.example", "localhost", "bücher.example", "10.0.0.1", "a_b.example")
PATTERNS = ("*.stage.example", "10.0.0.*", "web[12].example", "::1", "fd00::1", "::ffff:10.0.0.1", "fd00:*", "*:beef:*")
NO_HOSTS = (
    *("", " ", "http://10.0.0.1/", "http://", "//stage.example", "stage.example/", "stage.example:443", "10.0.0.1:80"),
    *(
        "[::1]",
        "[::1]:80",
        "localhost:8000",
        "*:80",
        "mara@stage.example",
        "a.example,b.example",
        "a.example b.example",
    ),
)


@pytest.mark.parametrize(("words", "name", "pattern"), [(NAMES, 1, 1), (PATTERNS, 0, 1), (NO_HOSTS, 0, 0)])
def test_hosts_are_told_from_addresses_of_pages(words: tuple[str, ...], name: bool, pattern: bool) -> None:
    assert [word for word in words if is_host_name(word) is not bool(name)] == []
    assert [word for word in words if is_host_pattern(word) is not bool(pattern)] == []


def test_the_machine_itself_is_known_by_its_names() -> None:
    assert [is_loopback(host) for host in ("localhost", "a.localhost", "127.0.0.9", "::1", "example.org")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_a_page_of_this_machine_opens_its_own_port_and_no_other() -> None:
    reach = Reach()
    reach.add("http://127.0.0.1:8000/page.html")
    reach.add("https://news.example/page.html")
    assert [
        reach.may_be_private(*place) for place in (("127.0.0.1", 8000), ("127.0.0.1", 22), ("news.example", 443))
    ] == [
        True,
        False,
        False,
    ]


def test_allowed_hosts_shut_out_all_others_but_the_page_s_own() -> None:
    reach = Reach(["*.cdn.example"])
    reach.add("https://news.example/page.html")
    assert [reach.may_try(host) for host in ("a.cdn.example", "news.example", "tracker.example")] == [True, True, False]
    assert (reach.may_be_private("a.cdn.example", 443), reach.may_be_private("news.example", 443)) == (True, False)
