"""How the files of an agreement are read, and how values and files that cannot be read are refused."""

import csv
from pathlib import Path

import pytest

from data.configuration.agreement_loading import AgreementError, load_agreement
from tests.changed_agreement import METALS, change, copy_of_metals, drop_rows, faults_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_metals(tmp_path)


VALUES = {
    "a number with words in it": (
        "questions.csv",
        "1.1,v3,embed,,2,",
        "1.1,v3,embed,,two,",
        "questions.csv line {line}, column weight: found 'two', expected a whole number",
    ),
    "a number below its limit": (
        "questions.csv",
        "1.1,v3,embed,,2,",
        "1.1,v3,embed,,0,",
        "questions.csv line {line}, column weight: found '0', expected a number of at least 1",
    ),
    "a number above its limit": (
        "questions.csv",
        "1.1,v3,embed,,2,",
        "1.1,v3,embed,,2000,",
        "questions.csv line {line}, column weight: found '2000', expected a number of at most 1000",
    ),
    "neither yes nor no": (
        "questions.csv",
        "1.1,v3,embed,,2,4,,0,",
        "1.1,v3,embed,,2,4,,perhaps,",
        "questions.csv line {line}, column conflict_area: found 'perhaps', expected 1 or 0 (true or false in TOML)",
    ),
    "a missing language": (
        "themes.csv",
        "analysis,water,Watergebruik en waterkwaliteit",
        "analysis,water,",
        "themes.csv line {line}, column name_nl, name_en: found {{nl = '', en = 'Water use and water quality'}}, "
        'expected a text in both languages: {{ nl = "...", en = "..." }}',
    ),
    "a figure that is not a number": (
        "published_figures.csv",
        "3,mat_submitted,gemonitorde bedrijven,monitored companies,13",
        "3,mat_submitted,gemonitorde bedrijven,monitored companies,dozen",
        "published_figures.csv line {line}, column value: found 'dozen', expected a number",
    ),
    "a text about another agreement in one language": (
        "other_agreements.csv",
        "de eis stijgt met de lidmaatschapsjaren,the requirement",
        ",the requirement",
        "other_agreements.csv line {line}, column note_nl, note_en: found {{nl = '', en = 'the requirement rises with "
        'membership years\'}}, expected a text in both languages: {{ nl = "...", en = "..." }}',
    ),
    "an unknown unit of another agreement": (
        "other_agreements.csv",
        "companies that fully meet the expected score,80,percent",
        "companies that fully meet the expected score,80,points",
        "other_agreements.csv line {line}, column unit: found 'points', expected one of 'percent' or 'companies'",
    ),
    "an unknown kind of cell": (
        "published_figures.csv",
        "submitted,public_report,all",
        "submitted,public_report,some",
        "published_figures.csv line {line}, column kind: found 'some', "
        "expected one of 'all', 'pair_start', 'pair_end' or 'change'",
    ),
    "a code with a space": (
        "agreement.toml",
        'code = "recycling"',
        'code = "re cycling"',
        "agreement.toml: segments item 2 (re cycling).code: found 're cycling', "
        "expected a code of lower-case letters, digits, dot, dash or underscore",
    ),
    "a code that is too long": (
        "agreement.toml",
        'code = "metals"',
        f'code = "{"m" * 41}"',
        f"agreement.toml: code: found '{'m' * 41}', expected at most 40 characters",
    ),
    "a date in words": (
        "agreement.toml",
        "start = 2020-07-01",
        'start = "July"',
        "agreement.toml: rounds item 2 (2).start: found 'July', expected a date such as 2024-06-30",
    ),
    "a level at a hundred": (
        "agreement.toml",
        "minimum = 80\n",
        "minimum = 100\n",
        "agreement.toml: levels item 5 (mature).minimum: found '100', expected a number below 100",
    ),
    "no rounding at all": (
        "agreement.toml",
        "rounding = 1\n",
        "rounding = 0\n",
        "agreement.toml: policies.plenary.rounding: found '0', expected a number above 0",
    ),
    "a text in one language": (
        "agreement.toml",
        'name = { nl = "Metaalconvenant", en = "Metals Agreement" }',
        'name = "Metaalconvenant"',
        "agreement.toml: name: found 'Metaalconvenant', expected a text in both languages: "
        '{{ nl = "...", en = "..." }}',
    ),
    "an unknown key": (
        "agreement.toml",
        "fte_from = 0\n",
        "fte_from = 0\nfte_form = 0\n",
        "agreement.toml: size_classes item 1 (fte_0_25).fte_form: unknown key; see docs/agreement.md for the keys",
    ),
    "a missing key": (
        "agreement.toml",
        'comparability_group = "t1-a"\n',
        "",
        "agreement.toml: rounds item 1 (1).comparability_group: missing",
    ),
    "one value where a list belongs": (
        "agreement.toml",
        'not_made = ["risks"]',
        'not_made = "risks"',
        "agreement.toml: rounds item 3 (3).not_made: found 'risks', expected a list",
    ),
}


@pytest.mark.parametrize(("file", "found", "replacement", "fault"), VALUES.values(), ids=VALUES)
def test_a_value_that_cannot_be_read_is_refused_with_what_was_found_and_expected(
    folder: Path, file: str, found: str, replacement: str, fault: str
) -> None:
    line = change(folder, file, found, replacement)
    assert faults_of(folder) == (fault.format(line=line),)


@pytest.mark.parametrize(
    ("found", "replacement", "expected"),
    [
        ("fte_from = 0\n", "fte_from = -1\n", "at least 0"),
        ("membership_year = 1\n", "membership_year = 0\n", "at least 1"),
        ("\nminimum = 35\n", "\nminimum = -1\n", "at least 0"),
        ("\nminimum = 35\n", "\nminimum = 101\n", "at most 100"),
        ("severity_scale = 5", "severity_scale = 1", "at least 2"),
        ("likelihood_scale = 5", "likelihood_scale = 101", "at most 100"),
        ("counts_from = 8", "counts_from = 0", "at least 1"),
        ("insiders = 2", "insiders = -1", "at least 0"),
        ("minimum_companies = 1\n", "minimum_companies = 0\n", "at least 1"),
    ],
)
def test_a_number_outside_its_limits_is_refused(folder: Path, found: str, replacement: str, expected: str) -> None:
    change(folder, "agreement.toml", found, replacement)
    (fault,) = faults_of(folder)
    assert fault.endswith(f"expected a number of {expected}")


def test_an_answer_scale_has_at_least_one_point(folder: Path) -> None:
    change(folder, "questions.csv", "1.1,v3,embed,,2,4,", "1.1,v3,embed,,2,0,")
    (fault,) = faults_of(folder)
    assert fault.endswith("column maximum: found '0', expected a number of at least 1")


def test_themes_that_could_not_be_read_do_not_make_every_question_faulty(folder: Path) -> None:
    change(folder, "themes.csv", "list,code,name_nl,name_en", "list,code,name_nl,english")
    assert [fault.partition(":")[0] for fault in faults_of(folder)] == ["themes.csv line 1"] * 2


def test_a_folder_without_agreement_toml_is_no_agreement(tmp_path: Path) -> None:
    assert faults_of(tmp_path)[0] == "agreement.toml: not found; an agreement is a folder with that file"


def test_broken_toml_is_told_with_its_line_together_with_the_faults_of_the_tables(folder: Path) -> None:
    change(folder, "agreement.toml", 'code = "metals"', "code = metals")
    change(folder, "questions.csv", "1.1,v3,embed,,2,", "1.1,v3,embed,,two,")
    toml, question = faults_of(folder)
    assert toml.startswith("agreement.toml: not valid TOML: ")
    assert "line 4" in toml
    assert question.endswith("column weight: found 'two', expected a whole number")


@pytest.mark.parametrize("file", ["agreement.toml", "questions.csv"])
def test_a_file_that_is_not_utf8_is_refused_in_words(folder: Path, file: str) -> None:
    (folder / file).write_bytes("ë".encode("cp1252"))
    assert f"{file}: found characters that are not UTF-8, expected a file saved as UTF-8" in faults_of(folder)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("id,version,step,themes,maximum,segments,conflict_area,text_nl,text_en", "column weight is missing"),
        (
            "id,version,step,themes,weight,maximum,segments,zone,text_nl,text_en",
            "found the column 'zone', expected one",
        ),
        ("id,version,step,themes,weight,maximum,step,conflict_area,text_nl,text_en", "found the column 'step' twice"),
    ],
)
def test_a_table_with_other_columns_is_refused_and_nothing_is_concluded_from_its_rows(
    folder: Path, header: str, fault: str
) -> None:
    change(
        folder, "questions.csv", "id,version,step,themes,weight,maximum,segments,conflict_area,text_nl,text_en", header
    )
    (found,) = faults_of(folder)
    assert found.startswith(f"questions.csv line 1: {fault}")


def test_a_row_with_too_many_fields_is_refused_by_its_line_also_after_blank_lines(folder: Path) -> None:
    path = folder / "theme_links.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n\nanalysis,water,matrix2024,water,extra\n", encoding="utf-8")
    number = len(path.read_text(encoding="utf-8").splitlines())
    assert faults_of(folder) == (f"theme_links.csv line {number}: found 5 fields, expected 4 as in the header",)


def test_a_required_table_that_is_absent_is_told_and_an_optional_one_may_be(folder: Path) -> None:
    (folder / "theme_links.csv").unlink()
    (folder / "published_figures.csv").unlink()
    assert load_agreement(folder).published_figures == ()
    (folder / "questions.csv").unlink()
    (fault,) = faults_of(folder)
    assert fault.startswith("questions.csv: not found, expected a file with id, version, step")


def test_a_table_saved_with_semicolons_and_a_byte_order_mark_just_works(folder: Path) -> None:
    path = folder / "questions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows(rows)
    assert load_agreement(folder) == load_agreement(METALS)


def test_a_table_belongs_in_its_own_file(folder: Path) -> None:
    change(folder, "agreement.toml", 'code = "metals"', 'code = "metals"\nquestions = []')
    assert faults_of(folder) == ("agreement.toml: questions: found in this file, expected in questions.csv",)


def test_faults_of_values_rows_and_comparisons_are_told_together(folder: Path) -> None:
    change(folder, "questions.csv", "1.1,v3,embed,,2,", "1.1,v3,embed,,two,")
    line = change(folder, "questions.csv", "1.2,v3,embed", "1.2,v3,embody")
    change(folder, "agreement.toml", "minimum = 40\n", "minimum = 20\n")
    weight, levels, step = faults_of(folder)
    assert "found 'two'" in weight
    assert "expected ascending minimums" in levels
    assert step.startswith(f"questions.csv line {line}, column step")


def test_a_faulty_row_does_not_make_its_step_look_forgotten(folder: Path) -> None:
    for number in range(2, 5):
        drop_rows(folder, "questions.csv", f"6.{number},v1")
    change(folder, "questions.csv", "6.1,v1,remedy,,1,", "6.1,v1,remedy,,one,")
    (fault,) = faults_of(folder)
    assert "found 'one'" in fault


def test_the_refusal_counts_its_faults_and_says_when_more_may_follow(folder: Path) -> None:
    change(folder, "agreement.toml", "minimum = 40\n", "minimum = 20\n")
    with pytest.raises(
        AgreementError, match=r"was not accepted: 1 fault\. Nothing was written\.\n  agreement\.toml: lev"
    ):
        load_agreement(folder)
    change(folder, "agreement.toml", "start = 2020-07-01", 'start = "July"')
    change(folder, "agreement.toml", "start = 2021-07-01", 'start = "July"')
    with pytest.raises(AgreementError, match=r"2 faults(.|\n)*compared with each other once this is repaired\.$"):
        load_agreement(folder)
