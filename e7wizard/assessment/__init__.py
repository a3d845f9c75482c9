"""Case and rulebook in, Assessment out: pure functions without clock, files, language or Streamlit."""

from e7wizard.assessment.model import Assessment, Finding
from e7wizard.assessment.verdict import CaseError, assess

__all__ = ["Assessment", "CaseError", "Finding", "assess"]
