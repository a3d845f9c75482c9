"""What people should know about how a file was read, as ids of texts below `screening.notes`."""

from __future__ import annotations

import dataclasses
from typing import Any

from e7wizard.language.texts import Texts


@dataclasses.dataclass(frozen=True)
class Note:
    """One remark; `values` fill its text."""

    id: str
    values: tuple[tuple[str, Any], ...] = ()

    def said(self, texts: Texts) -> str:
        """The remark in words."""
        values = dict(self.values)
        if self.id == "separator":
            values["separator"] = texts(f"screening.notes.separators.{values['separator']}")
        return texts(f"screening.notes.{self.id}", **values)
