"""Named sets of rules for the three moments at which a gallery is looked at."""

from msgspec import Struct

from cutline.model.severity import Severity


class Profile(Struct, frozen=True):
    """A set of rules: all that this house finds at least as bad as `mildest`."""

    name: str
    sentence: str
    mildest: Severity


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("editor", "Everything worth a look while the gallery is being made.", Severity.ADVICE),
        Profile("ci", "What a build shall report: errors and warnings.", Severity.WARNING),
        Profile("publish", "What must not go out: errors alone.", Severity.ERROR),
    )
}
