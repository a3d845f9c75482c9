"""What a browser knows of a Streamlit page: the widgets on it with their values, the address, and long messages it kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

KEPT_RUNS = 2
"""A long message is forgotten when so many runs have not used it (Streamlit's maxCachedMessageAge)."""
_TEXT = {"text_input", "text_area"}
_ONE = {"radio", "selectbox"}
_SEVERAL = {"multiselect", "button_group"}
_PRESSED = {"button", "download_button"}
_FOLDS = {"expandable", "popover"}


@dataclasses.dataclass
class Widget:
    """A widget on the page. `key` is the one that the script gave; `value` is what the browser would send."""

    id: str
    key: str
    kind: str
    options: tuple[str, ...] = ()
    value: Any = None
    data: str = ""
    """What the server gave to a component, as JSON."""


class Screen:
    """The page of one tab, kept up to date by the server's messages."""

    def __init__(self, query: str = "") -> None:
        self.query = query
        self.page_hash = ""
        self.widgets: dict[str, Widget] = {}
        self.alerts: list[str] = []
        self._seen: set[str] = set()
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._run = 0

    def take(self, message: ForwardMsg) -> str:
        """Apply a message and give its kind; `script_finished` is given as `finished` only when the run is whole."""
        if message.WhichOneof("type") == "ref_hash":
            kept, _ = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = (kept, self._run)
            return self.take(kept)
        kind = str(message.WhichOneof("type"))
        if message.metadata.cacheable:
            self._kept[message.hash] = (message, self._run)
        if kind == "new_session":
            self._begin(message)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._draw(message)
        elif kind == "script_finished":
            return self._finish(message)
        return kind

    def kept_hashes(self) -> list[str]:
        """The long messages that need not be sent again."""
        return list(self._kept)

    def by_key(self) -> dict[str, Widget]:
        """The widgets by the keys of the script."""
        return {widget.key: widget for widget in self.widgets.values()}

    def states(self, pressed: str | None = None) -> WidgetStates:
        """What the browser sends with every run: the values of all widgets, and the id of a button just pressed."""
        states = WidgetStates()
        for widget in self.widgets.values():
            if widget.kind not in _PRESSED and widget.value is not None:
                _write(states.widgets.add(), widget)
        if pressed is not None:
            state = states.widgets.add()
            state.id, state.trigger_value = pressed, True
        return states

    def _begin(self, message: ForwardMsg) -> None:
        self._run += 1
        self.page_hash = message.new_session.page_script_hash
        self._seen = set()
        self.alerts = []

    def _draw(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") == "add_block":
            self._take(_folded(message.delta.add_block), told=True)
            return
        element = message.delta.new_element
        kind = str(element.WhichOneof("type"))
        if kind in {"alert", "exception"}:
            self.alerts.append(element.alert.body if kind == "alert" else element.exception.message)
        reader = _READERS.get(kind)
        if reader is None:
            return
        proto = getattr(element, kind)
        self._take(reader(kind, proto), told=getattr(proto, "set_value", False))

    def _take(self, fresh: Widget | None, *, told: bool = False) -> None:
        """Keep a widget as it was drawn; its value is the one it had unless the server tells another."""
        if fresh is None:
            return
        self._seen.add(fresh.id)
        held = self.widgets.get(fresh.id)
        if held is not None and not told:
            fresh.value = held.value
        self.widgets[fresh.id] = fresh

    def _finish(self, message: ForwardMsg) -> str:
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return "interrupted"
        self.widgets = {id: widget for id, widget in self.widgets.items() if id in self._seen}
        oldest = self._run - KEPT_RUNS
        self._kept = {key: kept for key, kept in self._kept.items() if kept[1] > oldest}
        return "finished"


def key_of(id: str) -> str:
    """The script's key inside a widget id ($$ID-digest-key)."""
    return id.split("-", 2)[-1]


def _text(kind: str, proto: Any) -> Widget:
    return Widget(proto.id, key_of(proto.id), kind, value=proto.value if proto.set_value else proto.default)


def _one(kind: str, proto: Any) -> Widget:
    options = tuple(proto.options)
    value = options[proto.default] if proto.HasField("default") and options else None
    if proto.set_value:
        value = proto.raw_value if proto.HasField("raw_value") else None
    return Widget(proto.id, key_of(proto.id), kind, options, value)


def _several(kind: str, proto: Any) -> Widget:
    options = tuple(option if isinstance(option, str) else option.content for option in proto.options)
    value = list(proto.raw_values) if proto.set_value else [options[place] for place in proto.default]
    return Widget(proto.id, key_of(proto.id), kind, options, value)


def _plain(kind: str, proto: Any) -> Widget:
    return Widget(proto.id, key_of(proto.id), kind, value=proto.value if proto.set_value else proto.default)


def _button(kind: str, proto: Any) -> Widget:
    return Widget(proto.id, key_of(proto.id), kind)


def _component(kind: str, proto: Any) -> Widget:
    return Widget(proto.id, key_of(proto.id), kind, data=proto.json)


def _folded(block: Any) -> Widget | None:
    """A part that tells the server when it is opened; None for any other block."""
    kind = str(block.WhichOneof("type"))
    if kind not in _FOLDS or not getattr(block, kind).id:
        return None
    part = getattr(block, kind)
    return Widget(part.id, key_of(part.id), kind, value=part.expanded if kind == "expandable" else part.open)


_READERS: dict[str, Callable[[str, Any], Widget]] = {
    **dict.fromkeys(_TEXT, _text),
    **dict.fromkeys(_ONE, _one),
    **dict.fromkeys(_SEVERAL, _several),
    **dict.fromkeys(_PRESSED, _button),
    "checkbox": _plain,
    "number_input": _plain,
    "bidi_component": _component,
}


def _write(state: WidgetState, widget: Widget) -> None:
    state.id = widget.id
    if widget.kind in _SEVERAL:
        state.string_array_value.data.extend(widget.value)
    elif widget.kind == "checkbox" or widget.kind in _FOLDS:
        state.bool_value = widget.value
    elif widget.kind == "number_input":
        state.double_value = widget.value
    elif widget.kind == "bidi_component":
        state.json_value = widget.value
    else:
        state.string_value = widget.value
