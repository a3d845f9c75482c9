"""The files for operators name what the app really has: routes, ports, settings, files. Nothing drifts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit import config

from benchmarks.replicas.proxy import with_ports
from e7wizard.serving import draining
from e7wizard.serving.paths import OWN
from e7wizard.serving.settings import LONGEST_DRAIN_S, drain_s
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "operating.md").read_text("utf-8")
FILES = {path.name: path.read_text("utf-8") for path in sorted(DEPLOY.iterdir())}
PORT = "8501"
_OURS = re.compile(r"\bE7_[A-Z_]*[A-Z]")
_THEIRS = re.compile(r"\bSTREAMLIT_([A-Z]+)_([A-Z_]+)")


def source() -> str:
    return "".join(path.read_text("utf-8") for path in (ROOT / "e7wizard").rglob("*.py"))


def read_by_the_app() -> set[str]:
    """Settings of our own that the code reads; a notice is read per language."""
    found = set(re.findall(r'"(E7_[A-Z_]*[A-Z])"', source()))
    return found | {f"E7_NOTICE_{code}" for code in ("EN", "ZH")}


def replica() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILES["compose.yaml"])["services"]["app-1"]
    return found


def container() -> dict[str, Any]:
    deployment = next(yaml.safe_load_all(FILES["kubernetes.yaml"]))
    found: dict[str, Any] = deployment["spec"]["template"]["spec"]["containers"][0]
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_setting_is_read_and_told(name: str) -> None:
    assert set(_OURS.findall(FILES[name])) <= read_by_the_app()
    for setting in {found[0] for found in re.finditer(_OURS, FILES[name])} | {
        match[0] for match in _THEIRS.finditer(FILES[name])
    }:
        assert f"`{setting}`" in GUIDE, f"docs/operating.md does not tell of {setting}"


def test_the_guide_tells_every_setting_and_no_other() -> None:
    told = set(_OURS.findall(GUIDE))
    assert read_by_the_app() - told == set()
    assert told - read_by_the_app() == set()


@pytest.mark.parametrize("name", [*FILES, "the guide"])
def test_streamlits_settings_still_exist(name: str) -> None:
    options = {
        option.upper().replace(".", "_")
        for option in (re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key) for key in config._config_options_template)
    }
    for match in _THEIRS.finditer(FILES.get(name, GUIDE)):
        assert f"{match[1]}_{match[2]}" in options, f"Streamlit does not know {match[0]}"


@pytest.mark.parametrize("name", [*FILES, "the guide"])
def test_probed_addresses_are_routes(name: str) -> None:
    for path in re.findall(r"(?<=[\s`\d])/(?:[a-z]*z|version)\b", FILES.get(name, GUIDE)):
        assert path in OWN


def test_every_file_names_the_port() -> None:
    for name, text in FILES.items():
        assert PORT in text, name
    assert config._config_options_template["server.port"].default_val == int(PORT)
    assert container()["ports"][0]["containerPort"] == int(PORT)


def test_what_is_probed_is_what_drains() -> None:
    assert container()["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container()["livenessProbe"]["httpGet"]["path"] == "/healthz"
    pause = float(next(one["value"] for one in container()["env"] if one["name"] == "E7_DRAIN_S"))
    probe = container()["readinessProbe"]
    deployment = next(yaml.safe_load_all(FILES["kubernetes.yaml"]))
    assert probe["periodSeconds"] * (probe["failureThreshold"] + 1) < pause <= LONGEST_DRAIN_S
    assert deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] >= pause + 10
    assert "health_uri /readyz" in FILES["Caddyfile"]
    assert "/readyz" in FILES["Containerfile"]


def test_kubernetes_finds_its_pods() -> None:
    deployment, service, ingress = yaml.safe_load_all(FILES["kubernetes.yaml"])
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert deployment["spec"]["selector"]["matchLabels"] == service["spec"]["selector"] == labels
    assert service["spec"]["ports"][0]["targetPort"] == container()["ports"][0]["name"]
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert (backend["name"], backend["port"]["name"]) == (
        service["metadata"]["name"],
        service["spec"]["ports"][0]["name"],
    )
    assert container()["image"] == replica()["image"]


def test_what_the_image_copies_is_there_and_let_through() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    copied = [
        part for line in FILES["Containerfile"].splitlines() if line.startswith("COPY") for part in line.split()[1:-1]
    ]
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored
    assert Path(DEPLOY / replica()["build"]["context"]).resolve() == ROOT
    assert (ROOT / replica()["build"]["dockerfile"]).is_file()


def test_proxies_name_the_replicas_of_compose() -> None:
    services = yaml.safe_load(FILES["compose.yaml"])["services"]
    names = [name for name in services if name.startswith("app-")]
    assert " ".join(f"{name}:{PORT}" for name in names) in FILES["Caddyfile"]
    published = [services[name]["ports"][0].rpartition(":")[0] for name in names]
    assert re.findall(r"server (127\.0\.0\.1:\d+) ", FILES["nginx.conf"]) == published


def test_nginx_keeps_what_a_live_connection_needs() -> None:
    shipped = FILES["nginx.conf"]
    for line in (
        "proxy_http_version 1.1;",
        "Upgrade $http_upgrade;",
        "Host $http_host;",
        "X-Forwarded-Proto $e7_scheme;",
    ):
        assert line in shipped
    ours = with_ports(shipped, 18080, [1, 2])
    assert re.findall(r"server (\S+) max_fails=0;", ours) == ["127.0.0.1:1", "127.0.0.1:2"]
    assert "listen 127.0.0.1:18080;" in ours
    with pytest.raises(ValueError, match="names no replicas"):
        with_ports("server {}", 1, [])


@pytest.mark.parametrize(
    ("said", "seconds"), [("5", 5.0), ("", 0.0), ("soon", 0.0), ("-1", 0.0), ("nan", 0.0), ("1e9", LONGEST_DRAIN_S)]
)
def test_the_pause_before_the_end_is_a_sensible_number(
    monkeypatch: pytest.MonkeyPatch, said: str, seconds: float
) -> None:
    monkeypatch.setenv("E7_DRAIN_S", said)
    assert drain_s() == seconds


def test_nobody_is_draining_who_was_not_asked() -> None:
    assert not draining.is_draining()
