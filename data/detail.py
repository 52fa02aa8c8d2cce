"""What only the secretariat may know: statistics that rest on single values or on few companies, and rows of actions.

Both tables exist in every edition and are empty in one whose policy suppresses. Outside the data room these names are
imported from `data.cube`, the only door.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# A row exists where somebody is in its base: no row means that nobody was, or that the table behind it was not made.
DETAIL_TABLE = """
create table detail (
    measure text not null,
    item text not null,
    base_round integer,
    round integer not null,
    dimension text not null,
    member text not null,
    n integer not null,
    value decimal(18, 6),
    lo decimal(18, 6),
    hi decimal(18, 6),
    check (n >= 0),
    check ((lo is null) = (hi is null)),
    check (lo is null or value between lo and hi),
    check (base_round is null or base_round < round)
)
"""

ACTION_TABLE = """
create table action (
    action text not null,
    round integer not null,
    step text not null,
    theme text,
    status text not null,
    due date,
    completed_on date,
    partner text,
    support_wanted text,
    days_overdue integer,
    check (days_overdue is null or (days_overdue >= 0 and due is not null))
)
"""

INTERNAL_TABLES = {"detail": DETAIL_TABLE, "action": ACTION_TABLE}


@dataclass(frozen=True, slots=True)
class Detail:
    """One statistic that rests on single values or on few companies.

    measure and item name it (docs/editions.md lists them); base_round: of a statistic over two rounds. n: the companies
    in its base. value, lo and hi are percent, points, places or counts; lo and hi are None where there is no interval,
    value is None where nothing can be said.
    """

    measure: str
    item: str
    base_round: int | None
    round: int
    dimension: str
    member: str
    n: int
    value: Decimal | None
    lo: Decimal | None = None
    hi: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action of an action plan as it stood in a round, without the company that it belongs to.

    action is the same over the rounds. partner and support_wanted hold what several companies wrote alike, else
    "other"; an action that reads like a company's name is "other" too. days_overdue: at the end of the round, by which
    plans are in; 0 where it was not due yet; None where it was done, dropped or has no date.
    """

    action: str
    round: int
    step: str
    theme: str | None
    status: str
    due: date | None
    completed_on: date | None
    partner: str | None
    support_wanted: str | None
    days_overdue: int | None
