"""What questions that do not count as zero could do to a score at most: true of any answers, told where it follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from random import Random

import highspy
import pytest

from analytics.left_open import MEASURES
from analytics.scores.zero_bound import lower_by, most_lost
from data.configuration.agreement import Question
from data.cube import Cell, cube_of
from tests.arithmetic import zero_limits
from tests.demo import cell
from tests.zero_demo import CUBE, METALS, OPEN, OUT, STEPS, cube_with

SEGMENTS = [each.code for each in METALS.segments]
PANELS = 100


@dataclass(frozen=True)
class Answers:
    """One company: question -> percents of the maximum, or which of the measures it counts in."""

    given: dict[str, int | str]

    def score(self, questions: Sequence[Question], *, zero: str = "") -> Fraction:
        """The weighted mean of the questions that count, 0-100, as docs/dictionary says; `zero` count as zero."""
        counted = [(each, self.given[each.id]) for each in questions if self.given[each.id] not in {*MEASURES} - {zero}]
        earned = sum(each.weight * found for each, found in counted if isinstance(found, int))
        return Fraction(earned, sum(each.weight for each, _ in counted))

    def share(self, questions: Sequence[Question], measure: str) -> Fraction:
        """The share unanswered of the questions that apply, or not applicable of all, 0-100."""
        found = [self.given[each.id] for each in questions]
        return 100 * Fraction(found.count(measure), len(found) - (found.count(OUT) if measure == OPEN else 0))


def _company(random: Random, *, hard: str | None) -> Answers:
    """Some answers; a hard one lets the heaviest questions of one step not count and has full marks on others."""
    segment, worst = random.choice(SEGMENTS), random.choice([*STEPS])
    given: dict[str, int | str] = {}
    for item, questions in STEPS.items():
        given |= {each.id: OUT for each in questions if each.segments and segment not in each.segments}
        asked = [each for each in questions if each.id not in given]
        random.shuffle(asked)
        states: list[int | str] = [
            random.choice((OPEN, OUT, *[random.randint(0, 100)] * 6)) if hard is None else 100 for _ in asked
        ]
        if hard is not None and item == worst:
            asked.sort(key=lambda each: -each.weight)
            uncounted, other = random.randint(1, 3), OUT if hard == OPEN else OPEN
            left = random.randint(uncounted + 1, len(asked))
            states = [hard] * uncounted + [other] * (left - uncounted - 1) + [100] * (len(asked) - left + 1)
        states[-1] = states[-1] if isinstance(states[-1], int) else 50
        given |= {each.id: state for each, state in zip(asked, states, strict=True)}
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


@pytest.mark.parametrize("zero", MEASURES)
def test_what_a_zero_takes_from_a_score_is_never_more_than_the_limit_whatever_the_answers(zero: str) -> None:
    random = Random(20261127)
    close = 0
    for _ in range(PANELS):
        n, hard = random.randint(4, 15), random.choice((None, zero, zero))
        companies = [_company(random, hard=hard) for _ in range(n)]
        scores = {item: [each.score(asked) for each in companies] for item, asked in STEPS.items()}
        zeros = {item: [each.score(asked, zero=zero) for each in companies] for item, asked in STEPS.items()}
        overall = _mean([_mean(values) for values in scores.values()])
        cells = [_cell(random, "maturity", "overall", overall, n=n)]
        cells += [_cell(random, "maturity", item, _mean(values), n=n) for item, values in scores.items()]
        cells += [_cell(random, measure, item, _mean([each.share(asked, measure) for each in companies]), n=n)
                  for item, asked in STEPS.items() for measure in MEASURES]  # fmt: skip
        cube = cube_of(CUBE.edition, METALS, cells, {})
        lost = {item: _mean(scores[item]) - _mean(zeros[item]) for item in STEPS}
        for item, exact in {**lost, "overall": _mean(list(lost.values()))}.items():
            limit = lower_by(cube, item, measure=zero, round=5)
            assert limit is not None
            assert 0 <= exact <= limit, item
            close += exact > Fraction(3, 4) * limit > 0
    assert close > 10  # panels that come near show that it could not be much lower


def _questions(*weights: int, recycling: Sequence[int] = ()) -> tuple[Question, ...]:
    """Questions of one step with these weights; those at the places `recycling` are for that segment only."""
    one = STEPS["step:act"][0]
    return tuple(
        one.model_copy(update={"id": f"q{place}", "weight": each,
                               "segments": ("recycling",) if place in recycling else ()})
        for place, each in enumerate(weights)
    )  # fmt: skip


HALF, THIRD, SIXTH, TENTH = (Fraction(1, each) for each in (2, 3, 6, 10))


@pytest.mark.parametrize(
    ("questions", "measure", "limits", "most"),
    [
        (_questions(1, 1, 1, 1), OPEN, (1, TENTH, 0), TENTH),  # of equal weights a share of questions is one of weight
        (_questions(1, 1, 3), OPEN, (1, THIRD, 0), Fraction(3, 5)),  # all leave the 3 open and answer the others
        (_questions(1, 1, 3), OPEN, (1, SIXTH, 0), Fraction(3, 10)),  # half of the companies do
        (_questions(1, 1, 3), OPEN, (TENTH, THIRD, 0), Fraction(2, 25)),  # a tenth has points, on 1 of the weight of 5
        (_questions(1, 1, 3), OUT, (1, 0, THIRD), Fraction(3, 5)),  # the 3 applies to nobody
        (_questions(1, 1, 3), OUT, (HALF, 0, SIXTH), Fraction(3, 10)),  # it does not apply to half, who have all points
        (_questions(1, 1, 3), OUT, (1, HALF, THIRD), Fraction(3, 4)),  # all answer one of the others
        (_questions(1, 1, 3, recycling=[0]), OUT, (1, 0, THIRD), Fraction(3, 5)),  # all are recyclers, without the 3
        (_questions(1, 1, 3, recycling=[0, 2]), OUT, (1, 0, 1), Fraction(4, 5)),  # others keep one of weight 1
        (_questions(1, 1, 3), OPEN, (1, 0, 1), 0),
    ],
)  # fmt: skip
def test_the_heaviest_questions_may_be_those_that_do_not_count(
    questions: tuple[Question, ...], measure: str, limits: tuple[Fraction, ...], most: Fraction
) -> None:
    assert most_lost(questions, segments=("primary", "recycling"), measure=measure, limits=limits) == most


def test_what_is_not_for_a_segment_is_no_choice_of_a_company() -> None:
    two = _questions(3, 1, 1)
    divided = (two[0], *_questions(3, 1, 1, recycling=[1])[1:2], two[2].model_copy(update={"segments": ("primary",)}))
    limits = (Fraction(1), Fraction(0), THIRD)  # a third: the question that is for the other segment, and no more
    found = [most_lost(each, segments=("primary", "recycling"), measure=OUT, limits=limits) for each in (two, divided)]
    assert found == [Fraction(3, 5), Fraction(1, 5)]


def test_shares_that_no_answers_give_have_no_limit() -> None:
    divided = _questions(1, 1, recycling=[1])
    assert most_lost(divided, segments=("primary",), measure=OUT, limits=(HALF, TENTH, THIRD)) is None


def test_the_limit_holds_whatever_the_solver_proposes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, limits = tuple(STEPS["step:act"]), (HALF, Fraction(1), Fraction(1, 5))
    best = most_lost(asked, segments=tuple(SEGMENTS), measure=OUT, limits=limits)
    assert best is not None
    for wrong in ((0.0, 0.0, 0.0), (0.3, 0.9, 0.1), (1.0, -10.0, 0.0)):
        solved = type("Solution", (), {"col_value": [*wrong, 0.0]})
        with monkeypatch.context() as patched:
            patched.setattr(highspy.Highs, "getSolution", lambda self, solved=solved: solved)
            proposed = most_lost.__wrapped__(asked, segments=tuple(SEGMENTS), measure=OUT, limits=limits)
        assert proposed >= best


def test_the_limits_are_those_of_every_way_to_fill_a_step_in() -> None:
    """tests/arithmetic.py goes through all of them and mixes the companies itself."""
    told = [ceil(found) for zero in MEASURES for item in (*STEPS, "overall")
            if (found := lower_by(CUBE, item, measure=zero, round=5)) is not None]  # fmt: skip
    assert len(told) == 2 * 7
    assert set(told) == {limit for limit, _ in zero_limits(replace(CUBE, agreement=METALS.model_copy(
        update={"rounds": (METALS.round(5),)})))}  # fmt: skip


def test_the_limit_counts_rounding_to_its_end_and_a_low_score_has_little_to_lose() -> None:
    # a mean of at most 2.5 %: one company in forty has full marks, at most on 1 of the weight of 10
    low = cube_with(cell("maturity", "step:remedy", 5, 2, n=12), cell("unanswered", "step:remedy", 5, 40, n=12))
    assert lower_by(low, "step:remedy", measure=OPEN, round=5) == Fraction(9, 4)
    limits = [lower_by(CUBE, item, measure=OUT, round=5) for item in STEPS]
    assert lower_by(CUBE, "overall", measure=OUT, round=5) == sum(each for each in limits if each) / 6


def test_the_other_share_makes_the_limit_smaller_where_it_is_told() -> None:
    high = [cell("maturity", "step:act", 5, 90, n=12)]
    high += [cell(measure, "step:act", 5, 20, n=12) for measure in MEASURES]
    for measure, other in ((OPEN, OUT), (OUT, OPEN)):
        limits = [lower_by(cube, "step:act", measure=measure, round=5)
                  for cube in (cube_with(*high), cube_with(*high, cell(other, "step:act", 5, None)))]  # fmt: skip
        assert limits[0] is not None
        assert limits[1] is not None
        assert limits[0] < limits[1]


def test_an_overall_score_of_other_companies_than_a_steps_has_no_limit() -> None:
    cube = cube_with(*(cell(measure, "step:act", 5, 58, n=11) for measure in ("maturity", *MEASURES)))
    assert lower_by(cube, "step:act", measure=OPEN, round=5) is not None
    assert lower_by(cube, "overall", measure=OPEN, round=5) is None
