"""Where the room may not know who handed in, no edition tells it: every company could as well be one that did not."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics.protection import protection
from analytics.reach.participation import share
from data.configuration.agreement import Agreement, Policy
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.configuration.agreement_rules import contradictions
from data.cube import LANGUAGES, Language
from data.measuring.comparison import compare
from data.measuring.lattice import lattice
from data.measuring.roster import TOTAL, Companies, Group, Roster
from data.measuring.series import ASSESSED, series_of
from data.measuring.statistics import CompanyValues, company_values
from data.protection.cells import SHOWN, cell_table, decide
from data.protection.earlier import Earlier
from data.protection.openness import EXPECTED, closed_rounds, kinds_of
from data.protection.protect import Protected
from data.protection.select import Decision
from data.publishing.edition_tables import Content
from data.publishing.making import Made
from data.publishing.publish_report import report
from tests.demo import count, demo_cube
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.small_agreement import small_agreement

HIDDEN = small_agreement(reporting_is_public=False)
OFFICIAL = ("membership", "official")
OVERALL = ("maturity", "overall")
MONITORED = ("membership", "monitored")
TELLING_APART = (
    MONITORED, ("membership", "comparable"), ("target_mean", "overall"), ("on_schedule", "overall"),
)  # fmt: skip
DELIVERED = ("submitted", HIDDEN.assessment_deliverable)
# What is handed in -> the tables that hold it, and the deliverables that tell of it.
HANDED_IN = {"assessments": ("assessment", "answer"), "risks": ("risk",), "actions": ("action",)}
Told = frozenset[tuple[object, ...]]


def policy_with(*groups: str, agreement: Agreement = HIDDEN) -> Policy:
    return agreement.policies["plenary"].model_copy(update={"groups": groups})


def values_of(tables: dict[int, Tables], policy: Policy) -> CompanyValues:
    with snapshot_of(tables) as con:
        return company_values(con, HIDDEN, series_of(HIDDEN, policy), policy.groups)


def told(values: CompanyValues, policy: Policy) -> Told:
    """Everything that an edition says in cells."""
    cells = cell_table(decide(values, HIDDEN, policy)).drop_columns(["decision"]).to_pylist()
    return frozenset(tuple(cell.values()) for cell in cells)


def exchanged(tables: dict[int, Tables], number: int, what: str, one: str, other: str) -> dict[int, Tables]:
    """The same deliveries, in which two companies handed in each other's assessment, risk analysis or plan."""
    turned = deepcopy(tables)
    names = {one: other, other: one}
    for row in (row for table in HANDED_IN[what] for row in turned[number][table]):
        row["company"] = names.get(row["company"], row["company"])
    if what == "assessments":
        for row in turned[number]["deliverable"]:
            if row["deliverable"] == HIDDEN.assessment_deliverable:
                row["company"] = names.get(row["company"], row["company"])
    return turned


@settings(max_examples=2, deadline=None)
@given(random=st.integers(0, 2**32).map(Random), panel=st.sampled_from([(16, ()), (45, ("secondary",))]))
def test_two_companies_alike_exchanged_give_the_very_same_edition(
    random: Random, panel: tuple[int, tuple[str, ...]]
) -> None:
    policy = policy_with(*panel[1])
    shape = Shape(companies=panel[0], rounds=1, silent=0.5, missing_step=0, not_applicable=0.02)
    tables = random_tables(HIDDEN, random, shape)
    values = values_of(tables, policy)
    closed = closed_rounds(values, HIDDEN, policy)
    number = next((n for n in values.roster.rounds if n not in closed["assessments"]), 0)
    assume(number)
    assert any(cell[0] == "maturity" and cell[4] == number and "published" in cell for cell in told(values, policy))
    kinds = kinds_of(values, HIDDEN, number)
    assessed = next(n for n, each in enumerate(values.series) if (each.measure, each.item) == ASSESSED)
    did = values.value[number][assessed] > 0
    lines = [n for n, each in enumerate(values.series) if (each.measure, each.item) in EXPECTED]
    here = np.flatnonzero((values.value[number][lines] > 0).all(axis=0))
    pairs = [(a, b) for a in here for b in here if kinds[a] == kinds[b] and did[a] and not did[b]]
    one, other = (values.roster.pseudonyms[company] for company in random.choice(pairs))
    what = random.choice(["assessments", *(each for each in HANDED_IN if number not in closed[each])])
    turned = values_of(exchanged(tables, number, what, one, other), policy)
    assert told(turned, policy) == told(values, policy)


def by_hand(
    handed_in: dict[int, Iterable[int]], *, size: int, groups: dict[Group, Companies] | None = None
) -> CompanyValues:
    """Members who all answer alike, so that nothing but who handed in can be seen; all were expected to hand in."""
    wanted = {OVERALL, ASSESSED, OFFICIAL, DELIVERED, ("on_time", DELIVERED[1]), *TELLING_APART}
    every = series_of(HIDDEN, policy_with())
    series = tuple(each for each in every if (each.measure, each.item) in wanted or each.measure == "level_at_least")
    keys = [(each.measure, each.item) for each in series]
    value, present = {}, {}
    for number, companies in handed_in.items():
        did = np.isin(np.arange(size), list(companies))
        value[number] = np.tile(did.astype(float), (len(series), 1))
        value[number][keys.index(OVERALL)] *= 50_000_000
        value[number][[keys.index(OFFICIAL), keys.index(MONITORED)]] = 1
        everybody = [place for place, each in enumerate(series) if each.guard != "answers"]
        present[number] = np.tile(did, (len(series), 1))
        present[number][everybody] = True
    here = {TOTAL: np.arange(size), **(groups or {})}
    return CompanyValues(Roster(size, dict.fromkeys(handed_in, here)), series, value, present)


def shown_means(values: CompanyValues, earlier: tuple[Earlier, ...] = (), policy: Policy | None = None) -> set[object]:
    """The addresses of the overall means that are shown."""
    decided = decide(values, HIDDEN, policy or policy_with(), earlier)
    return {row.address for row, each in zip(decided.rows, decided.decisions[:, 0], strict=True) if each in SHOWN}


def mean_of(number: int) -> tuple[object, ...]:
    return ("all", None, number, *TOTAL)


@pytest.mark.parametrize("kinds", [(8,), (4, 4), (9, 8)])
def test_nobody_is_certain_who_handed_in(kinds: tuple[int, ...]) -> None:
    """How many of each kind can hand in, the editions that these give, and every two companies that know their own."""
    size, policy = sum(kinds), policy_with("secondary")
    groups = {("secondary", "secondary"): np.arange(kinds[0])} if len(kinds) > 1 else {}
    worlds: dict[Told, list[tuple[int, ...]]] = defaultdict(list)
    for did in product(*(range(many + 1) for many in kinds)):
        who = [first + n for first, many in zip((0, kinds[0]), did, strict=False) for n in range(many)]
        worlds[told(by_hand({2: who}, size=size, groups=groups), policy)].append(did)
    assert len(worlds) > 1
    one_company = [(kind, state) for kind in range(len(kinds)) for state in (True, False)]
    for (alike, others), kind in product(product(worlds.values(), combinations_with_replacement(one_company, 2)),
                                         range(len(kinds))):  # fmt: skip
        did = [sum(each == (place, True) for each in others) for place in range(len(kinds))]
        did_not = [sum(each == (place, False) for each in others) for place in range(len(kinds))]
        possible = [
            world for world in alike
            if all(a <= n <= size_of - b for n, a, b, size_of in zip(world, did, did_not, kinds, strict=True))
        ]  # fmt: skip
        if possible and did[kind] + did_not[kind] < kinds[kind]:
            assert any(world[kind] > did[kind] for world in possible)
            assert any(kinds[kind] - world[kind] > did_not[kind] for world in possible)


@pytest.mark.parametrize(("did", "is_shown"), [(8, True), (9, False), (12, False), (3, False), (4, True)])
def test_a_year_is_shown_where_four_handed_in_and_four_did_not(did: int, is_shown: bool) -> None:
    """Of 12 members two may work together. 10 that handed in leave them certain if they are the other two; and were 9
    shown, they would be certain wherever 10 are not.
    """
    assert shown_means(by_hand({2: range(did)}, size=12)) == ({mean_of(2)} if is_shown else set())


def test_a_group_makes_its_companies_unlike_the_others() -> None:
    """8 of 12 handed in; with 4 apart, 2 of whom did, it is 6 of 8 and 2 of 4."""
    values = by_hand({2: range(8)}, size=12, groups={("secondary", "secondary"): np.arange(6, 10)})
    assert shown_means(values) == set()


def test_nothing_is_shown_over_two_years() -> None:
    values = by_hand({2: range(8), 3: range(8)}, size=12)
    assert shown_means(values) == {mean_of(2), mean_of(3)}
    public = HIDDEN.model_copy(update={"reporting_is_public": True})
    decided = decide(values, public, policy_with())
    assert {row.kind for row, each in zip(decided.rows, decided.decisions[:, 0], strict=True) if each in SHOWN} == {
        "all", "pair_start", "pair_end", "change",
    }  # fmt: skip


@pytest.mark.parametrize("series", TELLING_APART)
def test_nothing_is_shown_that_would_tell_companies_apart_that_are_alike(series: tuple[str, str]) -> None:
    """By own target or membership, or over two years: 8 of 12 handed in, and other figures are shown."""
    decided = decide(by_hand({2: range(8), 3: range(8)}, size=12), HIDDEN, policy_with())
    column = [(each.measure, each.item) for each in decided.values.series].index(series)
    assert not np.isin(decided.decisions[:, column], SHOWN).any()


@pytest.mark.parametrize("series", [OFFICIAL, MONITORED])
def test_a_leaver_or_who_is_exempt_is_no_company_that_could_have_handed_in_instead(series: tuple[str, str]) -> None:
    """8 of 12 handed in, one of the other 4 is no member any more, or was not expected to."""
    values = by_hand({2: range(8)}, size=12)
    values.value[2][[(each.measure, each.item) for each in values.series].index(series), 11] = 0
    assert shown_means(values) == set()


def test_who_handed_in_unasked_does_not_tell_that_nobody_else_did() -> None:
    """Four that were not expected to hand in did, and none of the 20 that were. Told as well that four of 24 did, the
    room would know so: 24 less 20 are the four.
    """
    policy = policy_with()
    tables = random_tables(HIDDEN, Random(1), Shape(companies=24, rounds=1, silent=0))
    unasked = sorted({row["company"] for row in tables[1]["company"]})[:4]
    for row in tables[1]["deliverable"]:
        row["expected"] = row["company"] not in unasked
        row["submitted_on"] = None if row["expected"] else row["completed_on"]
    for table in HANDED_IN["assessments"]:
        tables[1][table] = [row for row in tables[1][table] if row["company"] in unasked]
    table = cell_table(decide(values_of(tables, policy), HIDDEN, policy)).to_pylist()
    cells = {(each["measure"], each["item"]): each for each in table if each["dimension"] == TOTAL[0]}
    counted = cells[DELIVERED]
    assert (counted["n"], counted["lo"], counted["hi"], counted["precision"]) == (20, 0, 3_000_000, "at_most")
    assert (cells[ASSESSED]["status"], cells[ASSESSED]["n"]) == ("withheld", None)


def earlier_edition(values: CompanyValues, *, public: bool, pairs: bool) -> Earlier:
    """An edition that showed every mean of all companies, or every row."""
    guard = "public" if public else "reporting"
    then = tuple(replace(each, guard=guard) if each.guard == "reporting" else each for each in values.series)
    agreement = HIDDEN.model_copy(update={"reporting_is_public": public})
    rows = tuple(row for row in lattice(values.roster, agreement) if pairs or row.kind == "all")
    decided = decide(values, agreement, policy_with())
    cells = cell_table(decided).slice(0, 0)
    flags = {number: each.copy() for number, each in values.present.items()}
    return Earlier("before", replace(values, series=then), flags, rows, {OVERALL: frozenset(range(len(rows)))}, cells)


@pytest.mark.parametrize(("public", "pairs"), [(True, False), (False, True)])
def test_a_year_of_which_more_was_published_before_shows_nothing_new(public: bool, pairs: bool) -> None:
    values = by_hand({2: range(8), 3: range(8)}, size=12)
    before = earlier_edition(values, public=public, pairs=pairs)
    assert closed_rounds(values, HIDDEN, policy_with(), [before])["assessments"] == {2, 3}
    assert closed_rounds(values, HIDDEN, policy_with())["assessments"] == set()


def test_where_everybody_may_know_nothing_changes() -> None:
    public = small_agreement()
    values = by_hand({2: range(12), 3: range(12)}, size=12)
    decisions = decide(values, public, policy_with()).decisions
    assert not (decisions == Decision.NOT_OPEN).any()


@pytest.mark.parametrize(("public", "reason"), [(True, "equal"), (False, "withheld")])
def test_whether_a_published_figure_still_holds_is_not_told_where_it_rests_on_who_handed_in(
    public: bool, reason: str
) -> None:
    metals = load_agreement(find_agreement("metals"))
    figure = next(each for each in metals.published_figures if each.computed_from and each.figure == "maturity_mean")
    assert figure.computed_from is not None
    agreement = metals.model_copy(update={"published_figures": (figure,), "reporting_is_public": public})
    exact = {figure.computed_from: Fraction(figure.value)}
    (told_of_it,) = compare(agreement, "plenary", first=exact, last=exact)
    assert (told_of_it.reason, told_of_it.computed) == (reason, figure.value if public else None)


def test_joiners_may_not_wait_where_that_tells_who_handed_in() -> None:
    waiting = policy_with().model_copy(update={"waiting_room": True})
    hidden = HIDDEN.model_copy(update={"policies": HIDDEN.policies | {"plenary": waiting}})
    (fault,) = contradictions(hidden)
    assert "waiting_room: found true with reporting_is_public = false, expected false" in fault
    assert contradictions(hidden.model_copy(update={"reporting_is_public": True})) == []


def test_that_an_assessment_came_in_is_not_public_where_who_handed_in_is_not() -> None:
    """Where the world can see it, it is told exactly and per group."""
    seen = tuple(
        each.model_copy(update={"public": each.code == HIDDEN.assessment_deliverable}) for each in HIDDEN.deliverables
    )
    (fault,) = contradictions(HIDDEN.model_copy(update={"deliverables": seen}))
    assert "deliverables, mat, public: found true with reporting_is_public = false, expected false" in fault
    assert contradictions(HIDDEN.model_copy(update={"deliverables": seen, "reporting_is_public": True})) == []


def test_the_secretariat_is_told_which_years_are_held_back_and_not_for_whose_sake() -> None:
    values = by_hand({2: range(8), 3: range(12)}, size=12)
    decided = decide(values, HIDDEN, policy_with())
    cells = cell_table(decided)
    content = Content(HIDDEN, policy_with(), cells, {}, (), 3)
    said = report(Made(content, decided, Protected(cells), ()), demo_cube().edition)
    (line,) = (each for each in said.splitlines() if each.strip().startswith("assessments"))
    assert line.split() == ["assessments", "years", "3"]
    assert "joiners wait" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_when_a_year_has_figures(language: Language) -> None:
    cube = demo_cube()
    hidden = replace(cube, agreement=cube.agreement.model_copy(update={"reporting_is_public": False}))
    added = set(protection(hidden, language).rules) - set(protection(cube, language).rules)
    (rule,) = added
    assert rule.count("4") == 2


def test_how_many_of_those_expected_handed_in_is_told_where_both_are_bounds() -> None:
    """13 were expected and at least 10 of them handed in: at least 77 %."""
    bounds = [count("expected", "mat", 5, 10, n=13, precision="at_least"),
              count("submitted", "mat", 5, 10, n=13, precision="at_least")]  # fmt: skip
    told_of_it = share(demo_cube(changed=bounds), "mat", 5, language="nl")
    assert (told_of_it.text, told_of_it.state, told_of_it.n) == ("minstens 10 van 13", "bounded", 13)
    assert told_of_it.lo is not None
    assert told_of_it.hi is not None
    assert (round(told_of_it.lo), round(told_of_it.hi)) == (77, 100)
