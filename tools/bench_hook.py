"""Print what a verdict costs beside html-validate on the same page: whole processes, as a CMS waits for them.

    python tools/bench_hook.py [--rounds N] [--peer PROGRAM] [--keep FILE]

The page has the shape of a large news gallery: 60 photos, each in three formats and eight widths, and the scripts that
such pages carry, about 405 KB of HTML. Both programs judge it in turn, `N` times, each with the rules it runs when
nothing is configured; the figures are wall times from start to exit, and the ratio is that of the medians (at most a
third: docs/decisions/speed.md). Without html-validate (`npm install html-validate` somewhere, then --peer
node_modules/.bin/html-validate) only our own time is printed. The exit code is 0 whatever comes out.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

PHOTOS = 60
WIDTHS = (320, 480, 640, 750, 828, 1080, 1440, 1920)
SIZES = "(min-width: 75rem) 66vw, 100vw"
ROUNDS = 15
LIMIT = 1 / 3
SCENES = (
    "Passengers lean over the rail of a ferry and wave to people on the northern quay",
    "A dog sleeps between coils of rope while the crew takes in the lines",
    "Children count the gulls on the roof of the ticket office",
    "Two mechanics carry a brass plate from the engine room into daylight",
    "The captain reads the last timetable aloud to the people on deck",
)
PEOPLE = ("Ingrid Vossby", "Jonas Tveit", "Mila Oresund", "Ana Reis", "Rika Dahl")


def page() -> str:
    """Make the page: no mistake in it, so that neither program is timed by how much it has to say."""
    figures = "".join(figure(number) for number in range(1, PHOTOS + 1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<title>In pictures: the last ferry</title>\n"
        f'<script type="application/ld+json">{linked_data()}</script>\n</head>\n<body>\n'
        '<a href="#pictures">Skip to the pictures</a>\n<nav aria-label="Sections">\n<ul>\n'
        f"{menu()}</ul>\n</nav>\n"
        f'<main id="pictures" tabindex="-1">\n<h1>In pictures: the last ferry</h1>\n{figures}</main>\n'
        f'<script type="application/json">{state()}</script>\n</body>\n</html>\n'
    )


def figure(number: int) -> str:
    """Make one photo as responsive as they come."""
    sources = "".join(
        f'<source type="image/{kind}" srcset="{renditions(number, kind)}" sizes="{SIZES}">\n'
        for kind in ("avif", "webp")
    )
    scene, person = SCENES[number % len(SCENES)], PEOPLE[number % len(PEOPLE)]
    return (
        f'<figure class="gallery__slide" data-index="{number}">\n<picture>\n{sources}'
        f'<img src="{address(number, 1080, "jpeg")}" srcset="{renditions(number, "jpeg")}" sizes="{SIZES}" '
        f'width="1080" height="720" loading="lazy" alt="{scene}, crossing {number}.">\n</picture>\n'
        f"<figcaption>{scene} on crossing {number} of the last day before the bridge opens, February "
        f'{number % 28 + 1}, 2027. <span class="credit">[{person}/Reuters]</span></figcaption>\n</figure>\n'
    )


def renditions(number: int, kind: str) -> str:
    """Make the `srcset` of a photo in one format."""
    return ", ".join(f"{address(number, width, kind)} {width}w" for width in WIDTHS)


def address(number: int, width: int, kind: str) -> str:
    """Give the address of one rendition, as it stands in an attribute."""
    place = f"https://img.harbour-times.example/photos/2027/02/last-ferry-{number:03}.jpg"
    return f"{place}?width={width}&amp;quality=80&amp;format={kind}"


def menu() -> str:
    """Make the links that stand before the pictures."""
    names = ("News", "Harbour", "Islands", "Weather", "Sport", "Pictures", "Letters", "Archive")
    return "".join(f'<li><a href="/{name.lower()}">{name}</a></li>\n' for name in names)


def linked_data() -> str:
    """Make what search engines read."""
    images = [
        {"@type": "ImageObject", "contentUrl": address(number, 1920, "jpeg").replace("&amp;", "&"), "width": 1920}
        for number in range(1, PHOTOS + 1)
    ]
    return json.dumps({"@context": "https://schema.org", "@type": "ImageGallery", "image": images})


def state() -> str:
    """Make what the page's own script would start from: every rendition once more."""
    photos = [
        {
            "id": f"last-ferry-{number:03}",
            "position": number,
            "renditions": [
                {"width": width, "url": address(number, width, kind).replace("&amp;", "&")}
                for kind in ("avif", "webp", "jpeg")
                for width in WIDTHS
            ],
        }
        for number in range(1, PHOTOS + 1)
    ]
    return json.dumps({"gallery": {"id": "last-ferry", "photos": photos}})


def seconds(command: Sequence[str], file: Path, *, piped: bool) -> float:
    """Give the wall time of one process that judges the page. Raises SystemExit when it finds something or fails."""
    with file.open("rb") as source:
        start = time.perf_counter()
        done = subprocess.run(
            [*command] if piped else [*command, str(file)], stdin=source, capture_output=True, check=False
        )
        spent = time.perf_counter() - start
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode(errors="replace")
        raise SystemExit(f"{command[0]} ended with {done.returncode}, so its time means nothing:\n{said[:2000]}")
    return spent


def measured(file: Path, peer: str | None, rounds: int) -> dict[str, list[float]]:
    """Time both programs in turn, so that a busy minute falls on both."""
    commands: dict[str, tuple[list[str], bool]] = {"cutline hook": ([sys.executable, "-m", "cutline", "hook"], True)}
    if peer is not None:
        commands["html-validate"] = ([peer], False)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, (command, piped) in commands.items():
            spent = seconds(command, file, piped=piped)
            if round_:  # the first one fills the caches of the disk, and Python's own
                times[name].append(spent)
    return times


def lines(times: dict[str, list[float]], size: int) -> Iterable[str]:
    """Put what was measured into words."""
    yield f"one page of {size / 1000:.0f} KB, {PHOTOS} photos; wall time of the whole process in ms"
    for name, spent in times.items():
        yield f"{name:14} median {1000 * statistics.median(spent):4.0f}, least {1000 * min(spent):4.0f}"
    if len(times) < 2:
        yield "html-validate is not installed: nothing to compare with"
        return
    ours, theirs = (statistics.median(spent) for spent in times.values())
    yield f"ratio          {ours / theirs:.2f} (at most {LIMIT:.2f})"


def main() -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Print what a verdict costs beside html-validate.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="time each program N times")
    parser.add_argument(
        "--peer", default=shutil.which("html-validate"), metavar="PROGRAM", help="where html-validate is"
    )
    parser.add_argument("--keep", type=Path, metavar="FILE", help="also keep the page")
    wishes = parser.parse_args()
    whole = page().encode()
    with TemporaryDirectory() as folder:
        file = Path(folder, "last-ferry.html")
        file.write_bytes(whole)
        print("\n".join(lines(measured(file, wishes.peer, max(1, wishes.rounds)), len(whole))))
    if wishes.keep:
        wishes.keep.write_bytes(whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
