"""The directions of import: the core never knows the wizard or Streamlit, and there is no circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "e7wizard"
# Each room may import those to its right only.
ORDER = [
    "serving",
    "wizard",
    "__main__",
    "screening",
    "house",
    "report",
    "language",
    "assessment",
    "matching",
    "rulebook",
    "case",
    "prepared",
    "__init__",
]
ALLOWED_UPWARD = {("house", "language"), ("rulebook", "case"), ("matching", "rulebook"), ("matching", "case")}


def imports(path: Path) -> set[str]:
    """Modules of the package that a file imports, type-checking imports left out."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def modules() -> dict[str, set[str]]:
    known = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        known[name] = imports(path)
    return {name: {target for target in targets if target in known} for name, targets in known.items()}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def test_rooms_import_in_one_direction() -> None:
    wrong = []
    for module, targets in modules().items():
        for target in targets:
            here, there = room(module), room(target)
            if here != there and ORDER.index(here) > ORDER.index(there) and there != "__init__":
                wrong.append(f"{module} imports {target}")
    assert not wrong


def test_there_is_no_import_circle() -> None:
    graph = modules()
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        if module in way:
            # A package and its own files may see each other through the package's __init__.
            circle = [*way[way.index(module) :], module]
            assert len({room(part) for part in circle}) == 1, " -> ".join(circle)
            plain = [part for part in circle if part.count(".") > 1]
            assert len(plain) < len(circle) - 1 or len(set(plain)) <= 1, " -> ".join(circle)
            return
        if module in done:
            return
        for target in graph[module]:
            visit(target, (*way, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize(
    "name", ["case", "rulebook", "matching", "assessment", "report", "language", "house", "screening", "__main__"]
)
def test_the_core_runs_without_streamlit(name: str) -> None:
    script = f"import sys; sys.modules['streamlit'] = None; import e7wizard.{name}; assert 'altair' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_legal_amount_stands_in_python() -> None:
    """Amounts and ratios of the law live in content/rules only."""
    forbidden = {31120000, 25890000, 26000000, 28670000, 25150000, 10320, 10030, 10700, 52416000, 49955000}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in forbidden or isinstance(node.value, bool), f"{path}:{node.lineno}"
