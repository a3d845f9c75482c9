"""Where a rule stands: a document and a page. Content writes 'V:182' or 'S:230-231'; the document list has the rest."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_CITATION = re.compile(r"^(?P<document>[A-Za-z][A-Za-z0-9_-]*)(?::(?P<page>[0-9A-Za-z][0-9A-Za-z ,.\-()]*))?$")


class Document(BaseModel):
    """A published text. `official` separates the ministry's own words from press and practitioners."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title_ko: str | None = None
    title_en: str
    title_zh: str
    publisher: str
    date: dt.date | None = None
    url: str | None = None
    official: bool


class Citation(BaseModel):
    """A document id and the printed page or pages in it (None where the document has none)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    page: str | None = None


def _parse(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _CITATION.match(value)
    if not found:
        raise ValueError(f"'{value}' is no citation: write DOCUMENT:PAGE, for example V:182 or S:230-231")
    return {"document": found["document"], "page": found["page"]}


Cite = Annotated[Citation, BeforeValidator(_parse)]
Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]
"""One citation or more; a rule without a source is a fault."""
