"""The Streamlit settings that protect visitors exist and are set; some are hidden options that an upgrade may drop."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from streamlit import config

from tests.conftest import ROOT

MUST = {
    "runner.postScriptGC": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "browser.gatherUsageStats": False,
    "server.showEmailPrompt": False,
    "server.address": "127.0.0.1",
    "server.maxUploadSize": 2,
    "server.fileWatcherType": "none",
    "server.enableXsrfProtection": True,
    "server.enableWebsocketCompression": True,
}


def settings() -> dict[str, Any]:
    data = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    found: dict[str, Any] = {}

    def walk(node: dict[str, Any], path: str) -> None:
        for key, value in node.items():
            here = f"{path}.{key}" if path else key
            walk(value, here) if isinstance(value, dict) else found.update({here: value})

    walk(data, "")
    return found


@pytest.mark.parametrize(("name", "value"), MUST.items())
def test_setting_is_set(name: str, value: object) -> None:
    assert settings()[name] == value


@pytest.mark.parametrize("name", sorted(settings()))
def test_setting_still_exists_in_streamlit(name: str) -> None:
    assert name in config._config_options_template, f"Streamlit does not know {name} any more"
