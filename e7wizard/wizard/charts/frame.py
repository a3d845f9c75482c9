"""What drawn charts share: the frame of the specification, and a chart with its words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

FONT_SIZE = 12.5
CONFIG: Spec = {
    "background": "transparent",
    "font": "inherit",
    "view": {"stroke": None},
    "text": {"fontSize": FONT_SIZE, "fill": "currentColor"},
}


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A specification with the same in words: a sentence for those who do not see it, and a table."""

    spec: Spec
    alternative: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def framed(layers: Sequence[Spec], height: int, padding: Mapping[str, int]) -> Spec:
    """A specification without data: layers that name their data sets. It is made once and never changed."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "padding": dict(padding),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG,
        "usermeta": {"embedOptions": {"actions": False, "renderer": "svg"}},
        "layer": list(layers),
    }


def filled(frame: Spec, data: Mapping[str, Rows]) -> Spec:
    """The specification with its data, inside each layer: Streamlit would turn named data sets into tables of Arrow."""
    layers = [{**layer, "data": {"values": list(data[layer["data"]["name"]])}} for layer in frame["layer"]]
    return {**frame, "layer": layers}
