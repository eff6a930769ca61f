"""Build the wheel from a clean export, install it beside django-rules, and use both.

    python tools/check_wheel.py

A wheel built in a folder where one was built before can hold modules that were deleted since, and a package missing
from the list in pyproject.toml is left out without a word. So the wheel is built from a copy of what git keeps, its
contents are compared with that copy, and it is used from an empty folder in an environment of its own. django-rules
(on PyPI as `rules`) stands beside it because it has the name of one of our folders. Exits 0 when everything works.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
TOPS = ("audit", "rules", "reports")
SHIPPED = {
    "audit/faces/wagtail": "cutline/wagtail",
    "audit": "cutline",
    "rules": "cutline/rules",
    "reports": "cutline/reports",
}
MADE_BY_THE_BUILD = ("cutline/text/data/frequencies/", "cutline/text/data/parsed/")

IMPORT_EVERYTHING = """
import importlib, pkgutil, cutline
names = [m.name for m in pkgutil.walk_packages(cutline.__path__, "cutline.") if not m.name.endswith("__main__")]
extras = {"playwright", "axe_core_python", "httpcore2", "httpx2", "protego", "pytest", "django", "wagtail"}
waiting = []
for name in names:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in extras:
            raise
        waiting.append(name)
print(len(names) - len(waiting), "modules import;", len(waiting), "wait for an extra")
"""

USE_DJANGO_RULES = """
import rules
rules.add_perm("pictures.publish", rules.always_allow)
assert rules.has_perm("pictures.publish", None)
print("django-rules works")
"""


USE_WAGTAIL = """
import django
from django.conf import settings
ours = "rules", "cutline.wagtail", "taggit", "wagtail"
wagtails = "users", "images", "documents", "search", "admin"
djangos = "auth", "contenttypes", "sessions", "messages", "staticfiles"
settings.configure(
    INSTALLED_APPS=[*ours, *(f"wagtail.{name}" for name in wagtails), *(f"django.contrib.{name}" for name in djangos)],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    WAGTAIL_SITE_NAME="The Orla Courier",
    WAGTAILADMIN_BASE_URL="http://localhost",
    STATIC_URL="/static/",
)
django.setup()
from django.contrib.staticfiles.finders import find
from django.template.loader import get_template
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
assert PublishPageRevisionAction.execute.asks_cutline
assert find("cutline/findings.css"), "the style sheet is not in the wheel"
get_template("cutline/findings.html")
import rules
assert rules.always_allow.test(), "django-rules gave way"
print("cutline.wagtail works beside django-rules")
"""


class WheelError(Exception):
    """The wheel is not what it should be; the message says how."""


def export(folder: Path) -> None:
    """Copy what git keeps, or would keep after `git add`, into `folder`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def build(source: Path, folder: Path) -> Path:
    """Build the wheel of `source` and give its place."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    return wheel


def shipped_names(source: Path) -> Iterator[str]:
    """Give the name inside the wheel of every file that belongs there."""
    for top in TOPS:
        for path in (source / top).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield shipped_name(path.relative_to(source).as_posix())


def shipped_name(file: str) -> str:
    """Give the name inside the wheel of a file of the checkout; of two folders that hold it the inner one decides."""
    top = next(top for top in SHIPPED if file.startswith(f"{top}/"))
    return f"{SHIPPED[top]}{file.removeprefix(top)}"


def compare(wheel: Path, names: set[str]) -> None:
    """Raise WheelError unless the wheel holds `names`, the tables made by the build, and nothing else."""
    inside = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    made = {name for name in inside if name.startswith(MADE_BY_THE_BUILD)}
    if missing := sorted(names - inside):
        raise WheelError(f"not in the wheel: {', '.join(missing)}; see tool.setuptools in pyproject.toml")
    if extra := sorted(inside - names - made):
        raise WheelError(f"in the wheel, but not in the repository: {', '.join(extra)}")
    for folder in MADE_BY_THE_BUILD:
        if not any(name.startswith(folder) for name in made):
            raise WheelError(f"the build made no tables in {folder}")
    print(f"{wheel.name}: {len(inside)} files, {wheel.stat().st_size // 1024} KiB, the same as in the repository")


def use(programs: Path, examples: Path, folder: Path) -> None:
    """Audit the examples in `folder`, then make the HTML report again from the saved run."""
    cutline = str(programs / "cutline")
    outputs = ("-o", "json:run.json", "-o", "html:first.html")
    run(cutline, "check", str(examples), *outputs, "--fail-on", "never", "--quiet", folder=folder)
    pages = json.loads((folder / "run.json").read_text("utf-8"))["pages"]
    if not pages or any(page["status"] != "audited" for page in pages):
        raise WheelError(f"not every example was audited: {[(page['source'], page['status']) for page in pages]}")
    run(cutline, "report", "run.json", "-o", "html:again.html", folder=folder)
    if (folder / "first.html").read_bytes() != (folder / "again.html").read_bytes():
        raise WheelError("the HTML report made from the saved run differs from the first")
    print(f"{len(pages)} examples audited, reported, and reported again from the saved run")


def run(*command: str, folder: Path | None = None) -> None:
    """Run a command, its output shown. Raises WheelError when it fails."""
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    if (code := subprocess.run(command, cwd=folder, env=clean, check=False).returncode) != 0:
        raise WheelError(f"exit code {code} from: {' '.join(command)}")


def check(folder: Path) -> None:
    """Do everything inside `folder`. Raises WheelError at the first thing that is wrong."""
    source, elsewhere = folder / "source", folder / "elsewhere"
    elsewhere.mkdir()
    export(source)
    names = set(shipped_names(source))
    wheel = build(source, folder / "wheel")
    compare(wheel, names)

    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    run(python, "-m", "pip", "install", "--quiet", str(wheel), "rules")
    run(python, "-I", "-c", IMPORT_EVERYTHING, folder=elsewhere)
    run(python, "-I", "-c", USE_DJANGO_RULES, folder=elsewhere)
    use(programs, source / "examples", elsewhere)
    run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "rules")
    run(python, "-I", "-c", IMPORT_EVERYTHING, folder=elsewhere)
    run(python, "-m", "pip", "install", "--quiet", f"{wheel}[wagtail]", "rules")
    run(python, "-I", "-c", USE_WAGTAIL, folder=elsewhere)


def main() -> int:
    """Check the wheel in a temporary folder; give the exit code."""
    with TemporaryDirectory(prefix="cutline-wheel-") as folder:
        try:
            check(Path(folder))
        except WheelError as fault:
            print(f"check_wheel: {fault}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
