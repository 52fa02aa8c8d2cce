"""Panels made from a seed, for the benchmarks of protection: founders, joiners, leavers, splits; scores at random."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.measuring.roster import FOUNDERS, TOTAL, Companies, Group, Roster
from data.measuring.series import ASSESSED, Series, series_of
from data.measuring.statistics import CompanyValues

ROUNDS = range(1, 6)


def agreement_of(**policy: object) -> Agreement:
    """The metals agreement with five comparable rounds, and its plenary policy with these changes."""
    metals = load_agreement(find_agreement("metals"))
    pattern = metals.round(4)
    rounds = [pattern.model_copy(update={"number": number, "comparability_group": "one"}) for number in ROUNDS]
    plenary = metals.policies["plenary"].model_copy(update=policy)
    return metals.model_copy(
        update={"rounds": tuple(rounds), "published_figures": (), "policies": metals.policies | {"plenary": plenary}}
    )


@dataclass(frozen=True, slots=True)
class Members:
    """Per company the round in which it joins and the first one without it, and the groups that it is in."""

    joined: Sequence[int]
    left: Sequence[int]
    secondary: Sequence[bool]
    size: Sequence[str]
    segment: Sequence[str]


def ours(companies: int, seed: int) -> Members:
    """About half are founders, others join in any round; 4 % leave a year."""
    random = Random(seed)  # noqa: S311 (a panel is no secret)
    joined = [1 if random.random() < 0.5 else random.choice(ROUNDS) for _ in range(companies)]
    left = [next((at for at in ROUNDS if at > start and random.random() < 0.04), 99) for start in joined]
    secondary = [random.random() < 0.4 for _ in range(companies)]
    size, segment = ([random.choice("ab") for _ in range(companies)] for _ in range(2))
    return Members(joined, left, secondary, size, segment)


def researched(founders: int, joiners: float, sizes: str, seed: int) -> Members:
    """As the research says: founders, a Poisson number of joiners a year, 3.5 % leavers, two segments.

    sizes: the codes of two or three size bands.
    """
    rng = np.random.default_rng(seed)
    joined = [1] * founders + [at for at in ROUNDS[1:] for _ in range(rng.poisson(joiners))]
    left = [next((at for at in ROUNDS if at > start and rng.random() < 0.035), 99) for start in joined]
    size, segment = (rng.choice(list(codes), len(joined)).tolist() for codes in (sizes, "ab"))
    return Members(joined, left, [False] * len(joined), size, segment)


def panel(
    members: Members, seed: int, agreement: Agreement, series: Sequence[Series], *, silent: float
) -> CompanyValues:
    """Company values of a random panel; this share of the members stays silent in a round."""
    companies, joined, left = len(members.joined), members.joined, members.left
    groups: dict[int, dict[Group, Companies]] = {}
    value, present = {}, {}
    rng = np.random.default_rng(seed)
    level = np.clip(rng.normal(45, 16, companies), 5, 95)
    handed_in = [(each.measure, each.item) for each in series].index(ASSESSED)
    for at in ROUNDS:
        here = np.array([c for c in range(companies) if joined[c] <= at < left[c]], dtype=np.int64)
        named: dict[Group, list[int]] = {TOTAL: here.tolist()}
        for company in here.tolist():
            named.setdefault(("secondary", "secondary" if members.secondary[company] else "other"), []).append(company)
            named.setdefault(("size_class", members.size[company]), []).append(company)
            named.setdefault(("segment", members.segment[company]), []).append(company)
            band = "1" if joined[company] == 1 else "2-3" if joined[company] <= 3 else "4-5"
            named.setdefault(("cohort", band), []).append(company)
        named[FOUNDERS] = [c for c in here.tolist() if joined[c] == 1]
        groups[at] = {group: np.array(members, dtype=np.int64) for group, members in named.items() if members}
        reports = np.zeros(companies, dtype=bool)
        reports[here] = rng.random(len(here)) >= silent
        scores = np.clip(level + 4 * at + rng.normal(0, 10, (len(series), companies)), 0, 100)
        value[at] = np.where(reports, np.round(scores, 6) * 1_000_000, 0.0)
        present[at] = np.tile(reports, (len(series), 1))
        value[at][handed_in] = reports
    return CompanyValues(Roster(companies, groups), tuple(series), value, present)


def means_only(agreement: Agreement, count: int) -> list[Series]:
    """So many series of means beside the one that says who handed in."""
    found = series_of(agreement, agreement.policies["plenary"])
    pattern = found[0]
    handed_in = next(each for each in found if (each.measure, each.item) == ASSESSED)
    means = [pattern, *(replace(pattern, item=f"step:{n}", part="item") for n in range(count - 1))]
    return [*means, handed_in]
