"""Indicators are declared once, their examples hold, and the dictionary says what they say."""

from pathlib import Path

import pytest

from analytics.dictionary import DOCS, dictionary, write_dictionary
from analytics.indicator import FOLDER, Example, Indicator, IndicatorError, indicators, read_indicator, worked
from analytics.marks import WITHHELD, mark
from data.cube import LANGUAGES, Language
from tests.demo import demo_cube

EXAMPLES = [(each, example) for each in indicators().values() for example in each.examples]
REQUIRED = {
    "maturity_overall", "maturity_step", "level_share", "paired_change", "participation", "policy_published",
    "public_report", "risk_prevalence", "risk_severity", "risk_likelihood", "maturity_theme", "actions_done",
    "unanswered", "not_applicable", "membership", "target", "on_schedule",
}  # fmt: skip


def _shown(indicator: Indicator, example: Example, language: Language) -> str:
    cell = worked(example, indicator=indicator)
    made = mark(cell, "here", unit=indicator.unit, language=language, decimals=indicator.decimals)
    return made.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("indicator", "example"), EXAMPLES, ids=[f"{each.key}: {example.explanation.en}" for each, example in EXAMPLES]
)
def test_a_worked_example_shows_what_it_says(indicator: Indicator, example: Example, language: Language) -> None:
    assert _shown(indicator, example, language) == example.shows.in_(language)


@pytest.mark.parametrize("indicator", indicators().values(), ids=list(indicators()))
def test_every_indicator_has_an_example_in_which_nothing_is_shown(indicator: Indicator) -> None:
    shown = [_shown(indicator, example, "nl") for example in indicator.examples]
    assert WITHHELD.nl in shown
    assert set(shown) != {WITHHELD.nl}


def test_every_figure_that_the_agreement_asks_for_is_declared() -> None:
    assert set(indicators()) >= REQUIRED
    orders = [each.order for each in indicators().values()]
    assert orders == sorted(set(orders))


def test_every_measure_of_an_edition_has_a_declaration() -> None:
    cube = demo_cube(audience="secretariat")
    measures = {cell.measure for cell in cube._cells.values()}
    undeclared = {"expected", "waived", "completed", "on_time", "risk_rated"}  # the bases of declared shares
    assert measures - undeclared <= {each.measure for each in indicators().values()}


def test_an_indicator_finds_its_own_cells_and_no_others() -> None:
    cube = demo_cube()
    overall, change = indicators()["maturity_overall"], indicators()["paired_change"]
    found = cube.cell("maturity", "overall", round=3)
    pair = cube.cell("maturity", "overall", round=4, base_round=3, kind="change")
    assert found is not None
    assert pair is not None
    assert overall.covers(found)
    assert not change.covers(found)
    assert change.covers(pair)
    assert not overall.covers(pair)


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "unanswered.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "unanswered.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{nl: Onbeantwoord, en: Unanswered}", "{nl: Onbeantwoord}", "both languages"),
        ("better: lower", "better: smaller", "better"),
        ("order: 160", "order: 160\nsql: select 1", "sql"),
        ("scores: [0, 4, 8]\n", "minimum: 3\n", "expected either scores or counted"),
        ("key: unanswered", "key: open_questions", "expected the name of the file"),
        ("unit: percent", "unit: [percent", "not valid YAML"),
    ],
)
def test_a_faulty_declaration_is_refused_by_file_and_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(IndicatorError, match=r"unanswered\.yml") as caught:
        read_indicator(_broken(tmp_path, old, new))
    assert said in str(caught.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_in_the_repository_is_the_one_that_the_declarations_make(language: Language) -> None:
    written = (DOCS / f"dictionary.{language}.md").read_text(encoding="utf-8")
    assert written == dictionary(language), "run `python -m analytics.dictionary`"
    assert all(each.definition.in_(language) in written for each in indicators().values())


def test_the_dictionary_is_written_in_both_languages(tmp_path: Path) -> None:
    assert [path.name for path in write_dictionary(tmp_path)] == ["dictionary.nl.md", "dictionary.en.md"]
