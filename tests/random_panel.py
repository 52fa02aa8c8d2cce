"""Random panels: companies that join, leave, stay silent or answer in part; as snapshot views or in a home's panel."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import duckdb
import pyarrow as pa

from data.configuration.agreement import Agreement, Round
from data.cube import FACT_TABLES
from data.custody.home import Home
from data.custody.panel import SQL, TABLES, open_panel, transaction
from data.intake.panel_rows import _coded

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


@dataclass(frozen=True)
class Shape:
    """How many companies and rounds, and how often things happen (shares of one)."""

    companies: int = 12
    rounds: int = 5
    silent: float = 0.2
    unanswered: float = 0.1
    not_applicable: float = 0.1
    missing_step: float = 0.1


def random_tables(agreement: Agreement, random: Random, shape: Shape) -> dict[int, Tables]:
    """Per round the delivered tables."""
    rounds = agreement.rounds[: shape.rounds]
    members = [_company(agreement, random, rounds, number) for number in range(shape.companies)]
    return {each.number: _round(agreement, random, shape, each, members) for each in rounds}


def snapshot_of(tables: Mapping[int, Tables]) -> duckdb.DuckDBPyConnection:
    """The snapshot views of a panel with one delivery per round, in memory."""
    con = duckdb.connect(config={"threads": "1"})  # of so few rows, sharing the work is most of the work
    con.execute((SQL / "panel.sql").read_text(encoding="utf-8"))
    con.execute("create table chosen as select n as delivery, n as round from (select unnest(?) as n)", [list(tables)])
    insert(con, tables)
    views = {"counting_answer": ("coded_answer", "chosen.round, ")}
    views |= {table: (table, "" if table in FACT_TABLES else "chosen.round, ") for table in TABLES}
    every = "create view snapshot.{} as select {}t.* from main.{} t join main.chosen using (delivery);"
    con.execute(
        "create schema snapshot; set search_path = 'snapshot,main';"
        + "".join(every.format(view, extra, table) for view, (table, extra) in views.items())
    )
    return con


def correct(tables: dict[int, Tables], number: int, companies: int) -> dict[int, Tables]:
    """The delivery of one round again, in which the first so many companies answered everything with 1."""
    here = deepcopy(tables[number])
    chosen = sorted({row["company"] for row in here["answer"]})[:companies]
    for row in here["answer"]:
        if row["company"] in chosen:
            row |= {"state": "answered", "value_micro": 1_000_000}
    return {number: here}


def fill(home: Home, tables: Mapping[int, Tables], *, first_delivery: int = 1) -> None:
    """Put deliveries into a home's panel, one per round."""
    with open_panel(home, write=True) as con, transaction(con):
        for place, (number, here) in enumerate(tables.items()):
            delivery = first_delivery + place
            con.execute(
                "insert into delivery values (?, ?, ?, ?, null, null)",
                [delivery, number, datetime(2026, 1, 1) + timedelta(days=delivery), "v3"],
            )
            brought = [[delivery, table, len(rows)] for table, rows in here.items()]
            con.executemany("insert into delivered values (?, ?, ?)", brought)
        insert(con, dict(enumerate(tables.values(), first_delivery)))


def insert(con: duckdb.DuckDBPyConnection, deliveries: Mapping[int, Tables]) -> None:
    """Write the rows of deliveries into the panel: each of its tables at once, which is why tests of it are quick."""
    for table in TABLES:
        rows = [row | {"delivery": number} for number, here in deliveries.items() for row in here.get(table, ())]
        if rows:
            given, into = pa.Table.from_pylist(rows), table
            if table == "answer":
                into, given = "coded_answer", _coded(con, given).append_column("delivery", given.column("delivery"))
            con.register("given_rows", given)
            con.execute(f"insert into main.{into} by name select * from given_rows")  # noqa: S608
            con.unregister("given_rows")


def _company(agreement: Agreement, random: Random, rounds: tuple[Round, ...], number: int) -> dict[str, Any]:
    joins = random.choice([rounds[0], rounds[0], *rounds])
    leaves = random.choice([None, None, None, random.choice(rounds)])
    joined = joins.start + timedelta(days=random.choice([0, 0, 20, 200]))
    left = None if leaves is None else leaves.start + timedelta(days=random.choice([10, 190, 300]))
    return {
        "company": f"c{number:03d}", "joined": joined, "left": left if left and left > joined else None,
        "segment": random.choice(agreement.segments).code, "secondary": random.choice(["supplies", "depends", "no"]),
        "size_class": random.choice(agreement.size_classes).code,
    }  # fmt: skip


def _round(agreement: Agreement, random: Random, shape: Shape, at: Round, members: Rows) -> Tables:
    listed = [
        each for each in members if each["joined"] <= at.end and (each["left"] is None or each["left"] >= at.start)
    ]
    tables: Tables = {table: [] for table in TABLES}
    tables["company"] = [dict(each) for each in listed]
    for each in listed:
        if random.random() < 0.1:
            tables["company"].remove(each)
            tables["company"].append(each | {"size_class": random.choice(agreement.size_classes).code})
        handed_in = random.random() >= shape.silent
        for assessor in ["self", *random.sample(["secretariat", "expert"], random.choice([0, 0, 1]))]:
            submitted = None if assessor == "self" and not handed_in else at.end
            tables["assessment"].append(
                {
                    "company": each["company"],
                    "assessor": assessor,
                    "instrument_version": at.instrument_version,
                    "submitted_on": submitted,
                }
            )
            tables["answer"].extend(_answers(agreement, random, shape, at, each, assessor=assessor))
        tables["deliverable"].extend(_deliverables(agreement, random, at, each["company"], handed_in))
        if random.random() < 0.8:
            tables["risk"].extend(_risks(agreement, random, at, each["company"]))
            tables["action"].extend(_actions(agreement, random, at, each["company"]))
    tables["activity"], tables["attendance"] = _activities(agreement, at, [each["company"] for each in members])
    tables["note"] = [
        {
            "round": at.number,
            "working_group": agreement.working_groups[0].code,
            "kind": "context",
            "text_nl": f"Jaar {at.number}.",
            "text_en": f"Year {at.number}.",
            "url": None,
        }
    ]
    return tables  # fmt: skip


def _activities(agreement: Agreement, at: Round, companies: list[str]) -> tuple[Rows, Rows]:
    """Five activities of two kinds, some not held, the first without attendance; who attended, members of other rounds
    and a stranger among them. An activity has the same number in every round.

    With draws of its own: those of the other tables are what they were.
    """
    random = Random(f"{at.number} {companies}")
    activities: Rows = [
        {"activity": f"a{n}", "round": at.number, "kind": random.choice(["webinar", "training"]),
         "working_group": agreement.working_groups[0].code, "title_nl": f"Activiteit {n}", "title_en": f"Activity {n}",
         "status": random.choice(["held", "held", "held", "cancelled"])}
        for n in range(5)
    ]  # fmt: skip
    attendance = [
        {"company": company, "activity": activity["activity"]}
        for activity in activities[1:]
        for company in [*companies, "stranger"]
        if random.random() < 0.5
    ]
    return activities, attendance


def _answers(
    agreement: Agreement, random: Random, shape: Shape, at: Round, company: Mapping[str, Any], *, assessor: str
) -> Rows:
    without = random.choice(agreement.steps).code if random.random() < shape.missing_step else None
    rows: Rows = []
    for question in agreement.questions_of(at.instrument_version):
        applies = not question.segments or company["segment"] in question.segments
        chance = random.random()
        state = "answered"
        if not applies or question.step == without or chance < shape.not_applicable:
            state = "not_applicable"
        elif chance < shape.not_applicable + shape.unanswered:
            state = "unanswered"
        value = random.choice([0, question.maximum * 1_000_000, random.randint(0, question.maximum * 1_000_000)])
        rows.append(
            {
                "company": company["company"],
                "question": question.id,
                "assessor": assessor,
                "state": state,
                "value_micro": value if state == "answered" else None,
            }
        )
    return rows  # fmt: skip


def _deliverables(agreement: Agreement, random: Random, at: Round, company: str, handed_in: bool) -> Rows:
    rows: Rows = []
    for deliverable in agreement.deliverables:
        assessment = deliverable.code == agreement.assessment_deliverable
        expected = (assessment and handed_in) or random.random() < 0.8
        done = handed_in if assessment else random.random() < 0.6
        day = at.start + timedelta(days=random.randint(0, 360))
        rows.append({
            "company": company, "deliverable": deliverable.code, "expected": expected,
            "completed_on": day if done else None, "submitted_on": day if done and random.random() < 0.9 else None,
            "waived_reason": "new member" if not expected and random.random() < 0.5 else None,
        })  # fmt: skip
    return rows


def _risks(agreement: Agreement, random: Random, at: Round, company: str) -> Rows:
    themes = [theme.code for theme in agreement.themes_of(at.theme_list)]
    rows: Rows = []
    for theme in themes:
        for _ in range(random.choice([0, 1, 1, 1, 2])):
            rated = random.random() < 0.9
            rows.append({"company": company, "theme": theme, "severity": random.randint(1, 5) if rated else None,
                         "likelihood": random.randint(1, 5) if rated else None, "relation": "linked",
                         "prioritised": random.random() < 0.3})  # fmt: skip
    return rows


def _actions(agreement: Agreement, random: Random, at: Round, company: str) -> Rows:
    statuses = list(agreement.vocabulary["action_status"])
    themes = [None, *(theme.code for theme in agreement.themes_of(at.theme_list))]
    apart = Random(f"{company} {at.number}")  # what else is drawn stays what it was without themes
    return [
        {"action": f"{company}-{at.number}-{n}", "company": company, "step": random.choice(agreement.steps).code,
         "theme": apart.choice(themes), "due": date(2027, 1, 1), "status": random.choice(statuses)}
        for n in range(random.randint(0, 4))
    ]  # fmt: skip
