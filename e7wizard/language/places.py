"""Where a text stands: the file and line of a dotted key, for messages about faults."""

from __future__ import annotations

from pathlib import Path

from e7wizard.rulebook.loading import Fault, line_of


def fault_at(content: Path, language: str, key: str, reason: str) -> Fault:
    """A fault of the text at a dotted key, with the file and line in which the key stands."""
    first, *rest = key.split(".")
    folder = content / language
    if first == "points" and rest and (path := folder / first / f"{rest[0]}.yaml").is_file():
        return _fault(content, path, rest[1:], key, reason)
    for path in (folder / f"{first}.yaml", *sorted((folder / first).glob("*.yaml"))):
        if path.is_file() and (path.parent == folder or _holds(path, rest[0] if rest else "")):
            return _fault(content, path, rest, key, reason)
    return Fault(f"content/{language}/{first}.yaml", 1, key, reason)


def _fault(content: Path, path: Path, steps: list[str], key: str, reason: str) -> Fault:
    # The places of a list are numbers in the file's tree.
    places = [int(step) if step.isdigit() else step for step in steps]
    return Fault(str(path.relative_to(content.parent)), line_of(path, places), key, reason)


def _holds(path: Path, key: str) -> bool:
    text = path.read_text("utf-8")
    return any(start in text for start in (f'"{key}":', f"\n{key}:")) or text.startswith(f"{key}:")
