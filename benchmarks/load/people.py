"""People who walk the wizard: what each answers, in the order of the steps, with pauses to think."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.load.client import Tab
from e7wizard.language.amounts import countries
from e7wizard.wizard.fields import PATH, STEPS, UNKNOWN, Field

DUTIES = (
    "Develop backend APIs in Java and Spring for a logistics app, review code and run the deployment pipeline.",
    "60% finding overseas buyers, sending quotations and negotiating export orders, 40% posting on social media.",
    "六成时间开发海外客户、发报价单、谈出口订单，四成时间运营社交媒体账号。",
    "Design moulds in CAD, simulate flow, supervise trial shots and write the inspection reports.",
    "在餐厅后厨制作川菜，负责菜单设计、备料和带两名徒弟。",
)
ALWAYS = {
    "education.related": "true",
    "experience.related_years": "2",
    "filing.date": "2026-12-01",
    "employer.kind": "company",
    "employer.size": "sme",
    "employer.korean_staff": "8",
    "employer.foreign_staff": "1",
    "employer.tax_arrears": "false",
    "person.in_korea": "true",
    "person.current_status": "D-10-1",
    "filing.procedure": "change_of_status",
    "person.topik": "4",
}
"""What all of them say; the rest differs from one to another."""


def somebody(chance: random.Random) -> dict[str, str]:
    """The answers of one person by fact."""
    return {
        **ALWAYS,
        "job.duties": chance.choice(DUTIES),
        "education.level": chance.choice(("associate", "bachelor", "master")),
        "education.country": chance.choice(("CN", "VN", "US")),
        "pay.annual_krw": str(chance.randrange(26_000_000, 48_000_000, 100_000)),
        "person.age": str(chance.randrange(23, 50)),
        "person.nationality": chance.choice(("CN", "VN", "IN")),
    }


async def walk(tab: Tab, answers: dict[str, str], think: Iterator[float], last: str = "result") -> None:
    """From the page that is open to the page `last`: one run for each answer, one for each Next. Raises Failed."""
    fields = {step.id: step.fields for step in STEPS}
    while True:
        page = tab.page()
        asked = [field for field in fields.get(page, ()) if field.id in answers]
        fold = tab.screen.by_key().get(f"fold_{page}")
        if fold is not None and not fold.value and any(_key(field) not in tab.screen.by_key() for field in asked):
            await asyncio.sleep(next(think))
            await tab.put(fold.key, True)
        for field in asked:
            if _key(field) in tab.screen.by_key():
                await asyncio.sleep(next(think))
                await answer(tab, field, answers[field.id])
        if page == last:
            return
        await asyncio.sleep(next(think))
        await tab.press("begin" if page == PATH[0] else f"next_{page}")


async def answer(tab: Tab, field: Field, value: Any) -> None:
    """Give one answer in the widget of the field."""
    key = _key(field)
    widget = tab.widget(key)
    if field.kind == "country":
        language = "zh" if "lang=zh" in tab.screen.query else "en"
        await tab.put(key, countries(language)[value])
    elif widget.options:
        await tab.choose(key, (*field.options, UNKNOWN).index(value))
    else:
        await tab.put(key, value)


def pauses(chance: random.Random, seconds: float) -> Iterator[float]:
    """Pauses between half and one and a half of `seconds`, so that nobody marches in step."""
    while True:
        yield seconds * (0.5 + chance.random())


def _key(field: Field) -> str:
    return "f_" + field.id.replace(".", "_")
