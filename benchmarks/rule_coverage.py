"""For each occupation: which rules a program decides and which are left to a person. Writes docs/rule-coverage.md."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.house import House, load_house
from e7wizard.report.rule_reader import read_rules

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rule-coverage.md"
HEAD = """# Which rules are decided, and which are left to a person

Made by `python benchmarks/rule_coverage.py`; a test compares it with the rules. The full text of each rule with its page:
`e7wizard explain CODE`, or the code list in the app.

| code | name | decided | left to a person | what only a person can check |
| --- | --- | ---: | ---: | --- |
"""


def report(house: House) -> str:
    """The report as Markdown."""
    speaker = house.speaker("en")
    rows, decided, left = [], 0, 0
    for code, occupation in house.rulebook.occupations.items():
        sections = read_rules(house.rulebook, speaker, code)
        machine = [section for section in sections if section.by == "machine"]
        person = [
            line.text for section in sections if section.by == "person" for line in section.lines if not line.depth
        ]
        decided, left = decided + len(machine), left + len(person)
        rows.append(f"| {code} | {occupation.name_ko} | {len(machine)} | {len(person)} | {'; '.join(person)} |")
    total = f"\n{len(rows)} occupations, {decided} rules decided, {left} points left to a person.\n"
    return HEAD + "\n".join(rows) + "\n" + total


def main() -> None:
    TARGET.write_text(report(load_house()), "utf-8")
    print(f"written: {TARGET}")


if __name__ == "__main__":
    main()
