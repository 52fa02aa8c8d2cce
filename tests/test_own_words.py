"""Numbers in a typed title or note: what the figure does not show is found, in either language's format."""

from dataclasses import replace

import pytest

from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.own_words import unbacked_numbers
from analytics.scores.overview import overall_trend
from tests.demo import demo_cube

FIGURE = Figure(
    key="made", form="bars", title="In 99 gevallen", subtitle="Bedrijven met een score (n = 12)", language="nl",
    categories=(Category("5", "Jaar 5 (2023/24)"),),
    series=(
        Series("mean", "gemiddelde", "accent", (Mark("5", 33.4, "33\N{NO-BREAK SPACE}%", n=7),)),
        Series("change", "verandering", "accent", (Mark("5", -13.0, "−13\N{NO-BREAK SPACE}punten"),), written=True),
        Series("hidden", "verborgen", "quiet", (Mark("5", None, "niet getoond", state="withheld"),)),
    ),
    table=Table(("Jaar", "Fte", "Ernst"), (("Jaar 5", "1.234", "4,2"),)), alt="",
    source="Bron: editie metals-20260305-01 van 5 maart 2026", notes=("Hoogstens 3 van de 12 bedrijven.",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "unbacked"),
    [
        ("In jaar 5 stond de score op 33 %", ()),
        ("In year 5 (2023/24) the score was 33%", ()),
        ("De score was 33 procent, 33%, 33 %", ()),
        ("In 2023-2024, in 2023/24 en in 2024", ()),
        ("De score was 34 %", ("34 %",)),
        ("De score was 33,4 %", ("33,4 %",)),  # as it is shown, not as it is known
        ("7 bedrijven van de 12", ()),
        ("7 % van de bedrijven", ("7 %",)),  # a count is no share
        ("33 punten erbij", ("33 punten",)),
        ("De score daalde met 13 punten", ()),
        ("Een verandering van −13 punten, of -13 points", ()),
        ("Een verandering van +13 punten", ("+13 punten",)),
        ("Samen 1.234 fte, or 1,234 FTE", ()),
        ("Samen 1234 fte en 12,34 fte", ("12,34",)),
        ("Ernst 4,2 (severity 4.2)", ()),
        ("Ernst 42", ("42",)),
        ("Hoogstens 3, minstens 9", ("9",)),
        ("CO2 en v3 zijn geen getallen", ()),
        ("99 gevallen, 99 gevallen en 2026", ("99", "2026")),
        ("Geen getal", ()),
    ],
)
def test_a_number_that_the_figure_does_not_show_is_found(typed: str, unbacked: tuple[str, ...]) -> None:
    assert unbacked_numbers(typed, FIGURE) == unbacked


def test_the_rounds_of_the_axis_count_and_a_hidden_place_backs_nothing() -> None:
    figure = overall_trend(demo_cube(), "nl")
    assert unbacked_numbers("Van jaar 3 (2021/22) naar jaar 5: +23 punten bij 10 bedrijven", figure) == ()
    assert unbacked_numbers("Van jaar 3 naar jaar 99: +24 punten", figure) == ("99", "+24 punten")
    shown = replace(FIGURE, series=FIGURE.series[2:], notes=(), table=Table(("Jaar",), ()))
    assert unbacked_numbers("0 bedrijven, 33 %", shown) == ("0", "33 %")


def test_the_ends_of_a_scale_count_where_they_are_written_along_it() -> None:
    scale = replace(FIGURE, form="dots", unit="", axis=(1, 5))
    assert unbacked_numbers("4,2 op een schaal van 1 tot 5", scale) == ()
    assert unbacked_numbers("4,2 op een schaal van 1 tot 5", replace(scale, form="bars")) == ("1",)
