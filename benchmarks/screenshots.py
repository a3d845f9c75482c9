"""Every page as a picture: 2 languages, 2 themes, phone and desktop, with a filled case. Writes to screenshots/.

Arguments narrow it down: en-light-390 for one kind of picture, a page (ways) for that page only.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import os
import shutil

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, Server, settled

ANSWERS = {
    "en": {
        "job.title": "Overseas marketing manager",
        "job.duties": "60% finding overseas buyers, sending quotations and negotiating export orders, 40% posting on our social media channels.",
    },
    "zh": {
        "job.title": "海外市场经理",
        "job.duties": "六成时间开发海外客户、发报价单、谈出口订单，四成时间运营社交媒体账号。",
    },
}
COMMON = {
    "education.level": "bachelor",
    "education.field": "business administration",
    "education.related": "true",
    "education.country": "CN",
    "experience.related_years": "0.5",
    "pay.annual_krw": "2900万",
    "filing.date": "2026-12-01",
    "employer.kind": "company",
    "employer.size": "sme",
    "employer.korean_staff": "3",
    "employer.foreign_staff": "0",
    "employer.mainly_domestic": "true",
    "employer.tax_arrears": "false",
    "person.in_korea": "true",
    "person.current_status": "D-10-1",
    "filing.procedure": "change_of_status",
    "person.age": "27",
    "person.nationality": "CN",
    "person.topik": "4",
}
VIEWS = ("start", "duty", "code", "degree", "experience", "salary", "employer", "you", "check", "result")
PAGES = ("ways", "route", "hr", "hiring", "adviser", "screen", "codes", "glossary", "faq", "about")
TABLE = "many"
"""The page for many cases with a table of forty rows."""
PLACES = {
    **{view: f"step={view}" for view in VIEWS},
    **{view: f"step=result&page={view}" for view in PAGES},
    "one_route": "step=result&page=route&route=D-10-1",
    TABLE: "step=result&page=screen",
}
"""Address of every page by its name."""


def take_table(page: Page) -> None:
    """Give the page a table and have it judged."""
    from benchmarks.screening import mixed_cases  # noqa: PLC0415

    table = mixed_cases(40).to_csv(index=False).encode("utf-8-sig")
    entry = page.locator(".st-key-many_file input[type=file]")
    entry.set_input_files({"name": "forty.csv", "mimeType": "text/csv", "buffer": table})
    page.locator(".st-key-many_start button").click()
    page.locator(".st-key-many_search").wait_for()
    settled(page)


def main() -> None:
    out = Path(__file__).resolve().parents[1] / "screenshots"
    out.mkdir(exist_ok=True)
    asked = set(sys.argv[1:])
    views = asked & PLACES.keys()
    only = asked - views
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    server.start()
    path = os.environ.get("E7_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for lang in ("en", "zh"):
            for theme in ("light", "dark"):
                for width in (390, 1440):
                    name = f"{lang}-{theme}-{width}"
                    if only and name not in only:
                        continue
                    context = browser.new_context(
                        viewport={"width": width, "height": 900}, color_scheme=theme, device_scale_factor=1
                    )
                    page = context.new_page()
                    stored = __import__("json").dumps({"version": 1, "answers": {**COMMON, **ANSWERS[lang]}})
                    page.add_init_script(
                        "if(!sessionStorage.getItem('e7wizard.v1.tab')){sessionStorage.setItem('e7wizard.v1.tab','shot');"
                        f"localStorage.setItem('e7wizard.v1.shot', {__import__('json').dumps(stored)});}}"
                    )
                    for view, address in PLACES.items():
                        if views and view not in views:
                            continue
                        page.set_viewport_size({"width": width, "height": 900})
                        page.goto(f"{server.url}/?{address}&lang={lang}")
                        page.wait_for_selector("h1")
                        settled(page)
                        page.wait_for_timeout(700)
                        if view == TABLE:
                            take_table(page)
                        height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
                        page.set_viewport_size({"width": width, "height": min(max(900, int(height) + 20), 9000)})
                        page.wait_for_timeout(500)
                        page.screenshot(path=str(out / f"{name}-{view}.png"))
                    context.close()
        browser.close()
    server.stop()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


if __name__ == "__main__":
    main()
