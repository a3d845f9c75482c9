"""A file field of our own: Streamlit's has English words that cannot be translated, and stores the file on the server."""

from __future__ import annotations

from typing import Any

import streamlit as st

_SCRIPT = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const label = parentElement.querySelector("label");
  const input = parentElement.querySelector("input");
  const said = parentElement.querySelector("output");
  label.firstElementChild.textContent = data.label;
  input.onchange = () => {
    const file = input.files && input.files[0];
    if (!file) return;
    said.textContent = data.chosen + " " + file.name;
    const reader = new FileReader();
    reader.onload = () => {
      const text = String(reader.result);
      setTriggerValue("file", JSON.stringify({ data: text.slice(text.indexOf(",") + 1), at: Date.now() }));
    };
    if (file.size > 1000000) setTriggerValue("file", JSON.stringify({ data: "", at: Date.now() }));
    else reader.readAsDataURL(file);
  };
}
"""
_HTML = """
<label class="pick"><span></span><input type="file" accept=".csv,text/csv" /></label>
<output aria-live="polite"></output>
"""
_CSS = """
.pick { display: inline-block; position: relative; border: 1px solid currentColor; border-radius: .5rem;
  padding: .55rem .9rem; cursor: pointer; line-height: 1.4; }
.pick:focus-within { outline: 3px solid #6fb1dc; outline-offset: 2px; }
.pick input { position: absolute; inset: 0; opacity: 0; width: 100%; height: 100%; cursor: pointer; }
output { display: block; min-height: 1.4rem; padding-top: .3rem; }
"""


def _component() -> Any:
    return st.components.v2.component("e7wizard_file", html=_HTML, css=_CSS, js=_SCRIPT)


_mount = _component()


def pick_file(label: str, chosen: str) -> str | None:
    """Draw the field; returns the message of a file just chosen (JSON with base64 data), else None."""
    result = _mount(key="file", data={"label": label, "chosen": chosen}, on_file_change=lambda: None)
    found = getattr(result, "file", None)
    return found if isinstance(found, str) else None
