"""The secretariat's manual is followed to the letter: its commands open, fill and publish the next round."""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.configuration.agreement_loading import load_agreement
from data.cube import open_cube

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "handleiding.nl.md"
COMPANIES = [f"Oefenbedrijf {number}" for number in range(1, 10)]


def commands() -> list[str]:
    """Every command line of the manual's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.S)
    return [line for block in blocks for line in block.splitlines()]


def fill(path: Path) -> None:
    """What the secretariat types into the empty workbook: companies, assessments, answers and who had to hand in."""
    workbook = openpyxl.load_workbook(path)
    for number, company in enumerate(COMPANIES):
        _append(workbook["companies"], company=company, joined=date(2026, 1, 5), segment="primary", secondary="no",
                size_class="fte_26_250")  # fmt: skip
        _append(workbook["assessments"], company=company, assessor="self", instrument_version="v3",
                submitted_on=date(2027, 5, 3))  # fmt: skip
        answers = workbook["answers"]
        questions = [cell.value for cell in answers[2] if cell.value not in {"company", "assessor"}]
        recyclers_only = {question for question in questions if question.endswith("r")}
        given = {question: "n.v.t." if question in recyclers_only else number % 5 for question in questions}
        _append(answers, company=company, assessor="self", **given)
        _append(
            workbook["deliverables"], company=company, deliverable="mat", expected="ja", submitted_on=date(2027, 5, 3)
        )
    workbook.save(path)


def _append(sheet: openpyxl.worksheet.worksheet.Worksheet, **cells: object) -> None:
    columns = {cell.value: cell.column for cell in sheet[2]}
    row = next(number for number in range(3, 200) if sheet.cell(number, 1).value is None)
    for code, value in cells.items():
        sheet.cell(row, columns[code], value)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home after the manual's year, and what each command printed."""
    folder = tmp_path_factory.mktemp("manual")
    environment = os.environ | {"KETENSPIEGEL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    printed = {}
    for line in commands():
        words = shlex.split(line)
        assert words[0] == "python", line
        done = subprocess.run([sys.executable, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True,
                              timeout=120, check=False)  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        printed[line] = done.stdout
        if "template" in words:
            fill(folder / words[-1])
    return folder / "home", printed


def test_the_manual_opens_the_round_after_the_last_one_that_is_shipped(year: tuple[Path, dict[str, str]]) -> None:
    home, _ = year
    shipped = load_agreement(ROOT / "data" / "agreements" / "metals")
    opened = load_agreement(home / "agreements" / "metals")
    assert [each.number for each in opened.rounds] == [
        *(each.number for each in shipped.rounds),
        len(shipped.rounds) + 1,
    ]


@pytest.mark.parametrize("audience", ["plenary", "secretariat"])
def test_after_the_manuals_year_the_new_round_is_published(year: tuple[Path, dict[str, str]], audience: str) -> None:
    home, _ = year
    cube = open_cube(home / "editions", audience)
    cell = cube.cell("maturity", "overall", round=7)
    assert cell is not None
    assert (cell.status, cell.n) == ("published", len(COMPANIES))
    assert not cube.edition.invented


def test_the_trial_run_of_the_manual_writes_nothing(year: tuple[Path, dict[str, str]]) -> None:
    _, printed = year
    trial = next(line for line in commands() if "--dry-run" in line)
    assert "Er is niets weggeschreven." in printed[trial]
