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
  input.accept = data.accept;
  if (label.taken !== data.taken) said.textContent = "";
  label.taken = data.taken;
  input.onchange = () => {
    const file = input.files && input.files[0];
    if (!file) return;
    said.textContent = data.chosen + " " + file.name;
    const reader = new FileReader();
    reader.onload = () => {
      const text = String(reader.result);
      setTriggerValue("file", JSON.stringify({ data: text.slice(text.indexOf(",") + 1), name: file.name, at: Date.now() }));
    };
    // So that the same file can be chosen again after it was mended.
    input.value = "";
    if (file.size > data.most) setTriggerValue("file", JSON.stringify({ data: "", large: true, at: Date.now() }));
    else reader.readAsDataURL(file);
  };
}
"""
_HTML = """
<label class="pick"><span></span><input type="file" /></label>
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


def pick_file(
    label: str,
    chosen: str,
    *,
    key: str = "file",
    accept: str = ".csv,text/csv",
    most: int = 1_000_000,
    taken: int = 0,
) -> str | None:
    """Draw the field; returns the message of a file just chosen (JSON with base64 data and name), else None.

    A file of more than `most` bytes is not sent: the message has no data and says `large`. `taken`: a number that is
    another one once a file was dealt with, so that the field says no longer that it is being read.
    """
    data = {"label": label, "chosen": chosen, "accept": accept, "most": most, "taken": taken}
    result = _mount(key=key, data=data, on_file_change=lambda: None)
    found = getattr(result, "file", None)
    return found if isinstance(found, str) else None
