"""How an agreement whose parts contradict each other is refused."""

import csv
from pathlib import Path

import pytest

from data.configuration.agreement_loading import load_agreement
from tests.changed_agreement import change, copy_of_metals, drop_rows, faults_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_metals(tmp_path)


TARGET = "\n[[targets]]\nmembership_year = 2"
CONTRADICTIONS = {
    "two steps with one code": (
        'code = "identify"',
        'code = "embed"',
        "steps item 2: found the code 'embed' again, expected it once (it is in agreement.toml: steps item 1)",
    ),
    "two steps with one number": ("number = 6\nname", "number = 5\nname", "steps item 6: found the number '5' again"),
    "two levels with one code": ('code = "mature"', 'code = "basic"', "levels item 5: found the code 'basic' again"),
    "two targets for one group": (TARGET, TARGET.replace("2", "1"), "found the target of '1, every size' again"),
    "levels that do not start at zero": ("minimum = 0\n", "minimum = 5\n", "levels: found 5 as the first minimum"),
    "levels that do not ascend": (
        "minimum = 40\n",
        "minimum = 20\n",
        "levels: found established from 20 after improving from 20, expected ascending minimums",
    ),
    "size classes that overlap": (
        "fte_from = 26\n",
        "fte_from = 25\n",
        "size_classes: found fte_26_250 from 25 after fte_0_25 to 25, expected classes that do not overlap",
    ),
    "a size class without an end before another": (
        "fte_to = 250\n",
        "",
        "found fte_251_5000 from 251 after fte_26_250 without an end",
    ),
    "a size class that ends before it starts": (
        "fte_to = 250\n",
        "fte_to = 20\n",
        "size_classes: found fte_26_250 to 20, expected at least 26",
    ),
    "rounds that overlap": (
        "start = 2020-07-01",
        "start = 2020-06-30",
        "round 2, start: found 2020-06-30, expected a date after the end of round 1, 2020-06-30",
    ),
    "a round that is skipped": ("number = 6\nterm", "number = 7\nterm", "rounds: found number 7 after 5, expected 6"),
    "a round twice": ("number = 6\nterm", "number = 5\nterm", "rounds: found number 5 after 5, expected 6"),
    "a round that ends before it starts": ("end = 2021-06-30", "end = 2020-06-30", "round 2, end: found 2020-06-30"),
    "a reference date outside its round": (
        "reference_date = 2022-12-31",
        "reference_date = 2012-12-31",
        "round 4, reference_date: found 2012-12-31, expected 2022-07-01 to 2023-06-30",
    ),
    "a due date before its round": (
        "due = { mat = 2022-03-31",
        "due = { mat = 2021-03-31",
        "round 3, due.mat: found 2021-03-31, expected a date from the start 2021-07-01 on",
    ),
    "an unknown instrument version": (
        'instrument_version = "v2"',
        'instrument_version = "v9"',
        "round 2: found the instrument version 'v9', expected one of v1, v2, v3",
    ),
    "an unknown theme list": (
        'theme_list = "analysis"',
        'theme_list = "matrix2030"',
        "round 1: found the theme list 'matrix2030', expected one of analysis, matrix2024",
    ),
    "an unknown deliverable": (
        "due = { mat = 2020",
        "due = { cat = 2020",
        "round 1, due: found the deliverable 'cat', expected one of mat, risk_analysis",
    ),
    "an unknown assessment deliverable": (
        'assessment_deliverable = "mat"',
        'assessment_deliverable = "tam"',
        "found the assessment_deliverable 'tam', expected one of mat",
    ),
    "a comparability group that is interrupted": (
        'comparability_group = "t2-a"',
        'comparability_group = "t1-b"',
        "round 6, comparability_group: found 't1-b' again after round 2 and a break",
    ),
    "a target for an unknown size class": (
        'size_class = "fte_0_25"',
        'size_class = "tiny"',
        "targets item 6: found the size class 'tiny', expected one of fte_0_25",
    ),
    "too few companies for the insiders": (
        "minimum_companies = 4",
        "minimum_companies = 3",
        "policies.plenary, minimum_companies: found 3, expected at least 4: 2 insiders leave two companies only then",
    ),
}


@pytest.mark.parametrize(("found", "replacement", "fault"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_configuration_that_contradicts_itself_is_refused(
    folder: Path, found: str, replacement: str, fault: str
) -> None:
    change(folder, "agreement.toml", found, replacement)
    assert any(each.startswith("agreement.toml: ") and fault in each for each in faults_of(folder)), faults_of(folder)


def test_each_audience_has_a_policy(folder: Path) -> None:
    path = folder / "agreement.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("[policies.secretariat]")[0], encoding="utf-8")
    assert faults_of(folder) == ("agreement.toml: policies: found no policy for secretariat, expected one",)


def test_an_agreement_without_segments_is_refused(folder: Path) -> None:
    path = folder / "agreement.toml"
    start, _, rest = path.read_text(encoding="utf-8").partition("[[segments]]")
    path.write_text(f"segments = []\n{start}[[size_classes]]{rest.partition('[[size_classes]]')[2]}", encoding="utf-8")
    assert "agreement.toml: segments: found none, expected at least one" in faults_of(folder)


ROWS = {
    "an unknown step": ("questions", "1.1,v3,embed", "1.1,v3,embody", "column step: found the step 'embody'"),
    "an unknown version": ("questions", "1.1,v3,embed", "1.1,v4,embed", "column version: found the instrument version"),
    "an unknown segment": (
        "questions",
        "1,4,recycling,0",
        "1,4,scrap,0",
        "column segments: found the segment 'scrap', expected one of primary, recycling",
    ),
    "an unknown theme": ("questions", "2.6,v3,identify,water", "2.6,v3,identify,lava", "found the theme 'lava'"),
    "a theme of a list that no round of the version uses": (
        "questions",
        "2.6,v3,identify,water",
        "2.6,v3,identify,deforestation",
        "column themes: found the theme 'deforestation', expected one of health_safety",
    ),
    "a question twice": ("questions", "1.2,v3,", "1.1,v3,", "found the question '1.1, v3' again, expected it once"),
    "a theme twice": ("themes", "analysis,water,", "analysis,corruption,", "found the theme 'analysis, corruption' ag"),
    "a theme of an unknown list": ("themes", "matrix2024,water,", "matrix,water,", "column list: found the theme list"),
    "a link from an unknown theme": (
        "theme_links",
        "analysis,water,",
        "analysis,lava,",
        "column from_theme: found the theme 'lava'",
    ),
    "a link to an unknown theme": (
        "theme_links",
        "analysis,water,matrix2024,water",
        "analysis,water,matrix2024,health_safety",
        "column to_theme: found the theme 'health_safety', expected one of discrimination",
    ),
    "a link to an unknown list": (
        "theme_links",
        "analysis,water,matrix2024,water",
        "analysis,water,matrix,water",
        "column to_list: found the theme list 'matrix', expected one of analysis, matrix2024",
    ),
    "a link twice": (
        "theme_links",
        "analysis,working_conditions,matrix2024,fair_wages",
        "analysis,working_conditions,matrix2024,labour_rights",
        "found the link 'analysis, working_conditions, matrix2024, labour_rights' again",
    ),
    "a figure of an unknown year": (
        "published_figures",
        "5,maturity_target",
        "9,maturity_target",
        "column year: found the year '9', expected one of 1, 2, 3, 4, 5, 6",
    ),
    "a figure computed from an unknown round": (
        "published_figures",
        "submitted,public_report,all,,3,",
        "submitted,public_report,all,,8,",
        "column round: found the round '8'",
    ),
    "a figure computed from an unknown base round": (
        "published_figures",
        "pair_start,3,4",
        "pair_start,0,4",
        "column base_round: found the round '0'",
    ),
    "a pair without its base round": (
        "published_figures",
        "pair_start,3,4",
        "pair_start,,4",
        "found no base round with the kind 'pair_start', expected the earlier round of the pair",
    ),
    "a mean with a base round": (
        "published_figures",
        "submitted,public_report,all,,3,",
        "submitted,public_report,all,2,3,",
        "found the base round 2 with the kind 'all', expected none",
    ),
    "a figure of an unknown dimension": (
        "published_figures",
        "2,segment,recycling",
        "2,country,recycling",
        "column dimension: found the dimension 'country', expected one of total, secondary",
    ),
    "a figure of an unknown segment": (
        "published_figures",
        "2,segment,recycling",
        "2,segment,scrap",
        "column member: found the segment 'scrap'",
    ),
    "a figure twice": (
        "published_figures",
        "3,level_basic,",
        "3,maturity_mean,",
        "found the figure '3, maturity_mean, all submitters' again",
    ),
}


@pytest.mark.parametrize(("table", "found", "replacement", "fault"), ROWS.values(), ids=ROWS)
def test_a_row_that_contradicts_the_rest_is_refused_with_its_file_and_line(
    folder: Path, table: str, found: str, replacement: str, fault: str
) -> None:
    place = f"{table}.csv line {change(folder, f'{table}.csv', found, replacement)}"
    assert any(each.startswith(place) and fault in each for each in faults_of(folder)), faults_of(folder)


def test_a_version_that_leaves_out_a_step_is_refused(folder: Path) -> None:
    for number in range(1, 8):
        drop_rows(folder, "questions.csv", f"6.{number},v2")
    (fault,) = faults_of(folder)
    assert fault == "questions.csv: version v2: found no question of the step 'remedy', expected at least one"


def test_a_segment_that_is_asked_nothing_on_a_step_could_never_have_an_overall_score(folder: Path) -> None:
    path = folder / "questions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if (row["version"], row["step"]) == ("v1", "track"):
            row["segments"] = "primary;recycling;end_user"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (fault,) = faults_of(folder)
    assert "version v1: found no question of the step 'track' for the segment 'wholesale'" in fault
    change(folder, "agreement.toml", 'overall = "all_steps"', 'overall = "existing_steps"')
    assert load_agreement(folder).scoring.overall == "existing_steps"


def test_a_round_whose_theme_list_is_empty_is_refused(folder: Path) -> None:
    change(folder, "agreement.toml", 'code = "matrix2024"', 'code = "matrix2030"')
    change(folder, "agreement.toml", 'theme_list = "analysis"', 'theme_list = "matrix2030"')
    assert any(
        fault == "themes.csv: found no theme of the list 'matrix2030' of round 1, expected some"
        for fault in faults_of(folder)
    )


def test_a_link_to_an_unknown_list_is_one_fault_not_two(folder: Path) -> None:
    change(folder, "theme_links.csv", "analysis,water,matrix2024,water", "analysis,water,matrix,water")
    (fault,) = faults_of(folder)
    assert "column to_list" in fault
