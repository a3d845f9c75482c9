"""The same on more than one machine: each partition of a Dask table is screened where it lies (extra: e7wizard[dask])."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from e7wizard.language.amounts import Language
from e7wizard.screening.api import empty_result, screen
from e7wizard.screening.mapping import Corrections
from e7wizard.screening.mapping import Mapping as TableMapping

if TYPE_CHECKING:
    import dask.dataframe as dd


def screen_dask(
    frame: dd.DataFrame,
    *,
    language: Language = "en",
    mapping: Corrections | TableMapping | None = None,
    usual: Mapping[str, Any] | None = None,
    discreet: bool = False,
) -> dd.DataFrame:
    """Judge every row as `screen` does, lazily. A worker process loads the content once; rows alone travel."""
    result: dd.DataFrame = frame.map_partitions(  # type: ignore[no-untyped-call]
        screen, language=language, mapping=mapping, usual=usual, discreet=discreet, meta=empty_result()
    )
    return result
