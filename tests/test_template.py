"""The empty workbook can be filled in by a hurried person, and comes back in without a change."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from small_delivery import METALS, NORTH, ROUND, all_columns, as_csv, plain, read, refused, sheets, wide

from data.configuration.contract import code_lists, tables
from data.intake.numbers import day
from data.intake.readers import clean
from data.intake.template import HEADER_ROW, write_template
from data.intake.template_choices import LAST_ROW
from data.text import LANGUAGES


def written(folder: Path, language: str) -> tuple[Path, Workbook]:
    path = folder / f"leeg-{language}.xlsx"
    write_template(METALS, ROUND, path, language=language)  # type: ignore[arg-type]
    return path, load_workbook(path)


def fill(book: Workbook) -> None:
    """Type the small delivery into the workbook as a person would: dates as dates, numbers as numbers."""
    rows = wide(all_columns(sheets()))
    for sheet, filled in rows.items():
        page = book[sheet]
        position = {str(cell.value): cell.column for cell in page[HEADER_ROW]}
        for number, row in enumerate(filled, start=HEADER_ROW + 1):
            for code, text in row.items():
                moment = day(str(text))
                number_typed = re.fullmatch(r"\d([.,]\d)?", str(text))
                value = moment or (float(str(text).replace(",", ".")) if number_typed else text) or None
                cell = page.cell(number, position[code])
                cell.value = value
                if str(text).startswith("="):
                    cell.data_type = "s"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_in_template_comes_back_without_a_change(tmp_path, language):
    path, book = written(tmp_path, language)
    fill(book)
    book.save(path)
    assert plain(read(path)) == plain(read(as_csv(sheets(), tmp_path / "map")))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_template_saved_by_libreoffice_comes_back_without_a_change(tmp_path, kind):
    path, book = written(tmp_path, "nl")
    fill(book)
    book.save(path)
    out = tmp_path / "libreoffice"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert plain(read(out / f"{path.stem}.{kind}")) == plain(read(as_csv(sheets(), tmp_path / "map")))


def test_an_empty_template_is_refused_because_nothing_was_filled_in(tmp_path):
    path, _ = written(tmp_path, "nl")
    assert "found nothing, expected at least one sheet with rows" in refused(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_question_stands_under_its_code_with_both_languages_beside_it(tmp_path, language):
    _, book = written(tmp_path, language)
    for sheet, table in tables().items():
        page = book[sheet]
        header = [cell.value for cell in page[HEADER_ROW]]
        if sheet == "answers":
            assert header == ["company", "assessor", *(q.id for q in METALS.questions_of("v3"))]
        else:
            assert header == [column.code for column in table.columns]
        for column, cell in zip(table.columns[:2], page[HEADER_ROW], strict=False):
            assert column.help.nl in cell.comment.text
            assert column.help.en in cell.comment.text
    for question, cell in zip(METALS.questions_of("v3"), book["answers"][1][2:], strict=True):
        assert cell.value.startswith(question.text.in_(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_drop_down_offers_is_accepted(tmp_path, language):
    _, book = written(tmp_path, language)
    lists = code_lists(METALS, METALS.round(ROUND))
    checked = 0
    for sheet, table in tables().items():
        page = book[sheet]
        codes = {cell.coordinate[:-1]: cell.value for cell in page[HEADER_ROW]}
        for rule in page.data_validations.dataValidation:
            column = codes[re.match(r"[A-Z]+", str(rule.sqref)).group()]
            assert str(rule.sqref).endswith(str(LAST_ROW))
            if rule.type != "list" or not rule.formula1.startswith("'lists'"):
                continue
            area = rule.formula1.split("!")[1].replace("$", "")
            offered = [(row[0].value, row[0].offset(column=1).value) for row in book["lists"][area]]
            declared = table.column(column)
            for label, code in offered:
                assert declared.kind == "yes_no" or lists[declared.of].find(clean(label)) == code
                checked += 1
    assert checked > 60


def test_the_questions_of_the_rounds_own_version_stand_in_the_workbook_in_both_languages(tmp_path):
    write_template(METALS, 1, tmp_path / "jaar-1.xlsx", language="nl")
    rows = list(load_workbook(tmp_path / "jaar-1.xlsx")["questions"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[3]) for row in rows] == [(q.id, *q.text) for q in METALS.questions_of("v1")]


def test_the_workbook_says_nothing_of_the_wrong_language_in_its_drop_downs(tmp_path):
    _, dutch = written(tmp_path, "nl")
    _, english = written(tmp_path, "en")
    found = [{cell for row in book["lists"].iter_rows(values_only=True) for cell in row} for book in (dutch, english)]
    assert "ja" in found[0]
    assert "ja" not in found[1]
    assert METALS.word("relation", "caused").nl in found[0]


def test_one_company_may_fill_in_the_workbook_alone(tmp_path):
    path, book = written(tmp_path, "nl")
    page = book["companies"]
    for position, value in enumerate((NORTH, date(2019, 7, 1), None, "primary", "no", "fte_0_25"), start=1):
        page.cell(HEADER_ROW + 1, position, value)
    book["assessments"].cell(HEADER_ROW + 1, 1, NORTH)
    book["assessments"].cell(HEADER_ROW + 1, 4, date(2022, 4, 1))
    book["answers"].cell(HEADER_ROW + 1, 1, NORTH)
    book["answers"].cell(HEADER_ROW + 1, 3, 2)
    book.save(path)
    assert read(path).spellings.keys() == {NORTH}
