"""Publications of means for the attackers' tests, by a slow obvious publisher that shares nothing with the house's.

A panel is a few companies with groups and answers per round; a row is an address (kind, base_round, round, dimension,
member). Which rows are published is the test's own choice, good or bad.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random

import numpy as np
import pyarrow as pa

from data.attack.known import TOTAL, Finding, Group, Limits, Publication, Series
from data.attack.linear import attack_means
from data.attack.program import interval

Address = tuple[str, int | None, int, str, str]
Answers = dict[int, dict[int, float]]  # round -> company -> value

SCORE: Series = ("maturity", "overall")
LIMITS = Limits({0: 20, 1: 20, 2: 10, 3: 10})
NUMBER = pa.decimal128(18, 6)
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("measure", "item", "kind")),
        *((name, pa.int32()) for name in ("base_round", "round")),
        *((name, pa.string()) for name in ("dimension", "member", "status")),
        ("n", pa.int32()),
        *((name, NUMBER) for name in ("value", "lo", "hi")),
        ("precision", pa.string()),
    ]
)


@dataclass
class Panel:
    """groups: per round, group -> companies (the total is everybody on the roster). answers: per series."""

    groups: dict[int, dict[Group, list[int]]]
    answers: dict[Series, Answers] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return 1 + max(max(who, default=-1) for groups in self.groups.values() for who in groups.values())


def everybody(number: int, companies: Iterable[int], **groups: Iterable[int]) -> dict[int, dict[Group, list[int]]]:
    """One round of a panel: the total, and groups of the dimension "segment"."""
    parts: dict[Group, list[int]] = {("segment", name): list(who) for name, who in groups.items()}
    return {number: {TOTAL: list(companies)} | parts}


def of(panel: Panel, address: Address, series: Series = SCORE) -> tuple[list[int], list[float]]:
    """The companies of a row and the value of each, written out."""
    kind, base, number, dimension, member = address
    answers = panel.answers[series]
    who = [c for c in panel.groups[number].get((dimension, member), []) if c in answers[number]]
    if base is not None:
        who = [c for c in who if c in panel.groups[base][TOTAL] and c in answers[base]]
    at = {"all": number, "pair_end": number, "pair_start": base}
    if kind == "change":
        return who, [answers[number][c] - answers[base or 0][c] for c in who]
    return who, [answers[at[kind] or 0][c] for c in who]


def publish(
    panel: Panel,
    rows: Iterable[Address] | Mapping[Series, Iterable[Address]],
    *,
    name: str = "edition",
    rounding: float = 1.0,
    clip: bool = False,
) -> Publication:
    """Publish these rows, of every series or per series; the others do not appear. clip: edges as the policy has."""
    cells = []
    for series in panel.answers:
        for address in rows[series] if isinstance(rows, Mapping) else rows:
            who, values = of(panel, address, series)
            cells.append(cell(series, address, len(who), sum(values) / len(who), rounding=rounding, clip=clip))
    return Publication(
        name,
        pa.Table.from_pylist(cells, schema=SCHEMA),
        {
            number: {g: np.array(sorted(w), dtype=np.int64) for g, w in groups.items()}
            for number, groups in panel.groups.items()
        },
        {s: {n: ~np.isnan(column(panel, a)) for n, a in answers.items()} for s, answers in panel.answers.items()},
        {s: {n: column(panel, a) for n, a in answers.items()} for s, answers in panel.answers.items()},
        {},
    )


def column(panel: Panel, answers: Mapping[int, float]) -> np.ndarray:
    return np.array([answers.get(company, np.nan) for company in range(panel.size)])


def cell(
    series: Series, address: Address, n: int, mean: float, *, rounding: float = 1.0, clip: bool = False
) -> dict[str, object]:
    """A cell as it lies on disk. rounding 0: exact to the last decimal that the table has."""
    if rounding:
        middle = math.floor(mean / rounding + 0.5) * rounding
        low, high = middle - rounding / 2, middle + rounding / 2
    else:
        middle = low = high = round(mean, 6)
    if clip and address[0] != "change":
        edge = math.ceil(120 / n)
        low, high = (0.0, edge) if mean <= edge else (100.0 - edge, 100.0) if mean >= 100 - edge else (low, high)
    number = [Decimal(str(round(each, 6))) for each in (low, high)]
    return {
        "measure": series[0], "item": series[1], "kind": address[0], "base_round": address[1], "round": address[2],
        "dimension": address[3], "member": address[4], "status": "published", "n": n, "value": None,
        "lo": number[0], "hi": number[1], "precision": "rounded",
    }  # fmt: skip


def pairs(base: int, number: int, dimension: str = "total", member: str = "all") -> list[Address]:
    return [(kind, base, number, dimension, member) for kind in ("pair_start", "pair_end", "change")]


def mean(number: int, dimension: str = "total", member: str = "all") -> Address:
    return ("all", None, number, dimension, member)


def random_panel(
    random: Random, *, companies: int, rounds: int, series: Sequence[Series] = (SCORE,), at_ends: float = 0.3
) -> Panel:
    """Companies that join, leave, and lack an answer now and then; two segments, whole answers."""
    joins = [random.choice([1, 1, 1, *range(1, rounds + 1)]) for _ in range(companies)]
    leaves = [random.choice([rounds + 1, rounds + 1, rounds + 1, *range(2, rounds + 2)]) for _ in range(companies)]
    part = [random.choice("ab") for _ in range(companies)]
    panel = Panel({}, {each: {} for each in series})
    joins[0], leaves[0] = 1, rounds + 1
    for number in range(1, rounds + 1):
        here = [c for c in range(companies) if joins[c] <= number < leaves[c]]
        panel.groups |= everybody(
            number, here, a=[c for c in here if part[c] == "a"], b=[c for c in here if part[c] == "b"]
        )
        for each in series:
            panel.answers[each][number] = {
                c: float(random.choice([0, 100]) if random.random() < at_ends else random.randint(0, 100))
                for c in here
                if random.random() < 0.95
            }
    return panel


def all_rows(panel: Panel, *, least: int, series: Series = SCORE) -> list[Address]:
    """Every row over at least so many companies: no other protection."""
    numbers = sorted(panel.groups)
    groups = [TOTAL, ("segment", "a"), ("segment", "b")]
    rows = [mean(number, *group) for number in numbers for group in groups]
    rows += [row for base, number in pairwise(numbers) for group in groups for row in pairs(base, number, *group)]
    rows += [("change", numbers[0], number, *TOTAL) for number in numbers[2:]]
    return [row for row in rows if len(of(panel, row, series)[0]) >= least]


def twin(publications: Sequence[tuple[Panel, Sequence[Address], Publication]], insiders: int) -> float:
    """The narrowest interval over every coalition and every value, one company and two programs at a time."""
    columns: dict[tuple[int, int, float], int] = {}
    for panel, _, _ in publications:
        for number, answers in panel.answers[SCORE].items():
            for company, value in answers.items():
                columns.setdefault((company, number, value), len(columns))
    rows, low, high = [], [], []
    for panel, addresses, publication in publications:
        told = {tuple(c[k] for k in SCHEMA.names[2:7]): c for c in publication.cells.to_pylist()}
        for address in addresses:
            row = np.zeros(len(columns))
            kind, base, number = address[:3]
            for company in of(panel, address)[0]:
                if kind in ("all", "pair_end", "change"):
                    row[columns[company, number, panel.answers[SCORE][number][company]]] = 1
                if kind in ("pair_start", "change"):
                    at = base or 0
                    row[columns[company, at, panel.answers[SCORE][at][company]]] = 1 if kind == "pair_start" else -1
            n = told[address]["n"]
            rows.append(row)
            low.append(n * (float(told[address]["lo"]) - 1e-7))
            high.append(n * (float(told[address]["hi"]) + 1e-7))
    matrix = np.array(rows)
    touched = matrix.any(axis=0)
    everyone = sorted({company for company, _, _ in columns})
    narrowest = 100.0
    for coalition in combinations(everyone, min(insiders, len(everyone) - 1)):
        bounds = np.array([(v, v) if c in coalition else (0.0, 100.0) for c, _, v in columns])
        for (company, _, value), place in columns.items():
            if touched[place] and company not in coalition:
                least, most = interval(matrix, np.array(low), np.array(high), bounds, place)
                assert least - 1e-6 <= value <= most + 1e-6
                narrowest = min(narrowest, most - least)
    return narrowest


def worst(*publications: Publication, insiders: int) -> Finding:
    (finding,) = attack_means(publications, LIMITS, insiders=insiders)
    return finding


def middling(*companies: int) -> dict[int, float]:
    """Answers away from both ends, different for each company."""
    return {company: 40.0 + 3 * (company % 7) for company in companies}
