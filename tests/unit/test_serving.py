"""The layers around Streamlit: headers on every answer, compression, storing, places, routes and the page before the app."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import brotli
import pytest
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from e7wizard.language import LANGUAGES
from e7wizard.serving import routes as routes_module
from e7wizard.serving.answers import preferred
from e7wizard.serving.bundles import Bundles, bundles, small_fonts
from e7wizard.serving.busy import COOKIE, BackPressure
from e7wizard.serving.chunks import first_chunks
from e7wizard.serving.door import FrontDoor
from e7wizard.serving.front import first_paths
from e7wizard.serving.headers import SecurityHeaders
from e7wizard.serving.packing import SMALL, encoding_for, packed
from e7wizard.serving.paths import inside
from e7wizard.serving.policy import COMMON, digest
from e7wizard.serving.routes import routes
from e7wizard.serving.seats import OPENING_S, RETURN_S, Seats
from e7wizard.serving.settings import DEFAULT_SESSIONS, max_sessions
from e7wizard.serving.shell import script
from e7wizard.wizard import operator
from tests.asgi import ask, shake_hands
from tests.conftest import ROOT


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def _fails(_: Request) -> Response:
    raise ValueError("a secret that somebody typed")


async def _moved(_: Request) -> Response:
    return RedirectResponse("/")


async def _media(_: Request) -> Response:
    return PlainTextResponse("a,b", headers={"Cache-Control": "public, max-age=600"})


async def _socket(socket: WebSocket) -> None:
    if socket.headers.get("origin") == "http://elsewhere":
        await socket.close(1008)
        return
    await socket.accept()


def stack(limit: int = 1000, clock: Clock | None = None) -> Any:
    """All layers around routes that stand for Streamlit's."""
    inner = Router(
        [
            *routes(),
            Route("/media/fails", _fails),
            Route("/media/moved", _moved),
            Route("/media/file.csv", _media),
            WebSocketRoute("/_stcore/stream", _socket),
            *create_streamlit_static_assets_routes(base_url=""),
        ]
    )
    seats = Seats(limit, clock or Clock())
    return SecurityHeaders(BackPressure(Bundles(FrontDoor(ExceptionMiddleware(inner))), seats))


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    yield stack()


BUNDLE = first_paths()[0]
EVERY = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("POST", "/", 405),
    ("GET", BUNDLE, 200),
    ("POST", BUNDLE, 405),
    ("GET", "/static/js/none.js", 404),
    ("GET", "/nothing", 404),
    ("GET", "/nothing/at/all", 404),
    ("POST", "/nothing", 405),
    ("GET", "/_stcore/nothing", 404),
    ("GET", "/media/fails", 500),
    ("GET", "/media/moved", 307),
    ("GET", "/media/file.csv", 200),
    ("GET", "/healthz", 200),
    ("POST", "/healthz", 405),
    ("GET", "/version", 200),
    ("GET", "/favicon.png", 200),
    ("GET", "//evil.example", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), EVERY)
def test_every_answer_carries_the_headers(app: Any, method: str, path: str, status: int) -> None:
    reply = ask(app, path, method)
    assert reply.status == status
    for name, value in COMMON.items():
        assert reply.headers[name] == value
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe" not in policy
    assert "strict-transport-security" not in reply.headers


def test_https_is_asked_for_again_where_it_is_there(app: Any) -> None:
    assert "max-age" in ask(app, "/", scheme="https").headers["strict-transport-security"]


def test_handshakes_carry_the_headers_accepted_or_refused(app: Any) -> None:
    accepted = shake_hands(app)
    assert accepted.type == "websocket.accept"
    assert accepted.headers["x-content-type-options"] == "nosniff"
    refused = shake_hands(app, origin="http://elsewhere")
    assert (refused.type, refused.status) == ("websocket.http.response.start", 403)
    assert refused.headers["x-content-type-options"] == "nosniff"


def test_a_failure_says_nothing_of_its_cause(app: Any, caplog: pytest.LogCaptureFixture) -> None:
    reply = ask(app, "/media/fails")
    assert b"secret" not in reply.body
    assert "secret" not in caplog.text
    assert "ValueError" in caplog.text


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/", "no-cache"),
        (BUNDLE, "public, max-age=31536000, immutable"),
        ("/media/file.csv", "no-store"),
        ("/version", "no-store"),
        ("/nothing", "no-store"),
        ("/static/js/none.js", "no-store"),
        ("/media/fails", "no-store"),
    ],
)
def test_only_bundles_are_stored(app: Any, path: str, rule: str) -> None:
    assert ask(app, path).headers["cache-control"] == rule


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("identity", ""),
        ("", ""),
        ("br;q=nonsense", ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(accepted: str, encoding: str) -> None:
    assert encoding_for(accepted) == encoding


def test_bundles_come_compressed_once_and_whole(app: Any) -> None:
    plain = ask(app, BUNDLE)
    brotlied = ask(app, BUNDLE, accept_encoding="gzip, br")
    gzipped = ask(app, BUNDLE, accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert (brotlied.headers["content-encoding"], gzipped.headers["content-encoding"]) == ("br", "gzip")
    assert brotli.decompress(brotlied.body) == gzip.decompress(gzipped.body) == plain.body
    assert len(brotlied.body) < len(gzipped.body) < len(plain.body) / 3
    assert brotlied.headers["vary"] == "Accept-Encoding"
    assert brotlied.headers["content-length"] == str(len(brotlied.body))
    assert bundles()[BUNDLE].packed.form("br")[1] is bundles()[BUNDLE].packed.form("br")[1]


def test_fonts_are_not_compressed_again(app: Any) -> None:
    font = next(path for path in bundles() if path.endswith(".woff2"))
    assert "content-encoding" not in ask(app, font, accept_encoding="br").headers


def test_the_slow_quality_gives_the_same_text() -> None:
    text = b"the weakest link decides " * 100
    assert brotli.decompress(packed(text, "br", SMALL)) == text


def test_head_sends_no_body_and_the_same_length(app: Any) -> None:
    assert ask(app, BUNDLE, "HEAD").body == b""
    assert ask(app, BUNDLE, "HEAD").headers["content-length"] == str(len(ask(app, BUNDLE).body))


def test_the_page_is_asked_for_again_by_its_tag(app: Any) -> None:
    first = ask(app, "/", accept_encoding="br")
    again = ask(app, "/", accept_encoding="br", if_none_match=f'W/"other", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert ask(app, "/", if_none_match=first.headers["etag"]).status == 200
    assert ask(app, "/", query="lang=zh", accept_encoding="br").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("query", "accepted", "lang", "title"),
    [
        ("", "", "en", "E-7 wizard"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans", "E-7签证自测"),
        ("", "en-GB,zh;q=0.9", "en", "E-7 wizard"),
        ("lang=zh", "en", "zh-Hans", "E-7签证自测"),
        ("lang=xx", "zh", "zh-Hans", "E-7签证自测"),
    ],
)
def test_language_and_title_are_right_from_the_first_byte(
    app: Any, query: str, accepted: str, lang: str, title: str
) -> None:
    page = ask(app, "/", query=query, accept_language=accepted).body.decode()
    assert page.startswith(f'<!DOCTYPE html><html lang="{lang}">')
    assert f"<title>{title}</title>" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_question_stands_only_where_the_app_will_ask_it(app: Any, language: str, house: Any) -> None:
    question = house.texts[language]("facts.job.duties.ask")
    for query in ("", "step=start", "step=duty"):
        assert question in ask(app, "/", query=f"{query}&lang={language}").body.decode()
    for query in ("step=salary", "page=codes", "step=duty&page=faq"):
        page = ask(app, "/", query=f"{query}&lang={language}").body.decode()
        assert "<textarea" not in page
        assert house.texts[language]("first.wait") in page


def test_the_page_runs_no_script_that_its_policy_does_not_name(app: Any) -> None:
    reply = ask(app, "/")
    page = reply.body.decode()
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert inline == [script()]
    assert digest(inline[0]) in reply.headers["content-security-policy"]
    assert not re.search(r"\son\w+=", page.replace(inline[0], ""))
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith(("./", "data:")), address


def test_both_languages_are_told_that_scripts_are_off(app: Any, house: Any) -> None:
    page = ask(app, "/").body.decode()
    inside_noscript = page[page.index("<noscript>") : page.index("</noscript>")]
    for language in LANGUAGES:
        assert house.texts[language]("first.noscript") in inside_noscript


def test_what_the_page_asks_for_exists_in_this_streamlit() -> None:
    assert [path for path in first_paths() if path not in bundles()] == []
    parts = " ".join(first_chunks())
    for part in ("Html.", "BidiComponent.", "TextArea.", "Checkbox."):
        assert f"/{part}" in parts, f"Streamlit has no part {part} any more"


def test_the_small_fonts_still_stand_for_those_of_streamlit() -> None:
    """After an upgrade: run benchmarks/small_fonts.py."""
    assert len(small_fonts()) == 2
    for path in small_fonts():
        whole = (file_util.get_static_dir() + path).encode()
        assert len(bundles()[path].packed.form("")[1]) < 45_000, whole


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_wrong_address_says_so_in_both_languages(app: Any, lang: str, house: Any) -> None:
    page = ask(app, "/nothing", query=f"lang={lang}").body.decode()
    texts = [house.texts[language]("first.missing.title") for language in LANGUAGES]
    assert all(text in page for text in texts)
    assert f"<title>{house.texts[lang]('first.missing.title')}</title>" in page


def test_when_all_places_are_taken_a_page_says_so_and_tries_again(house: Any) -> None:
    app = stack(limit=1)
    first = ask(app, "/")
    assert first.status == 200
    busy = ask(app, "/", query="lang=zh")
    assert busy.status == 503
    assert busy.headers["retry-after"] == "15"
    assert '<meta http-equiv="refresh" content="15">' in busy.body.decode()
    assert all(house.texts[language]("first.busy.title") in busy.body.decode() for language in LANGUAGES)
    assert "frame-ancestors 'none'" in busy.headers["content-security-policy"]
    # Whoever has a place keeps it: a reload, the files, the connection, and its return.
    cookie = first.headers["set-cookie"].partition(";")[0]
    assert cookie.startswith(f"{COOKIE}=")
    assert ask(app, "/", cookie=cookie).status == 200
    assert ask(app, BUNDLE).status == 200
    assert shake_hands(app, cookie=cookie).type == "websocket.accept"
    assert shake_hands(app, sec_websocket_protocol="streamlit, token, session").type == "websocket.accept"
    refused = shake_hands(app)
    assert (refused.status, refused.headers["retry-after"]) == (503, "15")
    assert ask(app, "/healthz").status == 200


def test_the_cookie_of_a_place_is_closed_to_scripts() -> None:
    assert "HttpOnly; SameSite=Lax" in ask(stack(), "/").headers["set-cookie"]
    assert ask(stack(), "/", scheme="https").headers["set-cookie"].endswith("Secure")
    assert ask(stack(), "/", cookie="e7_seat=; broken===;;").status == 200


def test_places_are_free_again_when_they_are_not_used() -> None:
    clock = Clock()
    seats = Seats(2, clock)
    one, two = seats.enter(""), seats.enter("")
    assert one and two and seats.enter("") is None
    assert seats.connect(one, returning=False) == one
    clock.now += OPENING_S + 1
    assert seats.taken() == 1, "a page that never connected holds no place"
    seats.leave(one)
    assert seats.taken() == 1, "a reload takes a moment"
    clock.now += OPENING_S + 1
    assert seats.taken() == 0
    three, four = seats.enter(""), seats.enter("")
    assert three and four and seats.enter("") is None
    assert seats.enter(one) == one, "whoever was here a moment ago comes back"
    clock.now += RETURN_S + OPENING_S
    assert seats.taken() == 0


def test_several_tabs_of_one_browser_are_several_places() -> None:
    seats = Seats(5, Clock())
    token = seats.enter("")
    assert token
    for _ in range(3):
        seats.connect(token, returning=False)
    assert seats.taken() == 3


def test_the_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, limit in (("7", 7), ("", DEFAULT_SESSIONS), ("many", DEFAULT_SESSIONS), ("0", DEFAULT_SESSIONS)):
        monkeypatch.setenv("E7_MAX_SESSIONS", text)
        assert max_sessions() == limit


def test_ready_and_version_tell_what_is_loaded(app: Any, house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes_module, "is_loaded", lambda: False)
    assert ask(app, "/readyz").status == 503
    assert b'"edition":null' in ask(app, "/version").body
    monkeypatch.setattr(routes_module, "is_loaded", lambda: True)
    monkeypatch.setattr(routes_module, "house", lambda: house)
    monkeypatch.setenv("E7_COMMIT", "abc123")
    assert ask(app, "/readyz").status == 200
    version = ask(app, "/version").body.decode()
    assert '"name":"e7wizard"' in version
    assert f'"edition":"{house.rulebook.files.edition.id}"' in version
    assert '"commit":"abc123"' in version


def test_a_base_path_is_taken_off() -> None:
    assert inside("/static/x") == "/static/x"
    assert inside("") == "/"


def test_preferences_are_read_in_order() -> None:
    assert preferred("en;q=0.3, zh-CN, fr;q=0") == ["zh-cn", "en"]
    assert preferred("") == []


def test_only_the_hosts_that_are_allowed_are_answered(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda name: ["wizard.example"] if name == "server.allowedHosts" else "")
    assert ask(app, "/", host="wizard.example:8501").status == 200
    refused = ask(app, "/", host="evil.example")
    assert (refused.status, refused.headers["x-content-type-options"]) == (421, "nosniff")
    assert ask(app, "/healthz", host="10.0.0.7").status == 200


def test_the_operator_speaks_in_the_language_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("E7_NOTICE", "Back on Monday.")
    monkeypatch.setenv("E7_NOTICE_ZH", "周一恢复。")
    assert (operator.notice("en"), operator.notice("zh")) == ("Back on Monday.", "周一恢复。")
    monkeypatch.setenv("E7_NAME", "  ")
    assert operator.name() is None


def test_the_server_does_not_wait_for_the_language_or_the_content() -> None:
    script = (
        "import sys, e7wizard.serving.application; "
        "late = {'babel', 'pydantic', 'pandas', 'e7wizard.house', 'e7wizard.language'} & set(sys.modules); "
        "assert not late, late"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
