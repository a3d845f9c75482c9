"""From free duty text in English, Chinese or Korean to ranked occupations, with the words that decided."""

from e7wizard.matching.fit import NO_FIT, Fit, Match, OutsideMatch, Share
from e7wizard.matching.loading import load_matcher
from e7wizard.matching.matcher import Matcher

__all__ = ["NO_FIT", "Fit", "Match", "Matcher", "OutsideMatch", "Share", "load_matcher"]
