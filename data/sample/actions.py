"""Actions of invented companies: opened with an action plan, carried over the years, done or dropped in the end."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.sample.chance import chance, pick, weighted, whole
from data.sample.members import Company, monitored
from data.sample.paperwork import handed_in
from data.sample.risks import priorities

FIRST_PLAN = 2
STEPS = {"embed": 18, "identify": 24, "act": 28, "track": 14, "communicate": 11, "remedy": 5}
PARTNERS = ("", "", "", "brancheorganisatie", "maatschappelijke organisatie", "vakbond", "leverancier")
SUPPORT = ("", "", "", "kennis over herstel", "gegevens over risico's per land", "contact met andere afnemers")


@dataclass(frozen=True)
class Action:
    """One action as it stands in one round; `action` stays the same over the rounds."""

    action: str
    company: Company
    step: str
    theme: str
    due: date
    status: str
    completed_on: date | None
    partner: str
    support_wanted: str


def actions(number: int, ends: dict[int, date], themes: list[str], *, corrected: bool = True) -> list[Action]:
    """The actions in a round's plans; `ends` is the last day of each round. Actions end in the round that ends them."""
    rows = []
    for company in monitored(number, corrected=corrected):
        if not handed_in(company, number, "action_plan"):
            continue
        for opened in range(max(FIRST_PLAN, company.first), number + 1):
            if not handed_in(company, opened, "action_plan"):
                continue
            for place in range(whole(2, 4, "how many", company.code, opened)):
                action = _at(number, company, opened, place, ends=ends, themes=themes)
                if action:
                    rows.append(action)
    return rows


def _at(
    number: int, company: Company, opened: int, place: int, *, ends: dict[int, date], themes: list[str]
) -> Action | None:
    """The action as it stands in a round; None once it is over."""
    key = (company.code, opened, place)
    years = whole(1, 3, "years", *key)  # plans come late in the year: nothing is done in the year it is planned
    age = number - opened
    if age > years:
        return None
    status, completed = _status(key, age, years, ends[number])
    chosen = sorted(priorities(opened, company, themes))
    return Action(
        action=f"A{opened}{_serial(company)}{place + 1}",
        company=company,
        step=weighted(STEPS, "step", *key),
        theme=pick(chosen, "theme", *key) if chance("themed", *key) < 0.7 else "",
        due=ends[opened] + timedelta(days=365 * years - whole(0, 150, "due", *key)),
        status=status,
        completed_on=completed,
        partner=pick(PARTNERS, "partner", *key),
        support_wanted=pick(SUPPORT, "support", *key),
    )


def _status(key: tuple[str, int, int], age: int, years: int, end: date) -> tuple[str, date | None]:
    if age == years:
        if chance("dropped", *key) < 0.12:
            return "dropped", None
        return "done", end - timedelta(days=whole(5, 120, "done", *key))
    if age == 0 and chance("begun", *key) < 0.55:
        return "planned", None
    return "in_progress", None


def _serial(company: Company) -> str:
    """Three digits that stand for the company in an action's number without telling which company it is."""
    return f"{whole(100, 999, 'serial', company.code)}"
