"""Who moved: the plenary is warned, the secretariat sees single movements, and no other edition does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from pptx.enum.chart import XL_LABEL_POSITION

from analytics.drawing import plotly_spec
from analytics.figure import key_of
from analytics.scores.composition import composition, composition_figures, moves
from analytics.scores.movement import directions, intervals, movement_figures
from analytics.scores.same_companies import same_companies
from analytics.slides import pptx_of
from data.cube import LANGUAGES, Detail, Language, cube_of
from tests.demo import count, demo_cube, plain
from tests.demo_agreement import STEPS
from tests.slides import pages_of_figures, read

NBSP = "\N{NO-BREAK SPACE}"
ITEMS = ("overall", *(f"step:{code}" for code in STEPS))


def detail(measure: str, item: str, value: str, *, n: int = 8, **ends: Decimal) -> Detail:
    return Detail(measure, item, 4, 5, "total", "all", n, Decimal(value), **ends)


def details() -> Iterator[Detail]:
    """Eight companies from year 4 to year 5, seven on the last step: there only five."""
    for item in ITEMS:
        n = 5 if item == "step:remedy" else 8
        for word, value in (("rose", n - 2), ("same", 0), ("fell", 2)):
            yield detail("direction", f"{item}:{word}", str(value), n=n)
        ends = {"lo": Decimal("-3.5"), "hi": Decimal("24.25")} if n > 5 else {}
        yield detail("change_interval", item, "11.4", n=n, **ends)
        for part, value, members in (("within", "11.4", 8), ("entry", "-2.3", 4), ("left", "0", 0),
                                     ("silent", "1.04", 1), ("all", "10.14", 13)):  # fmt: skip
            yield detail("composition", f"{item}:{part}", value, n=members)
    levels = ("basic", "improving", "established", "advanced", "mature")
    for before in levels:
        for after in levels:
            moved = {("improving", "established"): 5, ("established", "established"): 3}.get((before, after), 0)
            yield detail("moved", f"{before}>{after}", str(moved))


CUBE = demo_cube(audience="secretariat", details=details())
FIGURES = {made.__name__: made for made in (directions, intervals, moves, composition)}


def test_an_edition_without_details_offers_none_of_these_figures() -> None:
    assert movement_figures(demo_cube()) == composition_figures(demo_cube()) == ()
    assert (*movement_figures(CUBE), *composition_figures(CUBE)) == tuple(FIGURES.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_has_words_a_table_and_its_n(key: str, language: Language) -> None:
    figure = FIGURES[key](CUBE, language)
    for text in (figure.title, figure.subtitle, figure.source, figure.alt, *figure.notes):
        assert text.strip()
        assert not re.search(r"[{}]|None", text)
    assert {len(row) for row in figure.table.rows} == {len(figure.table.header)}
    assert re.search(r"n = \d", figure.subtitle)
    nothing = FIGURES[key](demo_cube(), language)
    assert nothing.empty
    assert nothing.series == ()


def test_directions_are_told_with_their_number() -> None:
    figure = directions(CUBE, "nl")
    same = "dezelfde 8 van de 14 gemonitorde bedrijven steeg de totaalscore van jaar 4 naar jaar 5"
    assert figure.title == f"Onder {same} bij 6 en daalde zij bij 2"
    assert "In jaar 5 dienden 12 van de 14 gemonitorde bedrijven een zelfbeoordeling in." in figure.notes
    assert [made.value for made in figure.series[0].marks] == [6, 0, 2]
    none = [replace(each, value=Decimal(0)) if each.item == "overall:fell" else each for each in details()]
    assert directions(demo_cube(details=none), "nl").title.endswith("; bij geen enkel daalde zij")
    rise = [replace(each, value=Decimal(8)) if each.item == "overall:rose" else each for each in none]
    assert directions(demo_cube(details=rise), "nl").title.startswith(f"Bij {same} zonder uitzondering")


def test_an_interval_is_told_where_it_exists_and_nowhere_else() -> None:
    figure = intervals(CUBE, "nl")
    assert plain(figure.title) == (
        "Bij dezelfde 8 van de 14 gemonitorde bedrijven veranderde de totaalscore van jaar 4 naar jaar 5 gemiddeld met "
        "+11 punten (marge −4 tot +25)"
    )  # -3.5 to 24.25, and what is told is no narrower
    assert "even goed evenveel boven als onder de gemiddelde verandering" in figure.notes[0]  # what makes 95 % exact
    assert figure.axis == (-10, 30)
    low, mean, high = ({made.at: made for made in each.marks} for each in figure.series)
    assert (low["overall"].value, high["overall"].value, mean["overall"].value) == (-4, 25, 11.4)
    assert (low["step:remedy"].state, low["step:remedy"].value, mean["step:remedy"].n) == ("absent", None, 5)


def test_the_mean_is_drawn_on_its_own_interval_and_the_key_names_what_looks_alike_once() -> None:
    figure = intervals(CUBE, "nl")
    data = plotly_spec(figure)["data"]
    lines = [each["x"] for each in data if each.get("meta") == {"joined": True}]
    assert lines == [[-4, 25]] * 6  # the last step has no interval
    dots = [(each["x"], each["y"]) for each in data if each.get("name") == "gemiddelde verandering"]
    assert dots == [([11.4], [-place]) for place in range(7)]
    above = [each["text"] for each in plotly_spec(figure)["layout"]["annotations"] if each.get("yanchor") == "bottom"]
    assert [plain(each) for each in above[1:]] == [
        "+11 punten"
    ] * 6  # after the key; a mean alone has its own beside it
    ends, mean = "ondergrens van de marge / bovengrens van de marge", "gemiddelde verandering"
    assert key_of(figure.series) == ((ends, "quiet"), (mean, "accent"))
    (slide,) = read(pptx_of(pages_of_figures([figure]), name="Marge", language="nl"))
    (chart,) = slide.charts
    means = next(each for each in chart.plots[0].series if each.name == mean)
    positions = [means.points[place].data_label.position for place in range(7)]
    assert positions == [XL_LABEL_POSITION.ABOVE] * 6 + [XL_LABEL_POSITION.RIGHT]
    assert slide.said.count("ondergrens van de marge / bovengrens van de marge") == 1  # one entry of the key for both


def test_the_parts_of_the_mean_are_told_with_their_companies() -> None:
    figure = composition(CUBE, "en")
    assert plain(figure.title) == (
        "The mean of all companies moved by +10.1 points from year 4 to year 5; the same companies account for +11.4"
    )
    # who was a member all along but handed nothing in the year before is not new
    assert "only in the later year: n = 4; left: n = 0; member, not assessed: n = 1" in figure.subtitle
    assert figure.series[0].marks[1].text == "−2.3"


def test_the_note_on_the_parts_of_the_mean_allows_for_all_the_rounding_that_there_can_be() -> None:
    """Four parts of 0.05 make 0.20; as shown they are 0.1 each, and 0.2 together: two tenths apart."""
    parts = {"overall:within": "0.05", "overall:entry": "0.05", "overall:left": "0.05", "overall:silent": "0.05",
             "overall:all": "0.20"}  # fmt: skip
    changed = [replace(each, value=Decimal(parts[each.item])) if each.item in parts else each for each in details()]
    figure = composition(demo_cube(audience="secretariat", details=changed), "nl")
    *shown, whole = (Decimal(made.text.replace(",", ".")) for made in figure.series[0].marks)
    assert sum(shown) - whole == Decimal("0.2")
    assert "een of twee tienden" in figure.notes[0]


def test_moves_speak_only_of_what_most_companies_did() -> None:
    assert plain(moves(CUBE, "en").title) == (
        "From year 4 to year 5, most of the same 8 of the 14 monitored companies (5) went from ‘improving’ to "
        "‘established’"
    )
    half = [each for each in details() if each.measure != "moved"]
    half += [
        detail("moved", "basic>basic", "3"),
        detail("moved", "basic>mature", "3"),
        detail("moved", "mature>basic", "2"),
    ]
    title = moves(demo_cube(audience="secretariat", details=half), "en").title
    assert title == (
        "Among the same 8 of the 14 monitored companies, the level was higher at 3 and lower at 2 in year 5 than in "
        "year 4"
    )
    stayed = [each for each in details() if each.measure != "moved"] + [detail("moved", "basic>basic", "5")]
    assert moves(demo_cube(audience="secretariat", details=stayed), "en").title == (
        "From year 4 to year 5, most of the same 8 of the 14 monitored companies (5) stayed at the level ‘basic’"
    )


@pytest.mark.parametrize(
    ("submitted", "comparable", "said"),
    [
        ((8, 12), 7, "gaan niet over precies dezelfde bedrijven: trek ze niet van elkaar af"),
        ((8, 8), 8, "zijn dezelfde 8 bedrijven beoordeeld"),
        ((8, 8), 7, "gaan niet over precies dezelfde bedrijven: trek ze niet van elkaar af"),
        ((8, None), 7, "wordt niet getoond"),
    ],
)
def test_the_means_of_two_years_are_called_different_unless_everybody_is_in_both(
    submitted: tuple[int, int | None], comparable: int, said: str
) -> None:
    changed = [
        count("membership", "submitted", 4, submitted[0], n=14),
        count("membership", "submitted", 5, submitted[1], n=14),
        count("membership", "comparable", 5, comparable, n=14),
    ]
    assert said in same_companies(demo_cube(changed=changed), "nl").title


def test_without_two_comparable_years_there_is_nothing_to_compare_and_no_bare_word_for_it() -> None:
    cube = demo_cube()
    alone = cube_of(cube.edition, cube.agreement, cube.cells("maturity", kind="all"), cube.facts)
    figure = same_companies(alone, "nl")
    assert figure.title == "Er zijn geen twee vergelijkbare jaren"
    assert figure.subtitle == "Geen vergelijking over dezelfde bedrijven"


def test_the_companies_of_both_years_and_who_came_and_went_are_counted() -> None:
    figure = same_companies(demo_cube(), "nl", pair=(4, 5))
    assert [made.value for made in figure.series[0].marks] == [8, 12, 8, 2, 0]
    assert figure.axis == (0, 12)
    assert any("kan in allebei lid zijn geweest" in each for each in figure.notes)  # 12 - 8 are more than 2 joiners


@pytest.mark.parametrize(
    ("moved", "said"),
    [({"improving>established": 3, "mature>mature": 3}, "bij 3 hoger dan in jaar 4, en bij geen enkel lager"),
     ({"mature>basic": 2, "basic>basic": 2, "mature>mature": 2}, "bij 2 lager dan in jaar 4, en bij geen enkel hoger"),
     ({"basic>improving": 2, "improving>basic": 2, "mature>mature": 2}, "bij 2 hoger en bij 2 lager dan in jaar 4"),
     ({"basic>improving": 3, "improving>mature": 3}, "Bij dezelfde 6 van de 14 gemonitorde bedrijven was het niveau in "
      "jaar 5 zonder uitzondering hoger dan in jaar 4"),
     ({"basic>basic": 3, "mature>mature": 3}, "was het niveau in jaar 5 zonder uitzondering hetzelfde als in jaar 4")],
)  # fmt: skip
def test_a_level_that_nobody_went_up_or_down_from_is_told_in_words_and_not_as_zero(
    moved: dict[str, int], said: str
) -> None:
    levels = ("basic", "improving", "established", "advanced", "mature")
    changed = [detail("moved", f"{one}>{other}", str(moved.get(f"{one}>{other}", 0)), n=6)
               for one in levels for other in levels]  # fmt: skip
    assert said in moves(demo_cube(audience="secretariat", details=changed), "nl").title
