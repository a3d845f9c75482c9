"""What the accessibility tests share: every page's address, a browser with a filled case, and axe-core on a page."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from playwright.sync_api import Browser, Page

from benchmarks.screenshots import ANSWERS, COMMON
from e7wizard.language import Language
from e7wizard.wizard.app import SIDE_PAGES
from e7wizard.wizard.fields import PATH
from tests.browser.conftest import settled

Theme = Literal["light", "dark"]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PLACES: dict[str, str] = {
    **{step: f"step={step}" for step in PATH},
    **{name: f"step=result&page={name}" for name in SIDE_PAGES},
    "one_route": "step=result&page=route&route=D-10-1",
}
"""Address of every page by its name."""
HEIGHT = 900
OPENED = 6
"""So many closed blocks of a page are opened before it is judged; the list of codes has a hundred of the same kind."""


@dataclasses.dataclass(frozen=True)
class View:
    """How a person looks at a page."""

    lang: Language
    theme: Theme
    width: int

    def __str__(self) -> str:
        return f"{self.lang}-{self.theme}-{self.width}"


LANGS: tuple[Language, ...] = ("en", "zh")
THEMES: tuple[Theme, ...] = ("light", "dark")
VIEWS = tuple(View(*parts) for parts in itertools.product(LANGS, THEMES, (390, 1440)))


@dataclasses.dataclass(frozen=True)
class Violation:
    """One element that breaks one rule of axe."""

    rule: str
    target: str
    markup: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.target}: {self.why}\n    {self.markup}"


@dataclasses.dataclass(frozen=True)
class Known:
    """A violation inside a widget of Streamlit that we cannot change."""

    rule: str
    selector: str
    reason: str
    issue: str | None


@cache
def known() -> tuple[Known, ...]:
    """The documented exceptions."""
    rows = yaml.safe_load(Path(__file__).with_name("axe_exceptions.yaml").read_text("utf-8")) or []
    return tuple(Known(row["rule"], row["selector"], row["reason"], row.get("issue")) for row in rows)


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@contextlib.contextmanager
def looking(browser: Browser, view: View, *, filled: bool = True) -> Iterator[Page]:
    """A page of a fresh profile, with a whole case in its storage."""
    context = browser.new_context(
        viewport={"width": view.width, "height": HEIGHT},
        color_scheme=view.theme,
        locale="zh-CN" if view.lang == "zh" else "en-GB",
        accept_downloads=True,
    )
    context.set_default_timeout(20_000)
    if filled:
        store(context, {**COMMON, **ANSWERS[view.lang]})
    try:
        yield context.new_page()
    finally:
        context.close()


def store(context: Any, answers: dict[str, Any]) -> None:
    """Lay a draft into the browser's storage before the first page; each load starts from it."""
    draft = json.dumps({"version": 1, "answers": answers})
    context.add_init_script(
        "sessionStorage.setItem('e7wizard.v1.tab', 'audit');"
        f"localStorage.setItem('e7wizard.v1.audit', {json.dumps(draft)});"
        # The app writes this when it has taken the draft: what `visit` waits for.
        "localStorage.removeItem('e7wizard.v1.audit.at');"
    )


def visit(page: Page, url: str, place: str, lang: Language) -> None:
    """Open a page by its name and wait until it shows the stored case."""
    size = page.viewport_size
    if size is not None and size["height"] != HEIGHT:
        page.set_viewport_size({"width": size["width"], "height": HEIGHT})
    page.goto(f"{url}/?{PLACES[place]}&lang={lang}")
    page.wait_for_selector("h1")
    page.wait_for_function(
        "() => sessionStorage.getItem('e7wizard.v1.tab') !== 'audit' || localStorage.getItem('e7wizard.v1.audit.at')"
    )
    settled(page)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')")


def open_closed_blocks(page: Page) -> None:
    """Open what is folded: axe does not judge what nobody sees."""
    page.evaluate(
        """(most) => {
          const closed = [...document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')];
          closed.slice(0, most).forEach((summary) => summary.click());
        }""",
        OPENED,
    )
    settled(page)
    page.evaluate(
        """(most) => {
          const closed = [...document.querySelectorAll('[data-testid="stHtml"] details:not([open])')];
          closed.filter((one) => one.checkVisibility()).slice(0, most).forEach((one) => { one.open = true; });
        }""",
        OPENED,
    )
    show_whole(page)


def show_whole(page: Page) -> None:
    """Make the window as high as the page: axe judges no colours outside what a scrolled element shows."""
    size = page.viewport_size
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    if size is not None and height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": int(height) + 20})
        page.wait_for_timeout(150)


def violations(page: Page) -> list[Violation]:
    """What axe finds on the page as it stands, without the documented exceptions."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {_axe()} }} }}")
    found = page.evaluate(
        """async ([tags, known]) => {
          const options = {
            runOnly: { type: "tag", values: tags },
            rules: { "target-size": { enabled: true } },
            resultTypes: ["violations"],
          };
          const result = await axe.run(document, options);
          const rows = [];
          for (const rule of result.violations) {
            for (const node of rule.nodes) {
              const path = node.target.flat();
              // A path of more than one part leads through a shadow root.
              let element = document;
              for (const part of path) element = (element.shadowRoot || element).querySelector(part);
              const excused = known.some(([id, selector]) => id === rule.id && element && element.matches(selector));
              if (!excused) rows.push([rule.id, path.join(" >>> "), node.html.slice(0, 220), node.failureSummary]);
            }
          }
          return rows;
        }""",
        [list(TAGS), [[one.rule, one.selector] for one in known()]],
    )
    return [Violation(rule, target, markup, " ".join(why.split())) for rule, target, markup, why in found]


def structure_faults(page: Page) -> list[str]:
    """What axe leaves to best practice: one h1, no level skipped, unique ids, named table headers, Korean marked."""
    found: list[str] = page.evaluate(
        """() => {
          const faults = [];
          const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility());
          if (heads.filter((one) => one.tagName === "H1").length !== 1) faults.push("not exactly one h1");
          let last = 0;
          for (const head of heads) {
            const level = Number(head.tagName[1]);
            if (level > last + 1) faults.push(`h${last} is followed by h${level}: ${head.textContent.slice(0, 50)}`);
            last = level;
          }
          const seen = new Set();
          for (const one of document.querySelectorAll("[id]")) {
            if (seen.has(one.id)) faults.push(`id ${one.id} twice`);
            seen.add(one.id);
          }
          for (const table of document.querySelectorAll("table")) {
            const headers = [...table.querySelectorAll("th")];
            const named = headers.length > 0 && headers.every((one) => one.textContent.trim() && one.scope);
            if (!named) faults.push(`table without named headers: ${table.textContent.slice(0, 50)}`);
          }
          for (const block of document.querySelectorAll('[data-testid="stHtml"]')) {
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const text = walker.currentNode;
              if (!/[가-힣]/.test(text.data) || text.parentElement.closest("style")) continue;
              if (!text.parentElement.closest('[lang="ko"]')) faults.push(`Korean not marked: ${text.data.slice(0, 50)}`);
            }
          }
          return faults;
        }"""
    )
    return found


def sideways(page: Page) -> int:
    """So many pixels the page can be scrolled to the side; tables that scroll by themselves do not count."""
    wide: int = page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid="stMain"]');
          const all = document.documentElement;
          return Math.max(main.scrollWidth - main.clientWidth, all.scrollWidth - all.clientWidth);
        }"""
    )
    return wide
