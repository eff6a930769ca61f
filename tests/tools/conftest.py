"""The tools are programs, not a package: each is loaded from its file."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def tool(root: Path) -> Callable[[str], ModuleType]:
    """Load the program of this name in `tools/`."""

    def load(name: str) -> ModuleType:
        spec = spec_from_file_location(f"tools_{name}", root / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
