"""How often the matcher is right on labelled texts, with 95 % intervals; by default on tests/matching.

python benchmarks/labelled.py [--aside | --dev] [--errors] [FILE.jsonl ...]

A third of the items, by the hash of the id, is put aside: --aside measures it alone, --dev the rest.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.case import Job
from e7wizard.house import load_house
from e7wizard.matching import Fit, Matcher

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, Any]
Tally = dict[str, list[bool]]


def is_aside(row: Row) -> bool:
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 3 == 0


def job_of(row: Row, title: bool) -> Job:
    return Job(title=row["text"][:300]) if title else Job(duties=row["text"])


def measure(matcher: Matcher, rows: Iterable[Row], title: bool = False) -> tuple[Tally, list[float], list[str]]:
    """Per group whether each item is right; the errors of stated mixes; the wrong items in words."""
    tally: Tally = defaultdict(list)
    mixes: list[float] = []
    wrong: list[str] = []
    for row in rows:
        fit = matcher.fit(job_of(row, title))
        before = {group: len(found) for group, found in tally.items()}
        for group, right in judged(matcher, row, fit, title):
            tally[group].append(right)
        failed = [group for group, found in tally.items() if len(found) > before.get(group, 0) and not found[-1]]
        if failed:
            said = "vague" if fit.vague else "none" if fit.none else ""
            codes = [match.code for match in fit.ranked[:3]]
            wrong.append(f"{failed[0]}: {row['text'][:90]!r} wanted {row['expected'] or 'none'} got {codes} {said}")
        if row.get("mix"):
            mixes.append(mix_error(row, fit))
    return tally, mixes, wrong


def judged(matcher: Matcher, row: Row, fit: Fit, title: bool) -> Iterator[tuple[str, bool]]:
    """Every group that the item counts in, and whether it is right there."""
    if row.get("vague"):
        yield "vague recall", fit.vague or fit.none
        return
    yield "clear, not called vague", not fit.vague
    if fit.none:
        yield "none precision", bool(row.get("none") or row.get("none_ok"))
    if row.get("none"):
        yield "none recall", fit.none
        yield f"all, {row['lang']}", fit.none
        return
    wanted, ranked = set(row["expected"]), [match.code for match in fit.ranked]
    top_1, top_3 = ranked[:1] != [] and ranked[0] in wanted, bool(wanted & set(ranked[:3]))
    yield "ranking, top-1", top_1
    yield "ranking, top-3", top_3
    whole = top_1 and not fit.vague and (not fit.none or bool(row.get("none_ok")))
    yield f"all, {row['lang']}", whole
    if row.get("trap"):
        yield "traps", whole
    if row.get("hybrid"):
        yield "hybrids", top_1
    if fit.ask and not fit.vague:
        yield "question asked: before", whole
        option = next((option.id for option in fit.ask.options if wanted & set(option.labels)), "neither")
        after = matcher.fit(job_of(row, title).model_copy(update={"follow_up": f"{fit.ask.id}:{option}"}))
        yield "question asked: after", after.ranked[0].code in wanted and not after.none


def mix_error(row: Row, fit: Fit) -> float:
    """Mean absolute difference of the shares (0-1) over the codes that either side names."""
    got: dict[str, float] = defaultdict(float)
    for share in fit.mix:
        got[share.code or "-"] += share.share
    names = set(got) | set(row["mix"])
    return sum(abs(got[name] - row["mix"].get(name, 0)) for name in names) / len(names)


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, share = 1.96, right / of
    middle, half = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    options = {part for part in sys.argv[1:] if part.startswith("--")}
    files = [Path(part) for part in sys.argv[1:] if not part.startswith("--")]
    files = files or sorted((ROOT / "tests/matching").glob("*.jsonl"))
    matcher = load_house().matcher
    for path in files:
        rows = read(path)
        if options & {"--aside", "--dev"}:
            rows = [row for row in rows if is_aside(row) == ("--aside" in options)]
        tally, mixes, wrong = measure(matcher, rows, title="titles" in path.stem)
        print(f"{path.name}: {len(rows)} items")
        for group, found in sorted(tally.items()):
            low, high = interval(sum(found), len(found))
            print(f"  {group:26}{sum(found) / len(found):6.3f}  [{low:.3f}, {high:.3f}]  {sum(found)}/{len(found)}")
        if mixes:
            print(f"  {'mix, mean absolute error':26}{sum(mixes) / len(mixes):6.3f}  {len(mixes)} items")
        if "--errors" in options:
            print("\n".join(f"    {line}" for line in wrong))


if __name__ == "__main__":
    main()
