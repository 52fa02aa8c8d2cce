"""Receiving 1,000,000 answers (Parquet and CSV) against DuckDB's own read of the same file into a table.

python -m bench.bench_receive --companies 10000

Every run receives into a fresh home; the bare read writes a table of a database file. One workbook of the sample is
timed as well.
"""

import argparse
import csv
import shutil
import tempfile
from pathlib import Path

import duckdb

from bench.stopwatch import timed
from data.configuration.agreement_loading import SHIPPED
from data.custody.panel import new_home
from data.intake.receive import receive
from data.sample import deliveries

ROUND, QUESTIONS = 4, 100
TABLES = {
    "companies": """select 'Bedrijf ' || i as company, date '2019-07-01' as joined, 'primary' as segment,
        'no' as secondary, 'fte_26_250' as size_class from range($n) t(i)""",
    "assessments": """select 'Bedrijf ' || i as company, 'self' as assessor, date '2023-05-01' as submitted_on,
        'v3' as instrument_version from range($n) t(i)""",
    "answers": """select 'Bedrijf ' || i as company, format('q{:03d}', q) as question, 'self' as assessor,
        case when (i + q) % 20 = 0 then 'n.v.t.' else ((i * 7 + q * 3) % 5)::text end as value
        from range($n) t(i), range(100) s(q)""",
}
BARE = {
    "parquet": "create table answers as select * from read_parquet(?)",
    "csv": "create table answers as select * from read_csv(?)",
}
STEPS = ("embed", "identify", "act", "track", "communicate", "remedy")


def agreement_folder(folder: Path) -> None:
    """The metals agreement with a questionnaire of a hundred questions in the version of this round."""
    shutil.copytree(SHIPPED / "metals", folder)
    with (folder / "questions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept = [row for row in rows if row["version"] != "v3"]
    pattern = next(row for row in rows if row["version"] == "v3" and not row["segments"])
    added = [pattern | {"id": f"q{i:03d}", "step": STEPS[i % 6]} for i in range(QUESTIONS)]
    with (folder / "questions.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(pattern))
        writer.writeheader()
        writer.writerows(kept + added)


def write_delivery(folder: Path, companies: int, kind: str) -> None:
    """Companies, assessments and answers as three files of one kind (csv or parquet)."""
    folder.mkdir()
    options = "(format parquet)" if kind == "parquet" else "(format csv, header, delimiter ';')"
    with duckdb.connect() as con:
        for name, query in TABLES.items():
            con.execute(f"create or replace table out as {query}", {"n": companies})
            con.execute(f"copy out to '{folder / f'{name}.{kind}'}' {options}")


def bare_read(folder: Path, kind: str, database: Path) -> None:
    """DuckDB's own read of the answers into a table of a database file."""
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as con:
        con.execute(BARE[kind], [str(folder / f"answers.{kind}")])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=10_000)
    companies = parser.parse_args().companies
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for kind in BARE:
            _compare(root, companies, kind)
        workbook = next(each for each in deliveries() if each.round == 4)
        timed("receive one workbook of the sample (round 4)", lambda: _sample(root / "sample", workbook.path))


def _compare(root: Path, companies: int, kind: str) -> None:
    source = root / kind
    write_delivery(source, companies, kind)
    what = f"bare read, {companies * QUESTIONS:,} answers, {kind}"
    bare = timed(what, lambda: bare_read(source, kind, root / "bare"), repeat=3)
    seconds = min(_receive(root / f"{kind}-{run}", source) for run in range(3))
    print(f"receive, {kind:<55}{seconds:8.2f} s   {seconds / bare:.1f} times the bare read")


def _receive(root: Path, source: Path) -> float:
    agreement_folder(root / "agreements" / "metals")
    root.chmod(0o700)
    home = new_home(root, agreement="metals", answers="invented")
    return timed("  into a fresh home", lambda: receive(home, source, round_number=ROUND, answers="invented"))


def _sample(root: Path, workbook: Path) -> None:
    home = new_home(root, agreement="metals", answers="invented")
    receive(home, workbook, round_number=4, answers="invented", confirm_names=True)


if __name__ == "__main__":
    main()
