"""E-7 wizard: how well a Korean job offer meets the published E-7 rules, and what else would fit."""

__version__ = "0.1.0"
