"""Behind the nginx that is shipped: a replica dies in the middle of a word, and nothing is lost."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.replicas.group import Replica, get, replicas, revive, who
from benchmarks.replicas.proxy import installed, nginx
from benchmarks.replicas.sticking import requests_stick
from benchmarks.replicas.typing_through import PLACES, type_through

NEEDS_NGINX = pytest.mark.skipif(installed() is None, reason="nginx is not installed: apt-get install nginx-light")


@pytest.mark.browser
@NEEDS_NGINX
def test_a_replica_dies_in_the_middle_of_a_word(browser: Browser, tmp_path: Path) -> None:
    with replicas(2, tmp_path) as group, nginx([one.port for one in group]) as port:
        assert requests_stick(port, 20) == 20
        cookies = get(port, "/", X_Forwarded_Proto="https")[1]["set-cookie"]
        assert cookies.count("HttpOnly; SameSite=Lax; Secure") == 2
        assert "Secure" not in get(port, "/")[1]["set-cookie"]
        for place in PLACES:
            seen = type_through(browser, port, group, place, Replica.kill)
            assert (seen.moved, seen.reloaded, seen.answers_lost) == (True, False, ())
            assert (seen.found, seen.focus_kept) == (seen.typed, True)
            revive(group)
        assert {get(port, "/")[0] for _ in range(10)} == {200}


@pytest.mark.browser
def test_a_replica_says_that_it_is_going_and_serves_until_it_goes(tmp_path: Path) -> None:
    own = Replica("going", tmp_path, {"E7_DRAIN_S": "2"})
    own.start()
    own.until_ready()
    assert own.process is not None
    began = time.monotonic()
    own.process.send_signal(signal.SIGTERM)
    while get(own.port, "/readyz")[0] == 200 and time.monotonic() - began < 1.5:
        time.sleep(0.02)
    assert get(own.port, "/readyz")[0] == 503
    assert get(own.port, "/")[0] == get(own.port, "/healthz")[0] == 200
    assert who(own.port) == "going"
    assert own.process.wait(timeout=20) in {0, -signal.SIGTERM}
    assert time.monotonic() - began >= 2
    own.process = None
