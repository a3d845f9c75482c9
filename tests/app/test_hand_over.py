"""The end of the result: what can be taken along, in which language, and the hint inside chat apps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.proto.DownloadButton_pb2 import DownloadButton
from streamlit.testing.v1 import AppTest

from e7wizard.language import LANGUAGES, load_texts
from e7wizard.rulebook.rulebook import CONTENT
from e7wizard.wizard import hand_over
from tests.app.test_steps import app, unfolded


def with_answers(lang: str = "en", **answers: str) -> AppTest:
    found = app("result", lang)
    draft = found.session_state["session"].draft
    for path, value in {
        "job__title": "Sales",
        "job__code_choice": "2842",
        "pay__annual_krw": "2900万",
        **answers,
    }.items():
        draft.put(path.replace("__", "."), value)
    return found.run()


def buttons(found: AppTest) -> dict[str, DownloadButton]:
    return {part.proto.id.rpartition("-")[2]: part.proto for part in found.get("download_button")}


def text_of(found: AppTest) -> str:
    return " ".join(str(part.proto) for part in found.main)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_csv_html_and_text_are_offered(lang: str) -> None:
    found = with_answers(lang)
    assert not found.exception
    assert set(buttons(found)) >= {"download", "download_html"}
    assert not found.code, "made only where it is opened"
    unfolded(found, "fold_copy")
    heading = load_texts(CONTENT, "zh" if lang == "zh" else "en")("hand_over.text.heading")
    assert found.code[0].value.startswith(heading)
    assert len(found.code[0].value) < 2_500


@pytest.mark.parametrize("choice", ["this", "other", "both"])
def test_the_language_can_be_chosen(choice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    offered = st.download_button

    def noted(label: str, **given: Any) -> bool:
        files[given["key"]] = given["data"]
        return bool(offered(label, **given))

    monkeypatch.setattr(st, "download_button", noted)
    found = with_answers()
    found.radio(key="html_language").set_value(choice).run()
    assert not found.exception
    made = files["download_html"]().decode()
    titles = {lang: load_texts(CONTENT, lang)("hand_over.title") for lang in LANGUAGES}
    shown = {lang for lang, title in titles.items() if title in made}
    assert shown == {"this": {"en"}, "other": {"zh"}, "both": {"en", "zh"}}[choice]


def test_private_answers_need_the_tick() -> None:
    found = with_answers(person__ethnic_korean="true", person__in_korea="true")
    name = load_texts(CONTENT, "en")("hand_over.sensitive")
    unfolded(found, "fold_copy")
    assert "재외동포" not in found.code[0].value
    assert name not in found.code[0].value
    found.checkbox(key="with_sensitive").check().run()
    assert name in found.code[0].value
    assert "재외동포" in found.code[0].value


def test_a_chat_app_gets_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    hint = load_texts(CONTENT, "en")("hand_over.in_app").partition(".")[0]
    assert hint not in text_of(with_answers())
    asked: list[Any] = []
    monkeypatch.setattr(hand_over, "in_app_browser", lambda agent: asked.append(agent) or True)
    assert hint in text_of(with_answers())
    assert asked


@pytest.mark.parametrize(
    ("agent", "inside"),
    [
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49 NetType/WIFI", True),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 KAKAOTALK 10.4.3", True),
        ("Mozilla/5.0 (iPhone) Mobile/15E148 Safari Line/14.1.0", True),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 MQQBrowser/6.2 QQ/9.0", True),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36", False),
        ("", False),
    ],
)
def test_browsers_inside_apps_are_known(agent: str, inside: bool) -> None:
    assert hand_over.in_app_browser(agent) is inside
