"""The drop-downs of the empty workbook, and the sheet of lists that they choose from."""

from collections.abc import Mapping, Sequence

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.configuration.contract import CodeList, Column, tables
from data.text import Language, Text

LAST_ROW = 2_000  # drop-downs reach this far down; what is pasted below is read all the same
# What is chosen from the first column of another sheet.
ELSEWHERE = {"company": "companies", "activity": "activities"}
_LONGEST_LIST = 12  # a score that runs further has no drop-down: choosing would be slower than typing

_NOT_IN_LIST = Text(
    "Deze waarde staat niet in de lijst. Kies een waarde, of laat de cel leeg.",
    "This value is not in the list. Choose a value, or leave the cell empty.",
)
_NO_DATE = Text("Vul een datum in, bijvoorbeeld 31-12-2022.", "Enter a date, for example 31-12-2022.")


def write_lists(
    page: Worksheet, lists: Mapping[str, CodeList], language: Language, *, yes_no: Sequence[Text]
) -> dict[str, str]:
    """Write every list that a column uses: names to choose from, beside their codes. Gives the range of each list."""
    used = {column.of for table in tables().values() for column in table.columns if column.kind in {"code", "codes"}}
    ranges: dict[str, str] = {}
    choices = {
        name: [(_choice(lists[name], each.code, each.name.in_(language)), each.code) for each in lists[name].codes]
        for name in sorted(used - {"question"})
    }
    choices["yes_no"] = [(word.in_(language), word.en) for word in yes_no]
    for place, (name, rows) in enumerate(choices.items()):
        column = 2 * place + 1
        page.cell(1, column, name).font = Font(name="Calibri", bold=True)
        page.column_dimensions[get_column_letter(column)].width = 36
        page.column_dimensions[get_column_letter(column + 1)].width = 24
        for row, (label, code) in enumerate(rows, start=2):
            page.cell(row, column, label)
            page.cell(row, column + 1, code).font = Font(name="Calibri", color="666666")
        letter = get_column_letter(column)
        if rows:
            ranges[name] = f"{quote_sheetname(page.title)}!${letter}$2:${letter}${len(rows) + 1}"
    page.freeze_panes = "A2"
    return ranges


def add_choices(
    page: Worksheet,
    position: int,
    column: Column | Sequence[str | int],
    ranges: Mapping[str, str],
    language: Language,
    *,
    first_row: int,
) -> None:
    """Add the drop-down of a column, or of a question with these scores; a date column takes dates only."""
    if isinstance(column, Column):
        rule = _rule(page.title, column, ranges, language, first_row)
    elif len(column) <= _LONGEST_LIST:
        # Scores with decimals are allowed: the list offers, and only warns.
        rule = DataValidation("list", formula1='"' + ",".join(map(str, column)) + '"', errorStyle="warning")
    else:
        rule = None
    if rule is None:
        return
    letter = get_column_letter(position)
    rule.add(f"{letter}{first_row}:{letter}{LAST_ROW}")
    page.add_data_validation(rule)


def _rule(
    sheet: str, column: Column, ranges: Mapping[str, str], language: Language, first_row: int
) -> DataValidation | None:
    if column.kind == "date":
        rule = DataValidation("date", operator="between", formula1="DATE(1990,1,1)", formula2="DATE(2100,12,31)")
        rule.error = _NO_DATE.in_(language)
    elif column.kind in ELSEWHERE and sheet != ELSEWHERE[column.kind]:
        listed = f"{ELSEWHERE[column.kind]}!$A${first_row}:$A${LAST_ROW}"
        rule = DataValidation("list", formula1=listed, errorStyle="warning")
    elif column.kind == "yes_no" or (column.kind == "code" and column.of in ranges):
        rule = DataValidation("list", formula1=ranges[column.of or "yes_no"])
        rule.error = _NOT_IN_LIST.in_(language)
    else:
        return None
    rule.allow_blank = True
    rule.showErrorMessage = True
    return rule


def _choice(codes: CodeList, code: str, name: str) -> str:
    """The name, where it stands for this code only; otherwise the code."""
    return name if codes.find(name) == code else code
