"""A delivery: one round's tables, read, checked and typed, or refused with every fault at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from data.configuration.agreement import Agreement, Round
from data.configuration.contract import code_lists, tables
from data.custody.pseudonym import NO_NAMES_ON_DISK
from data.faults import DeliveryRefused, Fault
from data.intake.answers import check_answers, complete_answers
from data.intake.assessed import check_assessed, check_handed_in
from data.intake.attended import Kept, check_attended, held_in
from data.intake.checking import check_table, missing_sheets
from data.intake.interpreting import Reading, interpret
from data.intake.mapping import Mapping as ForeignMapping
from data.intake.mapping import load_mapping
from data.intake.matching import Matched, match_sheets
from data.intake.names import Known, Names, names_known, names_of_companies
from data.intake.readers import ACTIVITIES
from data.intake.reading import read_source
from data.intake.unfolding import unfold
from data.text import Text

# The sheet or the column of names is missing, which is one fault: not every name is another.
NO_NAMES: tuple[Names, dict[str, list[str]], list[Fault]] = (Names({}, expected=None), {}, [])

TOO_LARGE = Text("een levering die niet in het werkgeheugen past", "a delivery that does not fit in memory")
MORE_MEMORY = Text(
    "meer vrij werkgeheugen, want namen gaan nooit naar schijf: sluit andere programma's, of neem een grotere computer",
    "more free memory, because names never go to disk: close other programs, or take a larger machine",
)

UNMADE = {"risks": "risk", "assessments": "assessment", "actions": "action"}  # words of not_made: the panel's tables
__all__ = ["Delivery", "DeliveryRefused", "Fault", "Known", "read_delivery"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One round's delivery, accepted and not yet written.

    tables: the delivered tables by the panel's name ("company", "answer", ...), typed as in data/sql/panel.sql
    without `delivery`; `company` is the name as the companies sheet writes it; the company table has `aliases`
    (list of text) as well; answers are complete: one row per company x question x assessor of every assessment
    that was handed in or begun. row_counts: rows per table, in the order of the contract.
    spellings: every company name of the delivery, as written in the companies sheet (or elsewhere, where that sheet
    is not delivered), with its spellings in their normal form, its own first. unshown: tables of which the agreement
    says that the round has none (`not_made`).
    """

    round: int
    instrument_version: str | None
    tables: Mapping[str, pa.Table] = field(repr=False)
    row_counts: Mapping[str, int]
    spellings: Mapping[str, Sequence[str]] = field(repr=False)
    unshown: tuple[str, ...] = ()


def read_delivery(
    source: Path,
    agreement: Agreement,
    round: int,
    *,
    mapping: Path | None = None,
    known: Known | None = None,
    kept: Kept | None = None,
) -> Delivery:
    """Read a workbook, a CSV or Parquet file or a folder of them, check it whole, and give it typed.

    known: tells which names the panel knows as companies of this round. With it, risks, actions, deliverables or
    attendance may come without the companies sheet; activities, projects, decisions, outreach and notes may always
    come alone. kept: what the panel holds of this round's activities, for attendance that comes without them.
    Raises DeliveryRefused with every fault; nothing is ever written.
    """
    configured = _configured(source, agreement, round)
    foreign = load_mapping(mapping, round) if mapping else ForeignMapping()
    lists = code_lists(agreement, configured)
    with _in_memory(source.name) as con:
        matched, faults = match_sheets(read_source(con, source), foreign, lists["question"])
        present, unfolded = unfold(con, matched, foreign)
        faults += unfolded + missing_sheets(present, configured, partial=known is not None)
        at = {(each.table.sheet, each.sheet.number): each for each in matched}
        names, aliases, twice = _names(con, present, at, known)
        of = Reading(agreement, configured, lists, names, foreign, at)
        faults += twice + _check(con, present, of, kept or Kept())
        if faults:
            raise DeliveryRefused(source.name, faults)
        delivered = {tables()[sheet].panel: _typed(con, sheet, aliases) for sheet in present}
    version = configured.instrument_version if "assessment" in delivered else None
    counts = {name: table.num_rows for name, table in delivered.items()}
    unshown = tuple(table for table in (UNMADE[each] for each in configured.not_made) if counts.get(table))
    return Delivery(round, version, delivered, counts, names.spellings, unshown)


@contextmanager
def _in_memory(name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that never goes to disk. name: of the delivery, for the report where the memory does not hold it."""
    try:
        with duckdb.connect(config=dict(NO_NAMES_ON_DISK)) as con:
            yield con
    except duckdb.OutOfMemoryException:
        raise DeliveryRefused(name, [Fault(name, "", TOO_LARGE, MORE_MEMORY, kind="file")]) from None


def _configured(source: Path, agreement: Agreement, number: int) -> Round:
    for candidate in agreement.rounds:
        if candidate.number == number:
            return candidate
    every = ", ".join(str(each.number) for each in agreement.rounds)
    expected = Text(
        f"een ronde van {agreement.code}: {every} (de volgende opent u met: python -m data new-round)",
        f"a round of {agreement.code}: {every} (open the next one with: python -m data new-round)",
    )
    raise DeliveryRefused(source.name, [Fault("--round", "", f"{number}", expected, kind="round")])


def _names(
    con: duckdb.DuckDBPyConnection, present: list[str], at: Mapping[tuple[str, int], Matched], known: Known | None
) -> tuple[Names, dict[str, list[str]], list[Fault]]:
    """The names that count: those of the companies sheet, or those that the panel knows."""
    if "companies" in present:
        rows = con.execute(
            "select sheet_number, row_number, company, aliases from text_companies order by sheet_number, row_number"
        ).fetchall()
        found = names_of_companies(rows, {number: each for (sheet, number), each in at.items() if sheet == "companies"})
        return found if found[1] else NO_NAMES
    if known is None:
        return NO_NAMES
    written = [
        name
        for sheet in present
        if any(column.kind == "company" for column in tables()[sheet].columns)
        for (name,) in con.execute(f"select distinct coalesce(company, '') from text_{sheet}").fetchall()  # noqa: S608
    ]
    return names_known(written, known), {}, []


def _check(con: duckdb.DuckDBPyConnection, present: list[str], of: Reading, kept: Kept) -> list[Fault]:
    faults: list[Fault] = []
    for sheet in present:
        if sheet == "attendance":  # the contract has it after the activities, which are read by now
            held = held_in(con) if "activities" in present else kept.held
            of = replace(of, lists={**of.lists, ACTIVITIES: held})
        table = tables()[sheet]
        if sheet == "answers":
            faults += check_answers(con, table, of, joined="companies" in present)
        else:
            faults += interpret(con, table, of)
            faults += check_table(con, table, of, joined="companies" in present)
    if {"assessments", "answers"} <= {*present}:
        faults += check_assessed(con, of)
    if {"assessments", "deliverables"} <= {*present}:
        faults += check_handed_in(con, of)
    return [*faults, *check_attended(con, present, of, kept)]


def _typed(con: duckdb.DuckDBPyConnection, sheet: str, aliases: Mapping[str, list[str]]) -> pa.Table:
    """One table as the panel types it."""
    if sheet == "answers":
        return complete_answers(con)
    table = con.sql(f"select * exclude (sheet_number, row_number) from typed_{sheet} order by all").to_arrow_table()  # noqa: S608
    if sheet != "companies":
        return table
    others = [aliases[name] for name in table.column("company").to_pylist()]
    return table.drop_columns(["aliases"]).append_column("aliases", pa.array(others, pa.list_(pa.string())))
