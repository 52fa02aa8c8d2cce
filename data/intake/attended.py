"""Who attended what: the activities that a cell may name, and whether they agree with what is counted and kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

from data.configuration.contract import Code, CodeList
from data.custody.panel import SQL
from data.faults import Fault
from data.intake.interpreting import Reading
from data.text import Text

COMPANIES_OF = (
    "select activity, count(distinct company) from typed_attendance where activity is not null group by activity"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the panel holds of a round: its activities that were held, and per activity how many companies attended.

    present: activity -> the number of companies that the activities sheet counted, where it did.
    """

    held: CodeList = field(default_factory=lambda: CodeList(()))
    attended: Mapping[str, int] = field(default_factory=dict)
    present: Mapping[str, int] = field(default_factory=dict)


def kept_activities(con: duckdb.DuckDBPyConnection, round_number: int) -> Kept:
    """What the panel holds of a round, on a connection of open_panel."""
    rows = con.execute((SQL / "kept_activities.sql").read_text(encoding="utf-8"), {"round": round_number}).fetchall()
    held = [(activity, nl, en) for activity, nl, en, is_held, _, _ in rows if is_held]
    return Kept(
        _titled(held),
        {activity: attended for activity, *_, attended in rows if attended},
        {activity: present for activity, *_, present, _ in rows if present is not None},
    )


def held_in(con: duckdb.DuckDBPyConnection) -> CodeList:
    """The activities of the delivery itself that were held, of typed_activities; one with an unreadable status too."""
    return _titled(
        con.execute(
            "select activity, title_nl, title_en from typed_activities "
            "where activity is not null and coalesce(status, 'held') = 'held' order by activity"
        ).fetchall()
    )


def _titled(rows: Iterable[tuple[str, str | None, str | None]]) -> CodeList:
    """Activities by their code or title; a title that two of them share stands for neither."""
    return CodeList(Code(activity, Text(nl or activity, en or activity)) for activity, nl, en in rows)


def check_attended(
    con: duckdb.DuckDBPyConnection, present: Collection[str], of: Reading, kept: Kept
) -> Iterator[Fault]:
    """Attendance that is left without its activity, and more companies than the activities sheet counts.

    present: the sheets of the delivery; what it does not bring is what the panel keeps.
    """
    attended = dict(con.execute(COMPANIES_OF).fetchall()) if "attendance" in present else kept.attended
    if "activities" in present:
        if "attendance" not in present:
            yield from _without_activity(con, attended)
        yield from _more_than_counted(con, of, attended)
    elif "attendance" in present:
        yield from _more_than_kept(attended, kept.present)


def _without_activity(con: duckdb.DuckDBPyConnection, attended: Mapping[str, int]) -> Iterator[Fault]:
    held = {each.code for each in held_in(con).codes}
    for activity in sorted(attended.keys() - held):
        yield Fault("activities", "", None, _still_attended(activity), kind="relation")


def _more_than_counted(con: duckdb.DuckDBPyConnection, of: Reading, attended: Mapping[str, int]) -> Iterator[Fault]:
    rows = con.execute(
        "select sheet_number, row_number, activity, companies_present from typed_activities "
        "where companies_present is not null order by sheet_number, row_number"
    ).fetchall()
    for sheet_number, row, activity, counted in rows:
        if attended.get(activity, 0) > counted:
            yield of.fault(
                "activities", sheet_number, row, "companies_present", found=str(counted),
                expected=_at_least(attended[activity]), kind="relation",
            )  # fmt: skip


def _more_than_kept(attended: Mapping[str, int], counted: Mapping[str, int]) -> Iterator[Fault]:
    for activity in sorted(attended.keys() & counted.keys()):
        if attended[activity] > counted[activity]:
            found = Text(*(f"{activity}: {each}" for each in _companies(attended[activity])))
            yield Fault("attendance", "", found, _at_most(counted[activity]), kind="relation")


def _companies(n: int) -> Text:
    return Text(f"{n} bedrijven", f"{n} companies")


def _at_most(n: int) -> Text:
    return Text(
        f"hoogstens {n}, het eerder ontvangen aantal aanwezige bedrijven (of lever activities opnieuw)",
        f"at most {n}, the number of companies present that was received before (or deliver activities again)",
    )


def _at_least(n: int) -> Text:
    return Text(
        f"leeg, of ten minste {n}: zoveel bedrijven staan in attendance",
        f"empty, or at least {n}: so many companies stand in attendance",
    )


def _still_attended(activity: str) -> Text:
    return Text(
        f"gehouden activiteit {activity!r}, waarvan eerder deelname is ontvangen (of lever attendance opnieuw)",
        f"activity {activity!r} as held, of which attendance was received before (or deliver attendance again)",
    )
