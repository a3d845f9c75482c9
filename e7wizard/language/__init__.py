"""The words of a language: texts by id, amounts and dates as its readers expect them, findings as sentences."""

from e7wizard.language.amounts import LANGUAGES, Language
from e7wizard.language.texts import Texts, load_texts

__all__ = ["LANGUAGES", "Language", "Texts", "load_texts"]
