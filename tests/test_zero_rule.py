"""The limits of a score by another rule, told where they follow from what is shown."""

from dataclasses import replace
from decimal import Decimal
from itertools import chain
from math import ceil

import pytest

from analytics.evidence import BOUNDED_NOTE
from analytics.left_open import MEASURES
from analytics.scores.zero_bound import lower_by
from analytics.scores.zero_rule import SEGMENTS, zero_figures, zero_rule
from data.cube import Detail, cube_of
from tests.demo import cell, count, plain
from tests.zero_demo import CUBE, METALS, OPEN, OUT, STEPS, cube_with


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("told", ["withheld", "of others", "old"])
@pytest.mark.parametrize("what", ["score", "share"])
def test_nothing_follows_where_a_figure_is_withheld_or_may_rest_on_others(measure: str, told: str, what: str) -> None:
    name, value = ("maturity", 58) if what == "score" else (measure, 20)
    shown = cell(name, "step:act", 5, None if told == "withheld" else value, n=11 if told == "of others" else 12)
    cube = cube_with(replace(shown, kept=told == "old"))
    assert lower_by(cube, "step:act", measure=measure, round=5) is None
    assert lower_by(cube, "overall", measure=measure, round=5) is None
    figure = zero_rule(cube, "en", round=5)
    column = 2 + 2 * (measure == OUT) + 1
    assert [row[column] for row in figure.table.rows][:4:3] == ["not shown", "not shown"]
    assert "lower" in figure.table.rows[4][column]


def test_the_limits_are_told_in_whole_points_upwards_beside_what_they_follow_from() -> None:
    figure = zero_rule(CUBE, "nl", round=5)
    told = {(item, measure): ceil(lower_by(CUBE, item, measure=measure, round=5) or 0)
            for item in ("overall", "step:act") for measure in MEASURES}  # fmt: skip
    assert plain(figure.title) == (
        f"In jaar 5 zou de totaalscore hoogstens {told['overall', OPEN]} punten lager zijn als onbeantwoorde vragen "
        f"als nul telden, en hoogstens {told['overall', OUT]} punten als vragen die niet van toepassing zijn dat deden"
    )
    assert [plain(each) for each in figure.table.rows[3]] == [
        "3. Aanpakken", "58 %", "3 %", f"hoogstens {told['step:act', OPEN]} punten lager",
        "20 %", f"hoogstens {told['step:act', OUT]} punten lager", "12",
    ]  # fmt: skip
    assert figure.notes[1:] == (SEGMENTS.nl,)  # no share or score is told as a bound by the rules
    one = cube_with(cell(OPEN, "step:act", 5, 0, n=12))
    assert plain(zero_rule(one, "nl", round=5).table.rows[3][3]) == "hoogstens 2 punten lager"


def test_a_share_of_which_only_a_bound_is_told_counts_to_its_end() -> None:
    exact, bound = (cube_with(count(OPEN, "step:act", 5, 10, n=12, precision=each)) for each in ("exact", "at_most"))
    limits = [lower_by(cube, "step:act", measure=OPEN, round=5) for cube in (exact, bound)]
    assert limits[0] == limits[1] is not None
    assert BOUNDED_NOTE.nl in zero_rule(bound, "nl", round=5).notes


def test_a_title_tells_the_limit_that_follows_and_where_none_does_the_figure_says_so() -> None:
    hidden = {measure: [cell(measure, item, 5, None) for item in STEPS] for measure in MEASURES}
    titles = [plain(zero_rule(cube_with(*each), "en", round=5).title) for each in hidden.values()]
    assert [each.split(" lower ")[1] for each in titles] == [
        "if questions that do not apply counted as zero", "if unanswered questions counted as zero",
    ]  # fmt: skip
    neither = zero_rule(cube_with(*chain.from_iterable(hidden.values())), "en", round=5)
    assert neither.title.startswith("How much lower the scores of year 5 would be at most")
    assert neither.empty == "From what is shown of year 5, no limit follows here."


def test_a_question_that_counts_as_zero_anyway_has_no_limit_and_where_the_difference_is_held_none_stands() -> None:
    held = [Detail("other_rule", "overall:unanswered", None, 5, "total", "all", 12, Decimal(57))]
    internal = cube_of(CUBE.edition, METALS, CUBE._cells.values(), CUBE.facts, details=held)
    assert [zero_figures(each) for each in (CUBE, internal)] == [(zero_rule,), ()]
    for counted, codes in (({OPEN}, ["score", OUT, f"{OUT}_zero"]), ({OUT}, ["score", OPEN, f"{OPEN}_zero"]),
                           ({OPEN, OUT}, [])):  # fmt: skip
        scoring = METALS.scoring.model_copy(update=dict.fromkeys(counted, "zero"))
        cube = replace(CUBE, agreement=METALS.model_copy(update={"scoring": scoring}))
        assert bool(zero_figures(cube)) is bool(codes)
        assert not codes or [each.code for each in zero_rule(cube, "nl", round=5).series] == codes
        assert not codes or (SEGMENTS.nl in zero_rule(cube, "nl", round=5).notes) == (OUT in codes)
