"""What is shown is decided without looking at a score, and no combination of it rests on a few companies."""

from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.configuration.agreement import Agreement
from data.cube import Kind
from data.measuring.lattice import Row, lattice
from data.measuring.roster import TOTAL, Roster
from data.measuring.series import ASSESSED, series_of
from data.measuring.statistics import CompanyValues, company_values
from data.protection.leaks import leaks, rank
from data.protection.rowspace import Columns, Integers
from data.protection.select import Decision, Decisions, choose
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.slow_rows import companies_given_away
from tests.small_agreement import small_agreement

AGREEMENT = small_agreement()
RANDOMS = st.integers(0, 2**32).map(Random)
PLENARY = AGREEMENT.policies["plenary"]
K = PLENARY.minimum_companies
PANELS = st.builds(
    Shape, companies=st.integers(1, 26), silent=st.sampled_from([0.0, 0.1, 0.3]), missing_step=st.just(0.05),
    not_applicable=st.just(0.02),
)  # fmt: skip
Selected = tuple[tuple[Row, ...], CompanyValues, Decisions]


def select(tables: dict[int, Tables], agreement: Agreement = AGREEMENT) -> Selected:
    policy = agreement.policies["plenary"]
    with snapshot_of(tables) as con:
        values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
    rows = lattice(values.roster, agreement)
    return rows, values, choose(rows, values, agreement, policy).decisions


def companies_of(selected: Selected, line: int, column: int) -> frozenset[int]:
    """Who a cell rests on, found without sets of bits."""
    rows, values, _ = selected
    row = rows[line]
    rounds = {row.round, row.base_round if row.base_round is not None else row.round}
    return frozenset(c for c in row.members.tolist() if all(values.present[number][column, c] for number in rounds))


def protected(selected: Selected) -> list[int]:
    """The series that are not public, one of each pattern of companies and form."""
    _, values, _ = selected
    patterns = {
        (each.form, *(values.present[number][column].tobytes() for number in values.roster.rounds)): column
        for column, each in enumerate(values.series)
        if each.guard != "public"
    }
    return list(patterns.values())


def touched(selected: Selected, lines: tuple[int, ...], signs: tuple[int, ...], column: int) -> int:
    """How many companies a combination of rows leaves (brute force over companies and rounds)."""
    left: dict[tuple[int, int], int] = {}
    for line, sign in zip(lines, signs, strict=True):
        for number, coefficient in selected[0][line].columns():
            for company in companies_of(selected, line, column):
                left[company, number] = left.get((company, number), 0) + sign * coefficient
    return len({company for (company, _), coefficient in left.items() if coefficient})


@settings(max_examples=12, deadline=None)
@given(random=RANDOMS)
def test_a_change_with_a_mean_at_either_end_never_leaves_a_few_leavers_and_joiners(random: Random) -> None:
    selected = select(random_tables(AGREEMENT, random, Shape(companies=20, silent=0.1)))
    rows, _, decisions = selected
    shown = np.flatnonzero(decisions[:, 0] == Decision.SHOWN).tolist()
    at: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for line in shown:
        at.setdefault(rows[line].columns(), []).append(line)
    for change in (line for line in shown if rows[line].kind == "change"):
        (end, _), (start, _) = rows[change].columns()
        for last, first in product(at.get(((end, 1),), []), at.get(((start, 1),), [])):
            assert touched(selected, (change, last, first), (1, -1, 1), 0) not in range(1, K)


@settings(max_examples=12, deadline=None)
@given(random=RANDOMS, shape=PANELS)
def test_no_two_shown_rows_and_no_few_together_rest_on_fewer_than_k_companies(random: Random, shape: Shape) -> None:
    """Every two of them, and some added and subtracted at random, by other code than that which chose them."""
    selected = select(random_tables(AGREEMENT, random, shape))
    for column in protected(selected):
        shown = np.flatnonzero(selected[2][:, column] == Decision.SHOWN).tolist()
        for line in shown:
            assert len(companies_of(selected, line, column)) >= K
        for two in combinations(shown, 2):
            for signs in ((1, 1), (1, -1)):
                assert touched(selected, two, signs, column) not in range(1, K)
        for _ in range(60 if len(shown) > 2 else 0):
            lines = tuple(random.sample(shown, random.randint(3, min(6, len(shown)))))
            signs = tuple(random.choice([-2, -1, 1, 2]) for _ in lines)
            assert touched(selected, lines, signs, column) not in range(1, K)


@settings(max_examples=8, deadline=None)
@given(random=RANDOMS)
def test_the_selection_does_not_depend_on_names_or_their_order(random: Random) -> None:
    tables = random_tables(AGREEMENT, random, Shape(companies=18, silent=0.2))
    before = select(tables)
    everywhere = [row for here in tables.values() for rows in here.values() for row in rows]
    names = sorted({row["company"] for row in everywhere if "company" in row})
    other = dict(zip(names, random.sample([f"renamed {n:03}" for n in range(len(names))], len(names)), strict=True))
    for here in tables.values():
        for rows in here.values():
            for row in rows:
                if "company" in row:
                    row["company"] = other[row["company"]]
            random.shuffle(rows)
    after = select(tables)
    assert [row.address for row in before[0]] == [row.address for row in after[0]]
    assert (before[2] == after[2]).all()


def test_with_more_insiders_what_is_shown_stays_safe_for_fewer_and_is_less() -> None:
    """Less over some panels together: on one of them a choice in a fixed order may find a row more."""
    dimensions = np.zeros(3, dtype=int)
    for seed in range(5):
        rows, values, _ = select(
            random_tables(AGREEMENT, Random(seed), Shape(companies=20, silent=0.1, missing_step=0))
        )
        overall = only_overall(values)
        for place, insiders in enumerate((1, 2, 3)):
            policy = PLENARY.model_copy(update={"insiders": insiders, "minimum_companies": insiders + 2})
            selected = rows, overall, choose(rows, overall, AGREEMENT, policy).decisions
            matrix = rows_over_companies(selected, np.flatnonzero(selected[2][:, 0] == Decision.SHOWN).tolist())
            company = np.tile(np.arange(values.roster.size), len(values.roster.rounds))
            columns = Columns(company, np.ones(values.roster.size, dtype=np.int64))
            assert all(leaks(matrix, columns, below=fewer + 2) == [] for fewer in range(1, insiders + 1))
            dimensions[place] += rank(matrix)
    assert dimensions[0] > dimensions[1] > dimensions[2] > 0


def only_overall(values: CompanyValues) -> CompanyValues:
    """Of the protected series only the first one."""
    kept = [place for place, each in enumerate(values.series) if place == 0 or each.guard == "public"]
    return replace(
        values, series=tuple(values.series[place] for place in kept),
        value={number: here[kept] for number, here in values.value.items()},
        present={number: here[kept] for number, here in values.present.items()},
    )  # fmt: skip


def rows_over_companies(selected: Selected, lines: list[int]) -> Integers:
    """Rows of the overall score as a matrix over (round, company)."""
    rounds = {number: place for place, number in enumerate(selected[1].roster.rounds)}
    size = selected[1].roster.size
    matrix = np.zeros((len(lines), len(rounds) * size), dtype=np.int64)
    for place, line in enumerate(lines):
        for number, coefficient in selected[0][line].columns():
            for company in companies_of(selected, line, 0):
                matrix[place, rounds[number] * size + company] += coefficient
    return matrix


@settings(max_examples=25, deadline=None)
@given(random=RANDOMS)
def test_rows_that_are_safe_stay_safe_for_several_series_and_their_mean(random: Random) -> None:
    """The product lemma, by a slow search: the same rows of three series, of which one is the mean of the others."""
    rows = np.array([[random.choice([-1, 0, 1, 1]) for _ in range(6)] for _ in range(3)])
    series = np.array([[2, 0], [0, 2], [1, 1]])
    together = np.kron(rows, series)
    alone = companies_given_away(rows, np.arange(6), below=4)
    assert companies_given_away(together, np.repeat(np.arange(6), 2), below=4) == alone


@settings(max_examples=8, deadline=None)
@given(random=RANDOMS, shape=PANELS)
def test_the_selection_ignores_scores(random: Random, shape: Shape) -> None:
    """Turning every answer upside down, severity too, shows the same cells."""
    tables = random_tables(AGREEMENT, random, shape)
    before = select(tables)[2]
    maxima = {question.id: question.maximum * 1_000_000 for question in AGREEMENT.questions}
    for here in tables.values():
        for answer in here["answer"]:
            if answer["value_micro"] is not None:
                answer["value_micro"] = maxima[answer["question"]] - answer["value_micro"]
        for risk in here["risk"]:
            if risk["severity"] is not None:
                risk |= {"severity": 6 - risk["severity"], "likelihood": 6 - risk["likelihood"]}
            risk["prioritised"] = not risk["prioritised"]
    assert (select(tables)[2] == before).all()


def test_a_later_round_changes_nothing_about_the_rounds_before_it() -> None:
    """Published round by round: what was shown stays shown, what was withheld stays withheld."""
    for seed in range(6):
        tables = random_tables(AGREEMENT, Random(seed), Shape(companies=22, silent=0.1))
        early = select({number: tables[number] for number in (1, 2, 3)})
        late = select(tables)
        known = [line for line, row in enumerate(late[0]) if row.round <= 3]
        assert len(known) == len(early[0])
        assert (late[2][known] == early[2]).all()


def counts_shown(selected: Selected) -> set[int]:
    """The sizes of the groups whose protected counts are shown."""
    return {
        len(companies_of(selected, line, column))
        for column in protected(selected)
        if selected[1].series[column].form == "count"
        for line in np.flatnonzero(selected[2][:, column] == Decision.SHOWN).tolist()
    }


def test_protected_counts_need_eight_companies() -> None:
    sizes = set().union(
        *(counts_shown(select(random_tables(AGREEMENT, Random(seed), Shape(companies=20)))) for seed in range(5))
    )
    assert sizes
    assert min(sizes) >= PLENARY.counts_from


def test_severity_is_shown_only_where_every_company_of_the_analysis_rated_the_theme() -> None:
    tables = random_tables(AGREEMENT, Random(3), Shape(companies=16))
    for here in tables.values():
        for risk in here["risk"]:
            risk |= {"severity": risk["severity"] or 3, "likelihood": risk["likelihood"] or 3}
        analysts = sorted({risk["company"] for risk in here["risk"]})
        for theme in AGREEMENT.themes_of("analysis"):
            here["risk"] += [
                {"company": company, "theme": theme.code, "severity": 2, "likelihood": 2, "relation": "linked",
                 "prioritised": False}
                for company in analysts
            ]  # fmt: skip
    rows, values, complete = select(tables)
    column = next(n for n, each in enumerate(values.series) if each.measure == "risk_severity")
    shown = [line for line, row in enumerate(rows) if complete[line, column] == Decision.SHOWN and row.kind == "all"]
    assert shown
    at = rows[shown[0]].round
    first = sorted({risk["company"] for risk in tables[at]["risk"]})[0]
    theme = values.series[column].item
    tables[at]["risk"] = [r for r in tables[at]["risk"] if (r["company"], r["theme"]) != (first, theme)]
    _, _, after = select(tables)
    total = next(n for n, row in enumerate(rows) if (row.round, row.dimension, row.kind) == (at, "total", "all"))
    assert after[total, column] == Decision.INCOMPLETE


@pytest.mark.parametrize(
    ("recyclers", "decision"), [(17, Decision.COMBINATION), (16, Decision.SHOWN), (20, Decision.SHOWN)]
)
def test_a_step_for_one_segment_is_not_told_where_few_are_left_beside_it(recyclers: int, decision: Decision) -> None:
    """The overall score is told of all twenty: what the step leaves out would be that of three companies."""
    step = AGREEMENT.steps[0].code
    asked = tuple(
        question.model_copy(update={"segments": ("recycling",)}) if question.step == step else question
        for question in AGREEMENT.questions
    )
    agreement = AGREEMENT.model_copy(update={"questions": asked})
    series = series_of(agreement, PLENARY)
    names = [(each.measure, each.item) for each in series]
    flags = np.zeros((len(series), 20), dtype=bool)
    flags[[names.index(ASSESSED), names.index(("maturity", "overall"))]] = True
    flags[names.index(("maturity", f"step:{step}")), :recyclers] = True
    groups = {2: {TOTAL: np.arange(20)}}
    roster = Roster(20, groups, segments={2: {"recycling": np.arange(recyclers), "primary": np.arange(recyclers, 20)}})
    values = CompanyValues(roster, series, {2: flags.astype(float)}, {2: flags})
    decisions = choose([row("all", 2)], values, agreement, PLENARY).decisions[0]
    assert decisions[names.index(("maturity", f"step:{step}"))] == decision
    assert decisions[names.index(("maturity", "overall"))] == Decision.SHOWN


def test_response_is_told_in_total_only_where_reporting_is_not_public() -> None:
    closed = small_agreement(reporting_is_public=False)
    rows, values, decisions = select(random_tables(closed, Random(1), Shape(companies=30)), closed)
    told = ("submitted", closed.assessment_deliverable)
    column = next(n for n, s in enumerate(values.series) if (s.measure, s.item) == told)
    groups = [line for line, row in enumerate(rows) if row.kind == "all" and row.dimension != "total"]
    assert set(decisions[groups, column].tolist()) == {int(Decision.TOTAL_ONLY)}


@pytest.mark.parametrize("audience", ["secretariat"])
def test_nothing_is_withheld_from_the_secretariat(audience: str) -> None:
    policy = AGREEMENT.policies["secretariat"]
    with snapshot_of(random_tables(AGREEMENT, Random(1), Shape(companies=5))) as con:
        values = company_values(con, AGREEMENT, series_of(AGREEMENT, policy), policy.groups)
    decisions = choose(lattice(values.roster, AGREEMENT), values, AGREEMENT, policy).decisions
    assert set(np.unique(decisions).tolist()) <= {int(Decision.ABSENT), int(Decision.SHOWN)}


def decide_by_hand(rows: list[Row], present: dict[int, set[int]], agreement: Agreement = AGREEMENT) -> list[Decision]:
    """The decisions on the overall score for rows in this order, with these companies assessed in each round."""
    series = series_of(AGREEMENT, PLENARY)
    flags = {number: np.zeros((len(series), 20), dtype=bool) for number in present}
    handed_in = [(each.measure, each.item) for each in series].index(ASSESSED)
    for number, companies in present.items():
        flags[number][np.ix_([0, handed_in], sorted(companies))] = True
    roster = Roster(20, {number: {TOTAL: np.arange(20)} for number in present})
    values = CompanyValues(roster, series, {number: each.astype(float) for number, each in flags.items()}, flags)
    return [Decision(code) for code in choose(rows, values, agreement, agreement.policies["plenary"]).decisions[:, 0]]


def row(kind: Kind, number: int, base: int | None = None) -> Row:
    return Row(kind, base, number, "total", "all", np.arange(20))


def test_a_change_is_withheld_where_the_means_at_both_ends_leave_its_few_leavers_and_joiners() -> None:
    """Nine companies, then nine: one left and one came. With both means, the change of the eight tells these two."""
    present = {2: set(range(9)), 3: set(range(1, 10))}
    means_first = [row("all", 2), row("all", 3), row("change", 3, 2)]
    assert decide_by_hand(means_first, present) == [Decision.SHOWN, Decision.SHOWN, Decision.COMBINATION]
    change_first = [row("all", 2), row("change", 3, 2), row("all", 3)]
    assert decide_by_hand(change_first, present) == [Decision.SHOWN, Decision.SHOWN, Decision.COMBINATION]


def test_a_change_over_three_rounds_is_withheld_where_the_changes_between_tell_the_company_that_skipped() -> None:
    """Nine companies; one of them skipped the middle round: the changes over two steps are those of the other eight."""
    present = {2: set(range(9)), 3: set(range(8)), 4: set(range(9))}
    rows = [row("change", 3, 2), row("change", 4, 3), row("change", 4, 2)]
    assert decide_by_hand(rows, present) == [Decision.SHOWN, Decision.SHOWN, Decision.COMBINATION]


def test_the_change_stays_where_both_ends_do_not_fit() -> None:
    """A mean over nine, then the pair of eight of them: its ends would tell the ninth, its change does not."""
    present = {2: set(range(9)), 3: set(range(8))}
    rows = [row("all", 2), row("pair_start", 3, 2), row("pair_end", 3, 2), row("change", 3, 2)]
    assert decide_by_hand(rows, present) == [
        Decision.SHOWN, Decision.COMBINATION, Decision.COMBINATION, Decision.SHOWN,
    ]  # fmt: skip


def test_a_company_that_lacks_a_step_withholds_it_for_everybody_that_year() -> None:
    """An n that is one lower would tell the room who left a step open; so would groups that are withheld."""
    tables = random_tables(AGREEMENT, Random(4), Shape(companies=20, silent=0, missing_step=0, not_applicable=0))
    full = select(tables)
    company = tables[3]["answer"][0]["company"]
    step = AGREEMENT.steps[0].code
    questions = {question.id for question in AGREEMENT.questions if question.step == step}
    for row in tables[3]["answer"]:
        if row["company"] == company and row["question"] in questions:
            row |= {"state": "unanswered", "value_micro": None}
    lacking = select(tables)
    items = [each.item if each.measure == "maturity" else "" for each in full[1].series]
    column, other = items.index(f"step:{step}"), items.index(f"step:{AGREEMENT.steps[1].code}")
    rows_of_round = [
        line for line, row in enumerate(full[0])
        if 3 in row.rounds() and full[2][line, column] == Decision.SHOWN
    ]  # fmt: skip
    assert {full[0][line].member for line in rows_of_round} >= {"all", "secondary", "other"}  # not in both
    assert set(lacking[2][rows_of_round, column].tolist()) == {int(Decision.INCOMPLETE)}
    assert (lacking[2][:, other] == full[2][:, other]).all()


def test_with_a_waiting_room_joiners_count_once_enough_of_them_come_together() -> None:
    waiting = PLENARY.model_copy(update={"waiting_room": True})
    agreement = AGREEMENT.model_copy(update={"policies": AGREEMENT.policies | {"plenary": waiting}})
    present = {2: set(range(9)), 3: set(range(10)), 4: set(range(13))}
    rows = [row("all", 2), row("all", 3), row("change", 3, 2), row("all", 4)]
    assert decide_by_hand(rows, present) == [Decision.SHOWN, Decision.SHOWN, Decision.COMBINATION, Decision.SHOWN]
    assert decide_by_hand(rows, present, agreement) == [Decision.SHOWN] * 4


@pytest.mark.parametrize("rule", ["unanswered", "not_applicable"])
def test_an_open_share_that_lowers_the_score_is_in_no_edition_that_protects_answers(rule: str) -> None:
    scoring = {"unanswered": "leaves", "not_applicable": "leaves", rule: "zero"}
    agreement = small_agreement(scoring=scoring)
    measures = {
        audience: {each.measure for each in series_of(agreement, policy)}
        for audience, policy in agreement.policies.items()
    }
    assert rule in measures["secretariat"]
    assert rule not in measures["plenary"]
    assert measures["plenary"] >= {"unanswered", "not_applicable"} - {rule}
