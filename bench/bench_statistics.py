"""Statistics for the whole lattice against one bare `group by company, round, step` over the same file.

python -m bench.bench_statistics --companies 10000 --rounds 10 --questions 100

Makes a panel of random answers in a temporary folder (in another process, so that its memory is not counted), computes
every statistic of the secretariat's lattice (the widest: every group, every question, every pair of rounds) and of the
plenary's, and reports times, their ratio to the bare query, and the peak memory of the computation. The bare query
joins the step of each question, which the answers do not carry; without that join it is reported as well.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Audience
from data.custody.panel import SQL
from data.measuring.lattice import lattice
from data.measuring.series import series_of
from data.measuring.statistics import company_values, sums
from data.protection.cells import cell_table, decide

ROUNDS_START = 2010
RUNS = 4
BARE_NAME = "bare: group by company, round, step"
BARE = """
create or replace temp table bare as
select company, round, step, sum(value_micro) as total, count(*) as n
from counting_answer join step_of using (question)
group by company, round, step
"""
BARER = """
create or replace temp table bare as
select company, round, sum(value_micro) as total, count(*) as n from counting_answer group by company, round
"""


def bench_agreement(rounds: int, questions: int) -> Agreement:
    """The metals agreement with this many comparable rounds and questions."""
    raw: dict[str, Any] = load_agreement(find_agreement("metals")).model_dump(mode="json")
    pattern = raw["rounds"][3]
    raw["rounds"] = [
        pattern
        | {
            "number": number,
            "start": date(ROUNDS_START + number, 7, 1),
            "end": date(ROUNDS_START + number + 1, 6, 30),
            "reference_date": date(ROUNDS_START + number, 12, 31),
            "comparability_group": "one",
            "label": [f"Jaar {number}", f"Year {number}"],
            "due": {code: date(ROUNDS_START + number + 1, 5, 31) for code in pattern["due"]},
        }
        for number in range(1, rounds + 1)
    ]
    steps = [step["code"] for step in raw["steps"]]
    themes = [theme["code"] for theme in raw["themes"] if theme["list"] == pattern["theme_list"]]
    example = next(each for each in raw["questions"] if each["version"] == pattern["instrument_version"])
    raw["questions"] = [
        example
        | {
            "id": f"q{number:03d}",
            "step": steps[number % len(steps)],
            "themes": [themes[number % len(themes)]],
            "weight": 1 + number % 3,
            "maximum": 2 + number % 3,
            "segments": [],
        }
        for number in range(questions)
    ]
    raw["published_figures"] = []
    return Agreement.model_validate(raw)


def generate(path: Path, agreement: Agreement, companies: int) -> None:
    """A panel of random answers: 5 % unanswered, 5 % not applicable, joiners, leavers and silent companies."""
    with duckdb.connect(str(path)) as con:
        con.execute((SQL / "panel.sql").read_text(encoding="utf-8"))
        con.execute("create temp table question (question text, maximum bigint)")
        con.executemany("insert into question values (?, ?)", [[q.id, q.maximum] for q in agreement.questions])
        for each in agreement.rounds:
            values = {"round": each.number, "companies": companies, "starts": each.start, "ends": each.end}
            con.execute("insert into delivery values ($round, $round, $ends, 'v3', null, null)",
                        {name: values[name] for name in ("round", "ends")})  # fmt: skip
            for name in ("company", "assessment", "answer"):
                con.execute("insert into delivered values (?, ?, 0)", [each.number, name])
            statements = (Path(__file__).parent / "bench_statistics.sql").read_text(encoding="utf-8").split(";\n")
            for statement in statements:
                wanted = {name: value for name, value in values.items() if f"${name}" in statement}
                con.execute(statement, wanted)


def open_views(path: Path) -> duckdb.DuckDBPyConnection:
    """The panel's snapshot views over the file."""
    con = duckdb.connect(str(path), read_only=True)
    con.execute("create temp table as_of (round integer primary key, delivery integer not null)")
    con.execute((SQL / "snapshot.sql").read_text(encoding="utf-8"))
    return con


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Generate, compute, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("companies", 10_000), ("rounds", 10), ("questions", 100)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--generate", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    agreement = bench_agreement(chosen.rounds, chosen.questions)
    if chosen.generate:
        generate(chosen.generate, agreement, chosen.companies)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panel.duckdb"
        subprocess.run(
            [sys.executable, "-m", "bench.bench_statistics", *sys.argv[1:], "--generate", str(path)], check=True
        )
        measure(path, agreement)


def measure(path: Path, agreement: Agreement) -> None:
    """Time statistics and bare queries in turn, so that other work on the machine touches both; keep the fastest."""
    con = open_views(path)
    [(answers,)] = con.execute("select count(*) from answer").fetchall()
    con.execute("create temp table step_of (question integer, step text)")
    con.executemany(
        "insert into step_of select number, ? from answer_word where word = ?",
        [[q.step, q.id] for q in agreement.questions],
    )
    acts: dict[str, Callable[[], object]] = {
        "statistics, secretariat's lattice": partial(statistics, con, agreement, "secretariat"),
        "statistics, plenary's lattice": partial(statistics, con, agreement, "plenary"),
        "all cells of a secretariat edition": partial(all_cells, con, agreement, "secretariat"),
        "all cells of a plenary edition": partial(all_cells, con, agreement, "plenary"),
    }
    times: dict[str, list[float]] = {name: [seconds(act)] for name, act in acts.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    acts |= {BARE_NAME: partial(con.execute, BARE), "bare: group by company, round": partial(con.execute, BARER)}
    for _ in range(RUNS):
        for name, act in acts.items():
            times.setdefault(name, []).append(seconds(act))
    print(f"{answers:,} answers; fastest of {RUNS} runs; times the bare query by company, round, step")
    bare = min(times[BARE_NAME])
    for name, found in times.items():
        print(f"{name:<40}{min(found):8.2f} s {min(found) / bare:8.1f} x")
    print(f"peak memory of the statistics: {peak:.2f} GiB")


def statistics(con: duckdb.DuckDBPyConnection, agreement: Agreement, audience: Audience) -> None:
    """Every sum of the audience's lattice, without selection and rounding."""
    policy = agreement.policies[audience]
    values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
    sums(values, lattice(values.roster, agreement))


def all_cells(con: duckdb.DuckDBPyConnection, agreement: Agreement, audience: Audience) -> None:
    """Every cell of an edition of the audience, selected and rounded; nobody attacks it."""
    policy = agreement.policies[audience]
    cell_table(decide(company_values(con, agreement, series_of(agreement, policy), policy.groups), agreement, policy))


if __name__ == "__main__":
    main()
