"""The application: which page is open, in which language, and the frame around it."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from types import ModuleType
from zoneinfo import ZoneInfo

import streamlit as st

from e7wizard.language import LANGUAGES, Language
from e7wizard.language.amounts import day
from e7wizard.rulebook import ContentError
from e7wizard.rulebook.expiry import due
from e7wizard.wizard import (
    adviser_page,
    check_page,
    code_page,
    employer_page,
    help_pages,
    hr_sheet_page,
    html,
    look,
    operator,
    question_page,
    result_page,
    route_page,
    start_page,
    ways_page,
)
from e7wizard.wizard.arrivals import draw_arrivals
from e7wizard.wizard.content import house
from e7wizard.wizard.fields import PATH, STEPS
from e7wizard.wizard.folds import carry_folds_over, menu
from e7wizard.wizard.leftovers import drop_leftovers
from e7wizard.wizard.many import visit
from e7wizard.wizard.page import Page
from e7wizard.wizard.resuming import end_resuming
from e7wizard.wizard.session import (
    ADDRESSES,
    SAVING,
    Session,
    close_page,
    erase,
    forget_table,
    forget_widgets,
    go,
    open_page,
    session,
)
from e7wizard.wizard.store import go_on, sync
from e7wizard.wizard.typed import take_typed

MENU = {
    "case": ("ways", "route", "hr"),
    "work": ("hiring", "adviser", "screen"),
    "look_up": ("codes", "glossary", "faq", "about"),
}
SIDE_PAGES = tuple(name for names in MENU.values() for name in names)
"""Pages beside the journey, in the order of the menu."""
log = logging.getLogger("e7wizard")
_NAMES: dict[Language, str] = {"en": "English", "zh": "中文"}


def main() -> None:
    """Draw the page that the address names."""
    if "session" not in st.session_state:
        # Once: the browser's tab keeps it, and looking for a file of the icon's name costs more than a button.
        st.set_page_config(
            page_title="E-7", page_icon=look.icon(), layout="centered", initial_sidebar_state="collapsed"
        )
    try:
        loaded = house()
    except ContentError as error:
        st.error("The content of this installation has faults and the wizard cannot start. / 内容文件有误，无法启动。")
        st.code("\n".join(str(fault) for fault in error.faults[:50]))
        return
    state = session()
    language = _language()
    page = Page(loaded, language, state, _today())
    try:
        _draw(page)
        drop_leftovers()
    finally:
        page.rest()


def _draw(page: Page) -> None:
    """Draw the page and exchange answers with the browser."""
    state, where = page.session, _where()
    if state.refresh:
        state.refresh = False
        forget_widgets()
    state.blank = not (state.restored or state.draft.answers or state.erasures)
    go_on(page)
    take_typed(page)
    if state.language not in {None, page.language}:
        forget_widgets()
        carry_folds_over()
    state.language = page.language
    _bar(page, where)
    # One place for all of them, so that nothing below them is built anew when one comes or goes.
    with st.container(key="notices"):
        _notice(page)
        visit.draw_bar(page, where)
        draw_arrivals(page)
        _running_out(page)
    try:
        _pages()[where](page)
    except Exception as error:
        if _is_control_flow(error):
            raise
        reference = secrets.token_hex(4)
        log.error("page %s failed, reference %s: %s", where, reference, type(error).__name__, exc_info=False)
        st.error(page.texts("errors.page_failed", reference=reference))
    _foot(page)
    # Last, so that what this run took from the fields is what the browser keeps.
    again = end_resuming(state)
    again = sync(page, where) or again
    if (where == visit.PAGE and _many().work(page, where)) or again:
        st.rerun()


def _is_control_flow(error: Exception) -> bool:
    """Streamlit stops and reruns a script by raising; those must pass."""
    return type(error).__module__.startswith("streamlit.runtime.scriptrunner") or type(error).__name__ in {
        "RerunException",
        "StopException",
    }


def _many() -> ModuleType:
    """The page for tables, loaded by whoever opens it: it needs pandas, and nobody else shall wait for that."""
    from e7wizard.wizard.many import page  # noqa: PLC0415

    return page


def _pages() -> dict[str, Callable[[Page], None]]:
    pages: dict[str, Callable[[Page], None]] = {
        "start": start_page.draw,
        "code": code_page.draw,
        "check": check_page.draw,
        "result": result_page.draw,
        "codes": help_pages.codes,
        "glossary": help_pages.glossary,
        "faq": help_pages.faq,
        "about": help_pages.about,
        "ways": ways_page.draw,
        "route": route_page.draw,
        "hr": hr_sheet_page.draw,
        "adviser": adviser_page.draw,
        "hiring": employer_page.draw,
        "screen": lambda page: _many().draw(page),
    }
    for step in STEPS:
        if step.fields:
            pages[step.id] = question_page.drawer(step)
    return pages


def _where() -> str:
    names = {address: name for name, address in ADDRESSES.items()}
    page = st.query_params.get("page")
    page = names.get(str(page), page)
    if page in SIDE_PAGES:
        return str(page)
    step = st.query_params.get("step", "start")
    return step if step in PATH else "start"


def _language() -> Language:
    """From the address, else from the browser's languages; a wrong one is English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return "zh" if asked == "zh" else "en"
    locale = getattr(st.context, "locale", None) or ""
    return "zh" if str(locale).lower().startswith("zh") else "en"


def _today() -> dt.date:
    """Today in Korea: the filing date offered until the person enters one."""
    return dt.datetime.now(ZoneInfo("Asia/Seoul")).date()


def _choose(language: Language) -> None:
    st.query_params["lang"] = language


def _bar(page: Page, where: str) -> None:
    """Name, language switch and side pages."""
    with st.container(key="topbar", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(page.texts("ui.name"), key="home", type="tertiary", on_click=go, args=("start",))
        with st.container(horizontal=True, horizontal_alignment="right", gap="small", width="content"):
            for language in LANGUAGES:
                if language != page.language:
                    st.button(_NAMES[language], key=f"lang_{language}", on_click=_choose, args=(language,))
            # Keyed by the page: a menu of the same key would stay open over the page that was picked from it.
            with (
                st.container(key="menu", width="content"),
                menu(page.texts("ui.menu"), f"menu_of_{where}") as is_open,
            ):
                if is_open:
                    _menu(page, where)


def _menu(page: Page, where: str) -> None:
    """The side pages by what they are for."""
    for group, names in MENU.items():
        html.show(html.tag("p", html.text(page.texts(f"ui.menu_groups.{group}")), "e7-menu"))
        for name in names:
            label = page.texts(f"ui.pages.{name}")
            st.button(label, key=f"open_{name}", type="tertiary", on_click=open_page, args=(name,))
    if where in SIDE_PAGES:
        st.button(page.texts("ui.back_to_case"), key="menu_back", type="tertiary", on_click=close_page)


def _notice(page: Page) -> None:
    """What the operator tells everybody."""
    if said := operator.notice(page.language):
        html.show(html.tag("p", html.text(said), "e7-why", role="note"))


def _running_out(page: Page) -> None:
    """Say which figures run out within a month or have run out."""
    for expiry in due(page.house.last_days, page.today):
        if expiry.kind != "figures":
            continue
        name = page.texts(f"expiry.names.{expiry.id}")
        key = "before" if expiry.days_left(page.today) >= 0 else "after"
        said = page.texts(f"expiry.{key}", name=name, day=day(expiry.last_day, page.language))
        html.show(html.tag("p", html.text(said), "e7-why", role="note"))


def _erase(state: Session) -> None:
    forget_table(state)
    erase(state)
    go("start")


def _foot(page: Page) -> None:
    """Where answers are, the switch that turns saving off, and the eraser."""
    st.divider()
    kept = "ui.where_answers_are" if page.session.saving else "keeping.where_off"
    said = [kept, *(["keeping.shared"] if page.session.saving else [])]
    html.show("".join(html.tag("p", html.text(page.texts(key)), "e7-quiet") for key in said))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state.setdefault(SAVING, page.session.saving)
        saving = st.toggle(page.texts("ui.saving"), key=SAVING)
        if saving != page.session.saving:
            page.session.saving = saving
            st.rerun()
        # A new key after each use, or the question would stay open over the empty start page.
        with (
            st.container(key="erase_menu", width="content"),
            menu(page.texts("ui.start_again"), f"erase_menu_{page.session.erasures}") as is_open,
        ):
            if is_open:
                st.write(page.texts("ui.erase_question"))
                yes = page.texts("ui.erase_yes")
                st.button(yes, key="erase", type="primary", on_click=_erase, args=(page.session,))
    last = [page.texts("caution.short"), *([page.texts("ui.run_by", name=who)] if (who := operator.name()) else [])]
    html.show("".join(html.tag("p", html.text(words), "e7-quiet") for words in last))
