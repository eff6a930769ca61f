"""`.ci/run` says at the end what came out, whatever came out."""

import os
import subprocess
from pathlib import Path

import pytest

FAKE_PYTHON = """#!/bin/sh
# Stands in for Python: answers the question for its version, and makes an environment whose tox only prints.
if [ "$1" = "-m" ]; then
    mkdir -p "$3/bin"
    printf '#!/bin/sh\\nexit %s\\n' "$PIP_CODE" > "$3/bin/pip"
    printf '#!/bin/sh\\ncat "$TOX_LOG"\\nexit %s\\n' "$TOX_CODE" > "$3/bin/tox"
    chmod +x "$3/bin/pip" "$3/bin/tox"
fi
"""

GREEN = """
All checks passed!
============================== 21 passed in 1.05s ==============================
======================= 312 passed, 6 skipped in 75.03s (0:01:15) ==============
  lint: OK (0.31=setup[0.02]+cmd[0.29] seconds)
  tests: OK (75.95 seconds)
  congratulations :) (80.05 seconds)
"""

RED = """
======================== 2 failed, 310 passed, 1 error in 75.03s ===============
  lint: FAIL code 1 (0.31 seconds)
  tests: FAIL code 1 (75.95 seconds)
  evaluation failed :( (80.05 seconds)
"""

BROKEN_BEFORE_THE_TESTS = """
  types: FAIL code 1 (0.31 seconds)
  evaluation failed :( (80.05 seconds)
"""


@pytest.mark.parametrize(
    ("log", "code", "last_line"),
    [
        (GREEN, 0, "333 passed, 0 failed"),
        (RED, 1, "310 passed, 4 failed"),
        (BROKEN_BEFORE_THE_TESTS, 1, "0 passed, 1 failed"),
        ("", 2, "0 passed, 1 failed"),
    ],
    ids=["green", "red", "no test ran", "tox broke off"],
)
def test_the_last_line_counts_what_passed_and_what_failed(
    log: str, code: int, last_line: str, root: Path, tmp_path: Path
) -> None:
    done = ci_run(root, tmp_path, log=log, tox_code=code)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (code, last_line)


def test_an_environment_that_cannot_be_made_is_a_failure(root: Path, tmp_path: Path) -> None:
    done = ci_run(root, tmp_path, pip_code=1)
    assert (done.returncode, done.stdout) == (1, "0 passed, 1 failed\n")


def ci_run(
    root: Path, folder: Path, *, log: str = "", tox_code: int = 0, pip_code: int = 0
) -> subprocess.CompletedProcess[str]:
    python = folder / "python"
    python.write_text(FAKE_PYTHON, "utf-8")
    python.chmod(0o755)
    (folder / "log").write_text(log, "utf-8")
    (folder / "chromium").write_text("#!/bin/sh\n", "utf-8")  # there already, so that nothing is installed
    (folder / "chromium").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    told = {"PYTHON": str(python), "TOX_LOG": str(folder / "log"), "TOX_CODE": str(tox_code), "PIP_CODE": str(pip_code)}
    return subprocess.run(
        [str(root / ".ci" / "run")],
        env={**os.environ, **told, "PATH": path, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
