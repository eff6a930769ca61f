"""A finding's identity from one run to the next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit, urlunsplit

from msgspec.structs import replace

from cutline.model.finding import Finding

SCHEME = "f1"


def fingerprint(source: str, rule: str, subject: str, occurrence: int) -> str:
    """Hash what an editor would call the same defect tomorrow.

    `source` is the page's address, `subject` the picture's address or the text in question, `occurrence` counts equal
    subjects from 0. Lines, wording and severity stay out, so that moving or rewording changes nothing.
    """
    from hashlib import blake2b  # brings OpenSSL, which a page without findings does not need

    said = "\0".join((source, rule, without_query(subject), str(occurrence)))
    return f"{SCHEME}:{blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"


def with_fingerprints(source: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give every finding its fingerprint, telling twins apart by their order on the page."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = (finding.rule, without_query(finding.subject))
        yield replace(finding, fingerprint=fingerprint(source, finding.rule, finding.subject, seen[key]))
        seen[key] += 1


def without_query(subject: str) -> str:
    """Give a picture's address without its query, which changes with every size; any other text as it is."""
    if "?" not in subject or " " in subject:
        return subject
    try:
        parts = urlsplit(subject)
    except ValueError:
        return subject
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
