"""What a row alone cannot tell: duplicates, dates in the wrong order, sheets that are missing."""

from collections.abc import Collection, Iterable

import duckdb

from data.configuration.agreement import Round
from data.configuration.contract import Table, tables
from data.faults import Fault
from data.intake.interpreting import FAULTS_FETCHED, Reading
from data.text import Text

# table, earlier column, later column
IN_ORDER = (
    ("companies", "joined", "left"),
    ("activities", "date", "ended"),
    ("projects", "started", "ended"),
)
# table, column: a date that cannot lie before the company joined: of what it hands in, and of what it does under its
# plan. What it made (completed_on of a deliverable) or published (a public deliverable) may be older than that.
AFTER_JOINING = (
    ("assessments", "submitted_on"),
    ("deliverables", "submitted_on"),
    ("actions", "completed_on"),
)


_NO_COMPANIES_YET = Text(
    ": van deze ronde zijn nog geen bedrijven ontvangen", ": no companies of this round were received yet"
)


def missing_sheets(present: Collection[str], round: Round, *, partial: bool) -> list[Fault]:
    """The sheets that a delivery should have had. partial: the panel knows the companies of this round.

    Activities, projects, decisions, outreach and notes may come alone; risks, actions, deliverables and attendance may
    where the panel knows the companies of their round; otherwise companies, assessments and answers belong together.
    """
    groups = {tables()[sheet].group for sheet in present}
    if not groups:
        every = ", ".join(tables())
        expected = Text(f"ten minste één tabblad met rijen: {every}", f"at least one sheet with rows: {every}")
        return [Fault("", "", None, expected, kind="sheet")]
    if groups == {"facts"} or (partial and "scores" not in groups):
        return []
    needed = ["companies"] if "assessments" in round.not_made else ["companies", "assessments", "answers"]
    why = _NO_COMPANIES_YET if "scores" not in groups else Text("", "")
    return [
        Fault(sheet, "", None, _with_rows(tables()[sheet], why), kind="sheet")
        for sheet in needed
        if sheet not in present
    ]


def _with_rows(table: Table, why: Text) -> Text:
    names = f"{table.sheet!r} ({table.name.nl})"
    return Text(f"een tabblad of bestand {names} met rijen{why.nl}", f"a sheet or file {names} with rows{why.en}")


def check_table(con: duckdb.DuckDBPyConnection, table: Table, of: Reading, *, joined: bool) -> list[Fault]:
    """Every contradiction within typed_<sheet>. joined: typed_companies is there to compare dates with."""
    faults = list(_duplicates(con, table, of)) if table.key and table.sheet != "companies" else []
    for sheet, earlier, later in IN_ORDER:
        if sheet == table.sheet:
            faults += _out_of_order(con, table, of, earlier=earlier, later=later)
    if table.sheet == "companies":
        faults += _joined_later(con, table, of)
    if table.sheet == "assessments":
        faults += _of_another_round(con, of)
    for sheet, column in AFTER_JOINING:
        if joined and sheet == table.sheet:
            faults += _before_joining(con, table, of, column=column)
    return faults


def _duplicates(con: duckdb.DuckDBPyConnection, table: Table, of: Reading) -> Iterable[Fault]:
    key = ", ".join(f'"{code}"' for code in table.key)
    certain = " and ".join(
        f'"{code}" is not null' for code in table.key if table.column(code).required or table.column(code).default
    )
    rows = con.execute(
        f"""
        with placed as (
            select sheet_number, row_number, {key}, first_value(row_number) over by_key as first_row,
                first_value(sheet_number) over by_key as first_sheet_number, row_number() over by_key as n
            from typed_{table.sheet} where {certain}
            window by_key as (partition by {key} order by sheet_number, row_number)
        )
        select sheet_number, row_number, first_sheet_number, first_row, concat_ws(' / ', {key}) from placed where n > 1
        order by sheet_number, row_number limit {FAULTS_FETCHED}
        """  # noqa: S608
    ).fetchall()
    for sheet_number, row, first_sheet_number, first_row, found in rows:
        first = of.matched[table.sheet, first_sheet_number]
        place = ": ".join(filter(None, [first.sheet.file, f"{first.sheet.name}!{first_row}"]))
        each = " x ".join(table.key)
        expected = Text(f"{each} eenmaal (ook in {place})", f"{each} once (also in {place})")
        yield of.fault(table.sheet, sheet_number, row, table.key[0], found=found, expected=expected, kind="duplicate")


def _out_of_order(
    con: duckdb.DuckDBPyConnection, table: Table, of: Reading, *, earlier: str, later: str
) -> Iterable[Fault]:
    rows = con.execute(
        f'select sheet_number, row_number, "{earlier}", "{later}" from typed_{table.sheet} '  # noqa: S608
        f'where "{later}" < "{earlier}" order by sheet_number, row_number limit {FAULTS_FETCHED}'
    ).fetchall()
    for sheet_number, row, first, last in rows:
        expected = Text(f"een datum niet vóór {earlier} ({first})", f"a date not before {earlier} ({first})")
        yield of.fault(table.sheet, sheet_number, row, later, found=str(last), expected=expected, kind="relation")


def _joined_later(con: duckdb.DuckDBPyConnection, table: Table, of: Reading) -> Iterable[Fault]:
    """A company that joins after the round is over was no member in it: mostly a slip in the year."""
    end = of.round.end
    rows = con.execute(
        "select sheet_number, row_number, joined from typed_companies where joined > ? "
        "order by sheet_number, row_number limit ?",
        [end, FAULTS_FETCHED],
    ).fetchall()
    for sheet_number, row, joined in rows:
        expected = Text(
            f"een datum uiterlijk op {end}, het einde van de ronde, of geen rij voor dit bedrijf",
            f"a date no later than {end}, the end of the round, or no row for this company",
        )
        yield of.fault(table.sheet, sheet_number, row, "joined", found=str(joined), expected=expected, kind="relation")


def _of_another_round(con: duckdb.DuckDBPyConnection, of: Reading) -> Iterable[Fault]:
    """One fault where more than half of the dates of handing in lie in the period of one other round."""
    for other in of.agreement.rounds:
        there, days = con.execute(
            "select count(*) filter (where submitted_on between ? and ?), count(submitted_on) from typed_assessments",
            [other.start, other.end],
        ).fetchone() or (0, 0)
        if other.number != of.round.number and 2 * there > days:
            found = Text(
                f"{there} van de {days} datums van indienen in ronde {other.number}",
                f"{there} of {days} dates of handing in within round {other.number}",
            )
            expected = Text(
                f"datums van ronde {of.round.number} ({of.round.start} tot en met {of.round.end}), "
                f"of kies ronde {other.number}",
                f"dates of round {of.round.number} ({of.round.start} to {of.round.end}), "
                f"or choose round {other.number}",
            )
            yield Fault("assessments", "", found, expected, kind="round")


def _before_joining(con: duckdb.DuckDBPyConnection, table: Table, of: Reading, *, column: str) -> Iterable[Fault]:
    public = [each.code for each in of.agreement.deliverables if each.public]
    what = "t.deliverable" if table.sheet == "deliverables" else "null::text"
    rows = con.execute(
        f'select t.sheet_number, t.row_number, t."{column}", c.joined from typed_{table.sheet} t '  # noqa: S608
        f'join typed_companies c on t.company = c.company and t."{column}" < c.joined '
        f"where not coalesce(list_contains(?::text[], {what}), false) "
        f"order by t.sheet_number, t.row_number limit {FAULTS_FETCHED}",
        [public],
    ).fetchall()
    for sheet_number, row, found, joined in rows:
        expected = Text(
            f"een datum niet vóór de toetreding van het bedrijf ({joined})",
            f"a date not before the company joined ({joined})",
        )
        yield of.fault(table.sheet, sheet_number, row, column, found=str(found), expected=expected, kind="relation")
