"""Every scenario of tests/scenarios: a person, and what must come out, with the page that decides."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from e7wizard.case import Case
from e7wizard.house import House
from tests.conftest import ROOT

FILES = sorted((ROOT / "tests" / "scenarios").rglob("*.yaml"))
SCENARIOS = [
    pytest.param(row, id=f"{path.stem}: {row['name']}")
    for path in FILES
    for row in yaml.safe_load(path.read_text("utf-8"))
]


def fits(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, list):
        return any(fits(one, got) for one in wanted)
    if isinstance(wanted, str) and wanted.startswith("!"):
        return bool(got != wanted[1:])
    return bool(wanted == got)


@pytest.mark.parametrize("row", SCENARIOS)
def test_scenario(house: House, row: dict[str, Any]) -> None:
    expect = row["expect"]
    assert set(expect) <= {
        "verdict",
        "occupation",
        "formerly",
        "dimensions",
        "salary",
        "findings",
        "params",
        "changes",
        "routes",
        "way",
        "missing",
        "unmet",
        "bars",
        "reviews",
        "points",
        "at_most",
        "plans",
        "no_plans",
    }
    assert row["source"]
    assert row["why"]
    found = house.assess(Case.model_validate(row["case"]))
    said = {finding.id: finding for finding in found.findings()}
    everything = sorted((finding.id, finding.status) for finding in found.findings())
    if "verdict" in expect:
        assert fits(expect["verdict"], found.verdict), everything
    if "occupation" in expect:
        assert fits(expect["occupation"], found.occupation.code), found.occupation
    if "formerly" in expect:
        assert expect["formerly"] in house.rulebook.occupations[str(found.occupation.code)].formerly
    for dimension, wanted in expect.get("dimensions", {}).items():
        assert fits(wanted, found.dimensions[dimension].status), (dimension, everything)
    for key, wanted in expect.get("salary", {}).items():
        assert getattr(found.salary, key) == wanted, (key, found.salary)
    for name in expect.get("findings", []):
        assert name in said, everything
    for name, params in expect.get("params", {}).items():
        assert params.items() <= said[name].params.items()
    changes = {change.id for change in found.changes}
    assert set(expect.get("changes", [])) <= changes, changes
    routes = {route.id: route for route in found.routes}
    for name, wanted in expect.get("routes", {}).items():
        assert fits(wanted, routes[name].status), (name, routes[name])
    for name, wanted in expect.get("points", {}).items():
        points = routes[name].points
        assert points is not None
        assert points.total == wanted, points
    for name, wanted in expect.get("at_most", {}).items():
        points = routes[name].points
        assert points is not None
        assert points.at_most == wanted, points
    for name, wanted in expect.get("way", {}).items():
        assert fits(wanted, routes[name].way), routes[name]
    for key, field in (("missing", "missing"), ("bars", "bars"), ("reviews", "needs_review")):
        for name, wanted in expect.get(key, {}).items():
            assert set(wanted) <= set(getattr(routes[name], field)), (name, key, routes[name])
    for name, wanted in expect.get("unmet", {}).items():
        assert set(wanted) <= {unmet["fact"] for unmet in routes[name].unmet}, (name, routes[name])
    plans = {plan.id: plan for plan in found.plans}
    for name, phases in expect.get("plans", {}).items():
        assert name in plans, list(plans)
        assert plans[name].sources
        for phase, wanted in phases.items():
            assert set(wanted) <= set(getattr(plans[name], phase)), (name, plans[name])
    assert plans.keys().isdisjoint(expect.get("no_plans", [])), list(plans)
    for plan in found.plans:
        assert all(routes[id].status != "closed" for id in (*plan.now, *plan.meanwhile, *plan.afterwards)), plan


def test_every_plan_has_a_scenario(house: House) -> None:
    named = {plan for row in SCENARIOS for plan in row.values[0]["expect"].get("plans", {})}  # type: ignore[index]
    assert named == house.rulebook.failure_routes.keys()
