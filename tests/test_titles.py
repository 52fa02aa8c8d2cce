"""Titles state the finding and no more: they turn with the data, name no hidden number, and say of how many."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import profile
from analytics.choosing.asked import Asked
from analytics.choosing.explore import explore
from analytics.figure import Figure
from analytics.own_words import unbacked_numbers
from analytics.reach.participation import response
from analytics.risks import themes
from analytics.scores import levels, overview
from analytics.scores.steps import step_trend, unanswered
from analytics.scores.target import target
from data.cube import LANGUAGES, Cell, Cube, Language
from tests.demo import cell, count, demo_cube
from tests.every_figure import FIGURES

CUBE = demo_cube()
# The distance to the target follows from two shown numbers; its note says so.
COMPUTED = {"target"}
# These count the rows of their own table.
COUNTED = {
    "published", "corrections", "deliverables", "step_profile", "step_profile_3_4", "theme_profile", "risk_development",
}  # fmt: skip
UP = {"nl": ("steeg", "gestegen", "boven"), "en": ("rose", "above")}
DOWN = {"nl": ("daalde", "gedaald", "onder"), "en": ("fell", "below")}
Build = Callable[[Cube, Language], Figure]
COMPARING: dict[str, Build] = {
    "headline": overview.headline,
    "overall_trend": overview.overall_trend,
    "step_trend": lambda cube, language: step_trend(cube, language, step="act"),
    "theme_trend": lambda cube, language: themes.theme_trend(cube, language, theme="water"),
    "change": lambda cube, language: explore(cube, language, asked=Asked("paired_change", "step:act", rounds=(4, 5))),
    "target": target,
}


def turned(cells: Iterator[Cell]) -> Iterator[Cell]:
    """The same companies with 100 - v for every score, and so the opposite change."""
    for each in cells:
        if each.value is None or each.lo is None or each.hi is None:
            yield each
        elif each.kind == "change":
            yield replace(each, value=-each.value, lo=-each.hi, hi=-each.lo)
        else:
            yield replace(each, value=100 - each.value, lo=100 - each.hi, hi=100 - each.lo)


def swapped(cells: Iterator[Cell]) -> Iterator[Cell]:
    """The same companies with the first year's scores in the last and the other way round."""
    other = {"pair_start": "pair_end", "pair_end": "pair_start"}
    for each in cells:
        if each.kind == "change":
            yield from turned(iter([each]))
        else:
            yield replace(each, kind=other.get(each.kind, each.kind))


def direction(title: str, language: Language) -> int:
    words = title.replace("onderdeel", "").split()
    up, down = (any(word in words for word in each[language]) for each in (UP, DOWN))
    assert not (up and down)
    return up - down


@st.composite
def pairs(draw: st.DrawFn) -> list[Cell]:
    """Start, end and change of every pair of every series, with n and with what is hidden."""
    found: list[Cell] = []
    for item in ("overall", "step:act", "theme:water"):
        for base, later in ((3, 4), (4, 5), (3, 5)):
            start, end = draw(st.integers(0, 100)), draw(st.integers(0, 100))
            n, ends, change = draw(st.sampled_from((4, 5, 9))), draw(st.booleans()), draw(st.integers(0, 5)) > 0
            values = (start if ends else None, end if ends else None, end - start if change else None)
            kinds = ("pair_start", "pair_end", "change") if later - base == 1 else ("change",)
            found += [cell("maturity", item, later, value, n=n, kind=kind, base_round=base)
                      for kind, value in zip(kinds, values[-len(kinds):], strict=True)]  # fmt: skip
    found += [cell("maturity", "overall", each, draw(st.integers(0, 100)), n=9) for each in (5, 6)]
    found += [cell("target_mean", "overall", each, draw(st.integers(0, 100)), n=9) for each in (5, 6)]
    return found


@settings(max_examples=5, deadline=None)
@given(cells=pairs(), language=st.sampled_from(LANGUAGES))
def test_a_title_that_compares_turns_when_the_data_turn_and_is_silent_where_they_are(
    cells: list[Cell], language: Language
) -> None:
    before, after = demo_cube(changed=cells), demo_cube(changed=turned(iter(cells)))
    back = demo_cube(changed=swapped(turned(iter(cells))))
    for key, build in COMPARING.items():
        told, against, again = (build(cube, language).title for cube in (before, after, back))
        assert direction(told, language) == -direction(against, language), key
        if key != "target":
            assert direction(told, language) == direction(again, language), key


def rule(change: int | None, n: int) -> int:
    """The rule of rising and falling, written again: five points among five companies."""
    return 0 if change is None or n < 5 or abs(change) < 5 else 1 if change > 0 else -1


@settings(max_examples=15, deadline=None)
@given(cells=pairs(), language=st.sampled_from(LANGUAGES))
def test_rose_and_fell_are_said_exactly_where_the_rule_says_so(cells: list[Cell], language: Language) -> None:
    cube = demo_cube(changed=cells)
    change = cube.cell("maturity", "overall", round=5, base_round=4, kind="change")
    assert change is not None
    value = None if change.value is None else int(change.value)
    assert direction(overview.headline(cube, language).title, language) == rule(value, change.n or 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_counts_as_fallen_what_it_counted_as_risen(language: Language) -> None:
    items = {f"step:{each.code}": each.code for each in CUBE.agreement.steps}
    against = demo_cube(changed=turned(iter(CUBE.cells("maturity"))))
    told, turn = (
        profile.profile(cube, language, kind=profile.STEPS, items=items, pair=(3, 4)).title for cube in (CUBE, against)
    )
    rose, fell = ("stegen", "daalden") if language == "nl" else ("rose", "fell")
    for title, verb, other in ((told, rose, fell), (turn, fell, rose)):
        assert f"5 {'van de' if language == 'nl' else 'of the'} 6" in title
        assert verb in title
        assert other not in title


def test_what_was_worst_is_no_longer_named_when_every_rating_turns() -> None:
    ratings = CUBE.cells("risk_severity", round=5)
    turn = [
        replace(each, value=6 - each.value, lo=6 - each.hi, hi=6 - each.lo)
        for each in ratings if each.value is not None and each.lo is not None and each.hi is not None
    ]  # fmt: skip
    told, against = (themes.risk_ranking(cube, "nl", round=5).title for cube in (CUBE, demo_cube(changed=turn)))
    assert "‘gedwongen arbeid’ en ‘kinderarbeid’" in told
    assert "‘discriminatie en gender’ het ernstigst (3,8" in against


def test_what_was_handed_in_most_is_handed_in_least_when_the_counts_turn() -> None:
    parts = [each.code for each in CUBE.agreement.deliverables]
    amounts = dict(zip(parts, (9, 8, 7, 6, 5), strict=True))

    def title(amounts: dict[str, int]) -> str:
        changed = [count("expected", code, 5, 14, n=14) for code in parts]
        changed += [count("submitted", code, 5, amount, n=14) for code, amount in amounts.items()]
        return response(demo_cube(changed=changed), "en", round=5).title

    told, against = title(amounts), title({code: 14 - amount for code, amount in amounts.items()})
    assert told.index("maturity assessment") < told.index("public report")
    assert against.index("public report") < against.index("maturity assessment")


@settings(max_examples=30, deadline=None)
@given(key=st.sampled_from(sorted(FIGURES.keys() - COMPUTED - COUNTED)), language=st.sampled_from(LANGUAGES),
       seed=st.integers(0, 10_000), share=st.sampled_from((0.0, 0.3, 0.7, 1.0)))  # fmt: skip
def test_every_number_in_a_title_stands_on_its_figure_also_where_cells_are_withheld(
    key: str, language: Language, seed: int, share: float
) -> None:
    chance = random.Random(seed)
    withheld = [
        replace(each, status="withheld", n=None, value=None, lo=None, hi=None, precision=None)
        for each in CUBE._cells.values() if chance.random() < share
    ]  # fmt: skip
    figure = FIGURES[key](demo_cube(changed=withheld), language)
    assert unbacked_numbers(figure.title, figure) == ()


@pytest.mark.parametrize(
    ("submitted", "said"), [(8, "12 bedrijven die een zelfbeoordeling indienden"), (12, "de 12 bedrijven op")]
)
def test_a_title_says_of_how_many_it_tells_unless_all_handed_in(submitted: int, said: str) -> None:
    base = 12 if submitted == 12 else 14
    census = demo_cube(changed=[count("membership", "monitored", 5, base, n=14),
                                count("membership", "submitted", 5, 12, n=14)])  # fmt: skip
    figure = levels.levels(census, "nl", round=5)
    assert said in figure.title.replace("\N{NO-BREAK SPACE}", " ")
    told = [note for note in figure.notes if "zelfbeoordeling in." in note]
    assert told == (
        [] if base == 12 else ["In jaar 5 dienden 12 van de 14 gemonitorde bedrijven een zelfbeoordeling in."]
    )


def test_the_same_companies_are_told_against_all_that_were_asked_and_as_they_are_where_that_is_hidden() -> None:
    hidden = demo_cube(changed=[count("membership", "monitored", 5, None, n=14)])
    everybody = demo_cube(changed=[count("membership", "monitored", 5, 8, n=14)])
    assert "dezelfde 8 van de 14 gemonitorde bedrijven" in overview.headline(CUBE, "nl").title
    for cube in (hidden, everybody):
        assert "dezelfde 8\N{NO-BREAK SPACE}bedrijven steeg" in overview.headline(cube, "nl").title


def test_the_least_and_most_left_open_are_said_of_the_shown_steps_where_one_is_hidden() -> None:
    partly = demo_cube(changed=[cell("unanswered", "step:act", 5, None)])
    assert "per getoonde stap" in unanswered(partly, "nl", round=5).title
    assert "per stap" in unanswered(CUBE, "nl", round=5).title


def test_changes_are_not_to_be_added_up_and_few_companies_are_called_few_over_a_long_stretch_too() -> None:
    """Seven moved by 14 and eight others by 11: that is no 25 points, for the same ten moved by 23."""
    asked = Asked("paired_change", "overall")
    builds = (overview.overall_trend, lambda cube, language: explore(cube, language, asked=asked))
    pairs = [cell("maturity", "overall", end, None, kind=kind, base_round=start)
             for start, end in ((3, 4), (4, 5)) for kind in ("pair_start", "pair_end", "change")]  # fmt: skip
    alone = demo_cube(changed=[*pairs, cell("maturity", "overall", 5, 23, n=6, kind="change", base_round=3)])
    for build in builds:
        assert any("do not add up changes of different years" in each for each in build(CUBE, "en").notes)
        notes = build(alone, "en").notes
        assert not any("do not add up" in each for each in notes)
        assert any("one of the 6\N{NO-BREAK SPACE}companies moves up one level" in each for each in notes)
