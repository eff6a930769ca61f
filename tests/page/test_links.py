from cutline.page.document import Document
from cutline.page.links import base, links


def test_links_come_in_reading_order_as_written() -> None:
    html = """<a href="/a">A</a><template><a href="/never">x</a></template><map><area href="b?c#d"></map>
    <a>no link</a><a href="">empty</a><a href=" mailto:desk@ledger.example ">mail</a>"""
    assert list(links(Document.parse(html))) == ["/a", "b?c#d", " mailto:desk@ledger.example "]


def test_the_first_base_with_an_address_counts() -> None:
    html = '<base target="_blank"><base href=" /deep/ "><base href="/other/">'
    assert (base(Document.parse(html)), base(Document.parse("<p>"))) == ("/deep/", "")
