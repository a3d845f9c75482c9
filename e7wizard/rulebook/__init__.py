"""The law as data: models of the rules, reading them from content/rules, checking them."""

from e7wizard.rulebook.loading import ContentError, Fault
from e7wizard.rulebook.rulebook import Rulebook, load_rulebook

__all__ = ["ContentError", "Fault", "Rulebook", "load_rulebook"]
