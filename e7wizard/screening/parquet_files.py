"""Read Parquet files, with their sizes looked at before anything is unpacked."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from e7wizard.screening.faults import TableFault
from e7wizard.screening.limits import Limits


def read_parquet(data: bytes, limits: Limits) -> pd.DataFrame:
    """The table. Raises TableFault; what the file's own directory says is checked first."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        meta = file.metadata
        unpacked = sum(meta.row_group(at).total_byte_size for at in range(meta.num_row_groups))
        if meta.num_rows > limits.rows:
            raise TableFault("too_many_rows", most=limits.rows)
        if meta.num_columns > limits.columns:
            raise TableFault("too_many_columns", most=limits.columns)
        if unpacked > limits.unpacked_bytes:
            raise TableFault("too_large", most=limits.unpacked_bytes // 1_000_000)
        return file.read().to_pandas().reset_index(drop=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, TableFault):
            raise
        raise TableFault("broken_parquet") from error
