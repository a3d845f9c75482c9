"""The few words that are needed before the content is loaded, read from the same files."""

from __future__ import annotations

from functools import cache

from e7wizard.language import Language
from e7wizard.language.texts import leaves
from e7wizard.rulebook.loading import ContentError, Fault, read_yaml
from e7wizard.rulebook.rulebook import CONTENT

_FILES = {"first": "", "steps": "steps.", "ui": "ui.", "facts": "facts."}


@cache
def words(language: Language) -> dict[str, str]:
    """Texts by dotted key; those of first.yaml without its name. Raises ContentError."""
    faults: list[Fault] = []
    found: dict[str, str] = {}
    for file, prefix in _FILES.items():
        tree = read_yaml(CONTENT / language / f"{file}.yaml", CONTENT.parent, faults)
        found |= {prefix + key: text for key, text in leaves(tree)}
    if faults:
        raise ContentError(faults)
    return found
