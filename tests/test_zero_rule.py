"""What unanswered questions as zero could do to a score at most: true of any answers, and told where it follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from analytics.evidence import BOUNDED_NOTE
from analytics.scores.zero_bound import lower_by, most_weight
from analytics.scores.zero_rule import zero_figures, zero_rule
from data.configuration.agreement import Question
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Cell, Detail, cube_of
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube()
METALS = load_agreement(find_agreement("metals"))
PANELS = 100


@dataclass(frozen=True)
class Answers:
    """One company: question -> percents of the maximum, None where it was left open; absent: it does not apply."""

    given: dict[str, int | None]

    def score(self, questions: Sequence[Question], *, zero: bool) -> Fraction:
        """The weighted mean of the questions that count, 0-100, as docs/dictionary says."""
        counted = [(each, self.given[each.id]) for each in questions if each.id in self.given]
        counted = [(each, found) for each, found in counted if zero or found is not None]
        earned = sum(each.weight * (found or 0) for each, found in counted)
        return Fraction(earned, sum(each.weight for each, _ in counted))

    def left_open(self, questions: Sequence[Question]) -> Fraction:
        """The share of the questions to answer that stayed open, 0-100."""
        found = [self.given[each.id] for each in questions if each.id in self.given]
        return 100 * Fraction(found.count(None), len(found))


def _company(random: Random, steps: Sequence[Sequence[Question]], *, hard: bool) -> Answers:
    """Some answers; a hard one leaves the heaviest questions of one step open and has full marks on few others."""
    worst = random.randrange(len(steps))
    given: dict[str, int | None] = {}
    for place, questions in enumerate(steps):
        by_weight = sorted(questions, key=lambda each: -each.weight)
        here = by_weight if hard and place == worst else random.sample(by_weight, len(by_weight))
        last = random.randrange(1, len(here))
        opened = random.randint(0, 2 if hard else len(here) - 1) if not hard or place == worst else 0
        for order, each in enumerate(here[:opened]):
            given[each.id] = None if order < last else 0
        rest = here[opened:]
        for each in rest[-random.randint(1, len(rest)) :]:
            given[each.id] = 100 if hard else random.randint(0, 100)
    return Answers(given)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _cell(random: Random, measure: str, item: str, exact: Fraction, *, n: int) -> Cell:
    """As an edition tells a mean: rounded to one or five points, or as a bound; the exact mean lies within."""
    if random.random() < 0.3:
        top = Decimal(-(-exact.numerator // exact.denominator))
        return replace(cell(measure, item, 5, 0, n=n), value=None, lo=Decimal(0), hi=top, precision="at_most")
    step = random.choice((1, 5))
    return cell(measure, item, 5, int((exact / step + Fraction(1, 2)) // 1) * step, n=n, rounding=step)


def test_what_a_zero_takes_from_a_score_is_never_more_than_the_limit_whatever_the_answers() -> None:
    random = Random(20261127)
    version = METALS.round(5).instrument_version
    steps = {
        f"step:{step.code}": [each for each in METALS.questions_of(version) if each.step == step.code]
        for step in METALS.steps
    }
    close = 0
    for _ in range(PANELS):
        n, hard = random.randint(4, 15), random.random() < 0.6
        companies = [_company(random, list(steps.values()), hard=hard) for _ in range(n)]
        scores = {item: [each.score(asked, zero=False) for each in companies] for item, asked in steps.items()}
        zeros = {item: [each.score(asked, zero=True) for each in companies] for item, asked in steps.items()}
        overall = _mean([_mean(values) for values in scores.values()])
        cells = [_cell(random, "maturity", "overall", overall, n=n)]
        cells += [_cell(random, "maturity", item, _mean(values), n=n) for item, values in scores.items()]
        cells += [_cell(random, "unanswered", item, _mean([each.left_open(asked) for each in companies]), n=n)
                  for item, asked in steps.items()]  # fmt: skip
        cube = cube_of(CUBE.edition, METALS, cells, {})
        lost = {item: _mean(scores[item]) - _mean(zeros[item]) for item in steps}
        for item, exact in {**lost, "overall": _mean(list(lost.values()))}.items():
            limit = lower_by(cube, item, round=5)
            assert limit is not None
            assert 0 <= exact <= limit, item
            close += exact > Fraction(3, 4) * limit > 0
    assert close > 10  # panels that come near show that it could not be much lower


@pytest.mark.parametrize(
    ("weights", "share", "most"),
    [
        ((1, 1, 1, 1), Fraction(8, 100), Fraction(8, 100)),  # of equal weights a share of questions is one of weight
        ((1, 1, 3), Fraction(1, 3), Fraction(3, 5)),  # all leave the 3 open and answer the others: 3 of 5
        ((1, 1, 3), Fraction(1, 6), Fraction(3, 10)),  # half of the companies do
        ((1, 3), Fraction(3, 4), Fraction(7, 8)),  # half leave everything open, half the 3 of 4
        ((1, 3), Fraction(0), Fraction(0)),
    ],
)
def test_the_heaviest_questions_may_be_the_ones_left_open(
    weights: tuple[int, ...], share: Fraction, most: Fraction
) -> None:
    assert most_weight(weights, share) == most


def test_the_limit_counts_rounding_to_its_end_and_is_the_score_itself_where_that_is_less() -> None:
    # tests/demo.py, round 5: act has 58 % and 8 - 5 + 3 % 3 = 3 % open, one question per step: at most 3.5 points
    assert lower_by(CUBE, "step:act", round=5) == Fraction(7, 2)
    poor = demo_cube(changed=[cell("maturity", "step:act", 5, 2, n=12)])
    assert lower_by(poor, "step:act", round=5) == Fraction(5, 2)
    # the shares of the six steps are 4, 5, 3, 4, 5 and 3 %
    assert lower_by(CUBE, "overall", round=5) == Fraction(27, 6)


@pytest.mark.parametrize(
    "changed",
    [
        cell("maturity", "step:act", 5, None),
        cell("unanswered", "step:act", 5, None),
        cell("unanswered", "step:act", 5, 3, n=11),
        cell("maturity", "step:act", 5, 58, n=11),
        replace(cell("maturity", "step:act", 5, 58, n=12), kept=True),
        replace(cell("unanswered", "step:act", 5, 3, n=12), kept=True),
    ],
    ids=["score withheld", "share withheld", "share of others", "score of others", "old score", "old share"],
)
def test_nothing_follows_where_a_figure_is_withheld_or_may_rest_on_others(changed: Cell) -> None:
    cube = demo_cube(changed=[changed])
    assert lower_by(cube, "step:act", round=5) is None
    assert lower_by(cube, "overall", round=5) is None
    figure = zero_rule(cube, "en", round=5)
    assert figure.title.startswith("How much lower the scores of year 5 would be at most")
    assert [row[3] for row in figure.table.rows][:4:3] == ["not shown", "not shown"]
    assert "4 points" in plain(figure.table.rows[4][3]) or "5 points" in plain(figure.table.rows[4][3])


def test_an_overall_score_of_other_companies_than_a_steps_has_no_limit() -> None:
    both = [cell(measure, "step:act", 5, 58, n=11) for measure in ("maturity", "unanswered")]
    cube = demo_cube(changed=both)
    assert lower_by(cube, "step:act", round=5) is not None
    assert lower_by(cube, "overall", round=5) is None


def test_the_limit_is_told_in_whole_points_upwards_beside_what_it_follows_from() -> None:
    figure = zero_rule(CUBE, "nl", round=5)
    assert plain(figure.title) == (
        "In jaar 5 zou de totaalscore hoogstens 5 punten lager zijn als onbeantwoorde vragen als nul telden"
    )
    assert [plain(each) for each in figure.table.rows[3]] == [
        "3. Aanpak",
        "58 %",
        "3 %",
        "hoogstens 4 punten lager",
        "12",
    ]
    assert figure.notes[1:] == ()  # no share or score is told as a bound by the rules
    one = demo_cube(changed=[cell("unanswered", "step:act", 5, 0, n=12)])
    assert plain(zero_rule(one, "nl", round=5).table.rows[3][3]) == "hoogstens 1 punt lager"


def test_a_share_of_which_only_a_bound_is_told_counts_to_its_end() -> None:
    cube = demo_cube(changed=[count("unanswered", "step:act", 5, 10, n=12, precision="at_most")])
    assert lower_by(cube, "step:act", round=5) == 10
    assert BOUNDED_NOTE.nl in zero_rule(cube, "nl", round=5).notes


def test_where_nothing_follows_the_figure_says_so() -> None:
    cube = demo_cube(changed=[cell("unanswered", f"step:{each.code}", 5, None) for each in CUBE.agreement.steps])
    assert zero_rule(cube, "en", round=5).empty == "From what is shown of year 5, no limit follows here."


def test_it_stands_where_open_questions_do_not_count_and_the_true_difference_is_not_held() -> None:
    zero = CUBE.agreement.model_copy(
        update={"scoring": CUBE.agreement.scoring.model_copy(update={"unanswered": "zero"})}
    )
    held = [Detail("other_rule", "overall:unanswered", None, 5, "total", "all", 12, Decimal(57))]
    internal = cube_of(CUBE.edition, CUBE.agreement, CUBE._cells.values(), CUBE.facts, details=held)
    assert [zero_figures(each) for each in (CUBE, internal, replace(CUBE, agreement=zero))] == [(zero_rule,), (), ()]
