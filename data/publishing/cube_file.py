"""Writes the cube of an edition from its Parquet files, as a program of its own: `python cube_file.py FOLDER`.

DuckDB fills what holds no value (the place of a null, the rest after a text) with whatever its memory held before. In
a process that has read companies' answers those could be answers; this one reads nothing but the edition. From its
standard input it takes the tables as JSON: name -> the statement that creates it.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb

CUBE_FILE = "cube.duckdb"  # as in data.cube_parts, which takes a second to import


def fill(folder: Path, tables: Mapping[str, str]) -> None:
    """Create the tables and fill each from the file of its name."""
    with duckdb.connect(str(folder / CUBE_FILE)) as con:
        for table, created in tables.items():
            con.execute(created)
            con.execute(f"insert into {table} by name from read_parquet(?)", [str(folder / f"{table}.parquet")])


if __name__ == "__main__":
    fill(Path(sys.argv[1]), json.load(sys.stdin))
