"""The draft of the annual report says what the figures of the plenary's edition show, and nothing else."""

import re
from collections.abc import Iterator

import pytest

from analytics.breaks import breaks, rounds
from analytics.evidence import source_line
from analytics.reach import membership, participation
from analytics.record.report import SAME_COMPANIES, draft
from analytics.record.year import year
from analytics.risks import risk
from analytics.scores import levels, steps, target
from analytics.scores.overview import overall_trend
from data.cube import LANGUAGES, Cube, Language
from tests.demo import cell, demo_cube

CUBE = demo_cube()
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def said(cube: Cube, language: Language, number: int) -> Iterator[str]:
    """Every text that a page shows of a round: titles, tables and subtitles of its figures, and its facts."""
    pair = next((each for each in cube.agreement.comparable_pairs() if each[1] == number), None)
    figures = [
        membership.members(cube, language), participation.response(cube, language, round=number),
        levels.levels(cube, language, round=number), risk.risk_ranking(cube, language, round=number),
        target.target(cube, language), overall_trend(cube, language),
    ]  # fmt: skip
    figures += [steps.step_profile(cube, language, pair=pair)] if pair else []
    for figure in figures:
        yield from (figure.title, figure.subtitle, *figure.notes)
        yield from (text for row in figure.table.rows for text in row)
    found = year(cube, language, round=number)
    yield from (found.label, found.period)
    for entry in (entry for group in found.groups for entry in group.entries):
        yield from (entry.title, entry.kind, entry.when, *entry.details, entry.url, entry.source)
    yield from (each.note for each in breaks(cube, language))
    yield source_line(cube, language)
    yield " ".join(f"[{place}]" for place in range(1, len(text_sources(cube, language, number)) + 1))


def text_sources(cube: Cube, language: Language, number: int) -> set[str]:
    """The sources of the round's facts: the draft numbers them from 1."""
    entries = (entry for group in year(cube, language, round=number).groups for entry in group.entries)
    return {entry.url or entry.source for entry in entries} - {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", rounds(CUBE))
def test_every_number_in_the_draft_is_a_shown_one(number: int, language: Language) -> None:
    shown = {found for text in said(CUBE, language, number) for found in NUMBER.findall(text)}
    text = draft(CUBE, language, round=number)
    assert set(NUMBER.findall(text)) <= shown
    assert len(NUMBER.findall(text)) > 10
    assert "{" not in text
    assert "None" not in text
    assert SAME_COMPANIES.in_(language) in text


def test_the_draft_tells_the_change_among_the_same_companies_and_refuses_over_a_break() -> None:
    text = draft(CUBE, "nl", round=4).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Bij dezelfde 7 van de 12 gemonitorde bedrijven steeg de totaalscore van 33 % in jaar 3 naar 47 % in jaar 4."
        in text
    )
    assert "24 benaderd" in text
    broken = draft(CUBE, "nl", round=3)
    assert "Met een eerder jaar is jaar 3 niet te vergelijken." in broken
    assert "Breuk tussen jaar 2 en jaar 3" in broken
    assert "steeg" not in broken
    assert "daalde" not in broken


def test_a_withheld_number_stands_nowhere_in_the_draft() -> None:
    assert "gemiddelde eigen doel" in draft(CUBE, "nl", round=5)
    for measure in ("maturity", "target_mean"):
        hidden = demo_cube(changed=[cell(measure, "overall", 5, None)])
        assert "gemiddelde eigen doel" not in draft(hidden, "nl", round=5)


def test_the_draft_names_every_fact_of_the_year_with_its_source() -> None:
    text = draft(CUBE, "en", round=3)
    for entry in (entry for group in year(CUBE, "en", round=3).groups for entry in group.entries):
        (line,) = [each for each in text.splitlines() if each.startswith(f"- {entry.title} (")]
        if entry.url:
            place = re.findall(r"\[(\d+)\]$", line)[0]
            assert f"\n[{place}] {entry.url}\n" in text


def test_the_draft_says_of_how_many_companies_the_steps_and_the_risks_tell() -> None:
    text = draft(CUBE, "en", round=5).replace("\N{NO-BREAK SPACE}", " ")
    assert "From year 4 to year 5, 4 of the 6 steps rose among the same 8 of the 14 monitored companies; " in text
    assert "\nThese are means of the companies with a risk analysis (n = 11)." in text
    assert "These are means" not in draft(CUBE, "en", round=3)  # no overview of risks was made
