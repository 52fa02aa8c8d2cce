"""A small edition in memory from invented numbers: rounds 1-6 with every state a cell can have.

It has shown, coded, withheld and not made cells, two breaks within term 1 and one after it, a pair whose ends are
withheld, ends and change that are rounded apart, and facts without answers. `changed` replaces or adds cells, so
that a test can ask what a figure says when the data flip.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from data.cube import Action, Audience, Cell, Cube, Detail, Edition, cube_of
from tests.demo_agreement import DELIVERABLES, STEPS, demo_agreement
from tests.demo_facts import demo_facts, demo_published

Number = int | float | Decimal
SERIES = ("overall", *(f"step:{code}" for code in STEPS))
SUBMITTED = {1: 6, 2: 9, 3: 13, 4: 8, 5: 12, 6: 9}
MEMBERS = {1: (7, 7, 0), 2: (12, 5, 0), 3: (13, 2, 1), 4: (14, 1, 2), 5: (14, 2, 0), 6: (15, 3, 2)}
MONITORED = {1: 7, 2: 9, 3: 13, 4: 12, 5: 14, 6: 15}
# overall and the six steps, in order; None is withheld
ALL = {
    1: (24, 30, 26, 22, 20, 21, 15), 2: (29, 35, 31, 28, 24, 27, 20), 3: (36, 44, 40, 35, 31, 38, 25),
    4: (None,) * 7, 5: (59, 68, 63, 58, 52, 61, 43), 6: (62, 70, 65, 61, None, 60, 47),
}  # fmt: skip
# (start, end, change); a start of None: the ends are withheld, a change of None: the change as well
PAIRS = {
    (3, 4): (7, ((33, 47, 14), (41, 54, 14), (36, 52, 16), (32, 45, 13), (27, 41, 14), (36, 47, 11), (24, 25, 1))),
    (4, 5): (8, ((49, 60, 11), (57, 69, 12), (53, 64, 11), (48, 57, 9), (None, None, 12), (None, None, None),
                 (44, 42, -2))),
}  # fmt: skip
FIRST_TO_LAST = {(3, 5): (10, (23, 24, 24, 22, None, 21, 17))}
AT_LEAST = {  # level: round -> (n, shown or bound, precision)
    "improving": {3: (13, 10, "exact"), 4: (8, 7, "at_least"), 5: (12, 11, "at_least"), 6: (9, 8, "at_least")},
    "established": {3: (13, 5, "exact"), 4: (8, 4, "exact"), 5: (12, 10, "exact"), 6: (9, 7, "at_least")},
    "advanced": {3: (13, 3, "at_most"), 4: (8, 3, "at_most"), 5: (12, 6, "exact"), 6: (9, 5, "exact")},
    "mature": {3: (13, 3, "at_most"), 4: (8, 3, "at_most"), 5: (12, 3, "at_most"), 6: (9, 3, "at_most")},
}
RISKS = {  # theme: severity, likelihood, prioritised by; of round 5 (other rounds shift a little)
    "child_labour": (4.2, 1.8, 5), "forced_labour": (4.2, 2.1, 6), "labour_rights": (3.1, 3.0, 7),
    "fair_wages": (2.8, 3.2, 4), "freedom_of_association": (2.9, 2.6, None), "discrimination_gender": (2.2, 2.4, 3),
    "biodiversity": (3.4, 2.7, 6), "corruption": (3.4, 2.9, 5), "health_safety": (4.0, 3.6, 10),
    "water": (3.6, 3.3, 8),
}  # fmt: skip


def demo_cube(
    *, audience: Audience = "plenary", invented: bool = True, changed: Iterable[Cell] = (),
    details: Iterable[Detail] = (), actions: Iterable[Action] = (),
) -> Cube:  # fmt: skip
    """The demo edition; `changed` cells take the place of those with the same address. It has no details of its own."""
    agreement = demo_agreement()
    cells = (*_cells(), *(_action_rows() if audience == "secretariat" else ()))
    edition = Edition(
        name="metals-20260305-01", audience=audience, agreement=agreement.code,
        published_at=datetime(2026, 3, 5, 9, 30, tzinfo=UTC), invented=invented,
        visible_to=agreement.policies[audience].visible_to, policy=agreement.policies[audience],
        content_hash="0" * 64, deliveries=({"delivery": 1, "round": 1},), latest_round=6,
    )  # fmt: skip
    return cube_of(
        edition, agreement, (*cells, *changed), demo_facts(), demo_published(), details=details, actions=actions
    )


def cell(measure: str, item: str, round: int, value: Number | None, *, n: int | None = None, **more: Any) -> Cell:
    """One cell: withheld where value is None, otherwise shown with a rounding of `rounding` (default 1)."""
    address: dict[str, Any] = {"measure": measure, "item": item, "round": round, "kind": "all", "base_round": None,
                               "dimension": "total", "member": "all"}  # fmt: skip
    rounding = Decimal(str(more.pop("rounding", 1)))
    precision: Literal["exact", "rounded"] = "rounded" if rounding else "exact"
    address |= more
    if value is None:
        return Cell(**address, status="withheld")
    shown = Decimal(str(value))
    return Cell(**address, status="published", n=n, value=shown, lo=shown - rounding / 2, hi=shown + rounding / 2,
                precision=precision)  # fmt: skip


def count(measure: str, item: str, round: int, value: int | None, *, n: int, precision: str = "exact") -> Cell:
    """One count: exact, or a bound ("at_most", "at_least") without a value; withheld where value is None."""
    made = cell(measure, item, round, value, n=n, rounding=0)
    if value is None or precision == "exact":
        return made
    lo, hi = (0, value) if precision == "at_most" else (value, n)
    coded: Literal["at_most", "at_least"] = "at_most" if precision == "at_most" else "at_least"
    return replace(made, value=None, lo=Decimal(lo), hi=Decimal(hi), precision=coded)


def _cells() -> Iterator[Cell]:
    yield from _maturity()
    yield from _counts()
    yield from _themes()
    yield from _other()


def _action_rows() -> Iterator[Cell]:
    """How many actions there are: in the secretariat's edition only."""
    for number, n in SUBMITTED.items():
        for place, step in enumerate(STEPS):
            for status, amount in (("planned", 3), ("in_progress", 9), ("done", 2 + place), ("dropped", 0)):
                yield count("action_rows", f"{step}:{status}", number, amount, n=n)
        for place, code in enumerate(RISKS):
            for status, amount in (("planned", 1), ("in_progress", 6), ("done", 1 + place), ("dropped", 0)):
                yield count("action_theme_rows", f"{code}:{status}", number, amount, n=n)


def _maturity() -> Iterator[Cell]:
    for number, means in ALL.items():
        for item, mean in zip(SERIES, means, strict=True):
            yield cell("maturity", item, number, mean, n=SUBMITTED[number])
        for member, mean, n in (("secondary", 55, 5), ("other", 62, 7)):
            shown = mean if number == 5 else None
            yield cell("maturity", "overall", number, shown, n=n, dimension="secondary", member=member)
    yield cell("maturity", "overall", 5, 66, n=6, dimension="founders", member="founders")
    for (start, end), (n, rows) in PAIRS.items():
        for item, (first, last, change) in zip(SERIES, rows, strict=True):
            yield cell("maturity", item, end, first, n=n, kind="pair_start", base_round=start)
            yield cell("maturity", item, end, last, n=n, kind="pair_end", base_round=start)
            yield cell("maturity", item, end, change, n=n, kind="change", base_round=start)
    for (start, end), (n, changes) in FIRST_TO_LAST.items():
        for item, change in zip(SERIES, changes, strict=True):
            yield cell("maturity", item, end, change, n=n, kind="change", base_round=start)


def _counts() -> Iterator[Cell]:
    for number, (members, joined, left) in MEMBERS.items():
        memberships = {"official": members, "joined": joined, "left": left, "monitored": MONITORED[number],
                       "submitted": SUBMITTED[number], "comparable": {4: 7, 5: 8}.get(number, 0)}  # fmt: skip
        for item, value in memberships.items():
            yield count("membership", item, number, value, n=members)
        for code in DELIVERABLES:
            yield from _deliverable(code, number)
    for level, rounds in AT_LEAST.items():
        for number in (1, 2):
            yield count("level_at_least", level, number, None, n=SUBMITTED[number])
        for number, (n, value, precision) in rounds.items():
            yield count("level_at_least", level, number, value, n=n, precision=precision)


def _deliverable(code: str, number: int) -> Iterator[Cell]:
    waived = 4 if code == "public_report" else 0
    expected = MONITORED[number] - waived
    submitted = min(expected, SUBMITTED[number] - {"risk_analysis": 1, "action_plan": 2}.get(code, 0))
    on_time = 0 if (code, number) == ("action_plan", 2) else max(submitted - 3, 0)
    counts = {"expected": expected, "waived": waived, "completed": submitted, "submitted": submitted,
              "on_time": on_time}  # fmt: skip
    for measure, value in counts.items():
        yield count(measure, code, number, value, n=expected)


def _themes() -> Iterator[Cell]:
    for place, code in enumerate(RISKS):
        for (start, end), (n, rows) in PAIRS.items():
            first, last, change = (None, None, 6) if code == "corruption" else rows[1 + place % 6]
            for kind, shown in (("pair_start", first), ("pair_end", last), ("change", change)):
                yield cell("maturity", f"theme:{code}", end, shown, n=n, kind=kind, base_round=start)
        for number, n in SUBMITTED.items():
            mean = None if code == "freedom_of_association" and number > 3 else ALL[number][0]
            shown = None if mean is None else mean - 2 * place + 6
            yield cell("maturity", f"theme:{code}", number, shown, n=n)
            if number == 3:
                for measure in ("risk_prioritised", "risk_rated", "risk_severity", "risk_likelihood"):
                    yield replace(cell(measure, code, number, None), status="not_made")
                continue
            yield from _risk(code, number, shift=Decimal(number - 5) / 10 * (1 if place % 2 else -1))


def _risk(code: str, number: int, *, shift: Decimal) -> Iterator[Cell]:
    severity, likelihood, prioritised = RISKS[code]
    n = SUBMITTED[number]
    coding = "at_least" if code == "water" else "exact"
    yield count("risk_prioritised", code, number, prioritised, n=n, precision=coding)
    yield count("risk_rated", code, number, n - 1, n=n)
    for measure, mean in (("risk_severity", severity), ("risk_likelihood", likelihood)):
        shown = None if (code, number) == ("fair_wages", 4) else Decimal(str(mean)) + shift
        yield cell(measure, code, number, shown, n=n - 1, rounding=0.1)


def _other() -> Iterator[Cell]:
    for number, n in SUBMITTED.items():
        for place, item in enumerate(SERIES):
            yield cell("unanswered", item, number, max(0, 8 - number + place % 3), n=n)
            yield cell("not_applicable", item, number, 10 + place, n=n)
        yield cell("target_mean", "overall", number, min(80, 12 + 13 * number) if number < 6 else 30, n=n)
        schedule, coding = {3: (5, "exact"), 5: (3, "at_most")}.get(number, (None, "exact"))
        yield count("on_schedule", "overall", number, schedule, n=n, precision=coding)
        for step in STEPS:
            for status in ("planned", "in_progress", "done", "dropped"):
                shown = None if number < 3 or status == "dropped" else 4
                yield count("action_companies", f"{step}:{status}", number, shown, n=n)
        for code in RISKS:
            for status, amount in (("planned", 2), ("in_progress", 5), ("done", 4), ("dropped", 1)):
                coding = "exact" if amount > 3 else "at_most"
                shown = None if number < 3 else amount if coding == "exact" else 3
                yield count("action_theme_companies", f"{code}:{status}", number, shown, n=n, precision=coding)


def plain(text: str) -> str:
    """A text with ordinary spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
