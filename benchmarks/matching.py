"""How long matching takes for a line and for a pasted job description; with a gold file (duties.jsonl) also how often it is right."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.case import Job
from e7wizard.house import load_house

LINES = [
    "Develop backend APIs in Java for a logistics app",
    "开发海外客户，发报价单，准备展会",
    "해외 바이어 발굴 및 견적서 작성",
    "60% sales, 40% coding",
]


def main() -> None:
    started = time.perf_counter()
    house = load_house()
    print(f"content loaded in {time.perf_counter() - started:.2f} s")
    for name, texts in (("a line", LINES * 25), ("4,000 characters", [("; ".join(LINES) * 40)[:4000]] * 10)):
        times = []
        for text in texts:
            begin = time.perf_counter()
            house.matcher.fit(Job(duties=text))
            times.append((time.perf_counter() - begin) * 1000)
        print(f"{name}: median {statistics.median(times):.2f} ms, worst {max(times):.2f} ms")
    for path in sys.argv[1:]:
        right = Counter[str]()
        rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
        for row in rows:
            fit = house.matcher.fit(Job(duties=row["text"]))
            codes = [match.code for match in fit.ranked]
            if row["none"]:
                right["none"] += fit.none
                right["none, of"] += 1
            elif row.get("vague"):
                right["vague"] += fit.vague
                right["vague, of"] += 1
            else:
                right["top-1"] += codes[:1] != [] and codes[0] in row["expected"]
                right["top-3"] += bool(set(codes[:3]) & set(row["expected"]))
                right["coded, of"] += 1
        print(path, dict(right))


if __name__ == "__main__":
    main()
