"""Parts of the front end that the first page draws with: asked for ahead, not one after the other when they are met."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from streamlit import file_util

_PARTS = ("Html", "BidiComponent", "TextArea", "Checkbox", "TextInput", "Popover")
"""Names of Streamlit's parts; one that an upgrade renames is only not asked for ahead."""
_IMPORT = re.compile(r'(?:from|import)"\./([^"]+\.js)"')


@cache
def first_chunks() -> tuple[str, ...]:
    """Paths ('/static/js/...') of the parts and of all that they import."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    waiting = [path.name for part in _PARTS for path in sorted(folder.glob(f"{part}.*.js"))[:1]]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in found and (folder / name).is_file():
            found[name] = None
            waiting += _IMPORT.findall((folder / name).read_text("utf-8"))
    return tuple(f"/static/js/{name}" for name in found)
