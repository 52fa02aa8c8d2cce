"""The empty workbook of a round: what the secretariat or a company fills in, and what comes back in unchanged."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.configuration.agreement import Agreement, Question, Round
from data.configuration.contract import CodeList, Column, Table, code_lists, tables
from data.intake.template_choices import add_choices, write_lists
from data.text import LANGUAGES, Language, Text

WORDS = Path(__file__).parent / "template.toml"
HEADER_ROW = 2  # below the explanation
DATE_FORMAT = "dd-mm-yyyy"
_TEXT_FORMAT = "@"  # Excel leaves such a cell as typed: 1-2 stays 1-2 and does not become the first of February

_WIDTHS = {"company": 34, "text": 30, "aliases": 30, "url": 30, "id": 18, "activity": 18, "code": 24, "codes": 30}
_QUESTION_WIDTH = 26
_LINE_HEIGHT, _HIGHEST = 14.5, 300
_DARK, _PALE, _PALER, _REQUIRED = "1F3A4D", "E6EDF2", "F5F8FA", "FFF4D6"
_LINE = Side(style="thin", color="B8C4CC")


def write_template(agreement: Agreement, round_number: int, path: Path, *, language: Language) -> None:
    """Write the empty workbook of a round: instructions, twelve sheets, questions and lists.

    Names and drop-downs are in one language, instructions and the notes at the headers in both.
    KeyError where the round is not configured.
    """
    round = agreement.round(round_number)
    lists = code_lists(agreement, round)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_instructions(workbook.create_sheet(Text("uitleg", "instructions").in_(language)), agreement, round)
    sheets = {sheet: workbook.create_sheet(sheet) for sheet in tables()}
    _write_questions(workbook.create_sheet("questions"), agreement, round, language)
    ranges = write_lists(workbook.create_sheet("lists"), lists, language, yes_no=(words("yes"), words("no")))
    for sheet, page in sheets.items():
        table = tables()[sheet]
        columns = [column for column in table.columns if sheet != "answers" or column.code in {"company", "assessor"}]
        for position, column in enumerate(columns, start=1):
            _write_column(page, position, column, language, lists)
            add_choices(page, position, column, ranges, language, first_row=HEADER_ROW + 1)
        if sheet == "answers":
            _write_question_columns(page, len(columns) + 1, agreement, round, language)
        _finish(page, table)
    workbook.properties.title = words("title", agreement=agreement.name, round=round.label).in_(language)
    workbook.properties.creator = "Ketenspiegel"
    workbook.save(path)


def _font(**looks: Any) -> Font:
    return Font(name="Calibri", **looks)


def words(key: str, **parts: Text | str) -> Text:
    """One text of template.toml in both languages, its parts filled in."""
    written = _words()[key]
    return Text(*(_filled(written[language], parts, language) for language in LANGUAGES))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _filled(pattern: str, parts: dict[str, Text | str], language: Language) -> str:
    return pattern.format(
        **{key: part.in_(language) if isinstance(part, Text) else part for key, part in parts.items()}
    )


def _write_column(
    page: Worksheet, position: int, column: Column, language: Language, lists: dict[str, CodeList]
) -> None:
    """Explanation, header and format of one column."""
    rule = words("required" if column.required and not column.default else "optional")
    notes = [f"{column.name.in_(each)}. {column.help.in_(each)} {rule.in_(each)}" for each in LANGUAGES]
    if column.of in lists and column.of != "question":
        allowed = "; ".join(f"{code.code} = {code.name.nl} / {code.name.en}" for code in lists[column.of].codes)
        notes.append(f"{words('lists_heading').nl} / {words('lists_heading').en}: {allowed}")
    name = column.name.in_(language)
    explanation = f"{name[0].upper()}{name[1:]}\n{column.help.in_(language)}"
    width = _WIDTHS.get(column.kind, 18)
    _head(page, position, header=column.code, explanation=explanation, notes=notes, width=width)
    if column.required and not column.default:
        page.cell(HEADER_ROW, position).fill = PatternFill("solid", fgColor=_REQUIRED)
    dimension = page.column_dimensions[get_column_letter(position)]
    if column.kind == "date":
        dimension.number_format = DATE_FORMAT
    elif column.kind in _WIDTHS:
        dimension.number_format = _TEXT_FORMAT


def _write_question_columns(
    page: Worksheet, first: int, agreement: Agreement, round: Round, language: Language
) -> None:
    names = {each.code: each.name for each in agreement.segments}
    for position, question in enumerate(agreement.questions_of(round.instrument_version), start=first):
        scale = words("scale", maximum=str(question.maximum))
        only = _only_for(question, names)
        explanation = " ".join(filter(None, [question.text.in_(language), only.in_(language)]))
        notes = [f"{question.id}. {question.text.in_(each)} {only.in_(each)} {scale.in_(each)}" for each in LANGUAGES]
        _head(page, position, header=question.id, explanation=explanation, notes=notes, width=_QUESTION_WIDTH)
        choices = [*range(question.maximum + 1), words("not_applicable").in_(language)]
        add_choices(page, position, choices, {}, language, first_row=HEADER_ROW + 1)


def _only_for(question: Question, names: dict[str, Text]) -> Text:
    if not question.segments:
        return Text("", "")
    listed = Text(*(", ".join(names[code].in_(each) for code in question.segments) for each in LANGUAGES))
    return words("only_for", segments=listed)


def _head(page: Worksheet, position: int, *, header: str, explanation: str, notes: list[str], width: int) -> None:
    above, head = page.cell(1, position, explanation), page.cell(HEADER_ROW, position, header)
    above.alignment = Alignment(wrap_text=True, vertical="top")
    above.font = _font(size=9, color="444444")
    above.fill = PatternFill("solid", fgColor=_PALER)
    head.font = _font(bold=True, color=_DARK)
    head.fill = PatternFill("solid", fgColor=_PALE)
    head.border = Border(bottom=_LINE)
    head.number_format = _TEXT_FORMAT
    comment = Comment("\n\n".join(note.strip() for note in notes), "Ketenspiegel")
    comment.width, comment.height = 420, 60 + 18 * (len(comment.text) // 60 + comment.text.count("\n"))
    head.comment = comment
    page.column_dimensions[get_column_letter(position)].width = width
    lines = sum(len(line) // width + 1 for line in explanation.split("\n"))
    page.row_dimensions[1].height = min(max(page.row_dimensions[1].height or 0, (lines + 1) * _LINE_HEIGHT), _HIGHEST)


def _finish(page: Worksheet, table: Table) -> None:
    """Frozen header and company, and a page that prints on paper."""
    page.freeze_panes = f"{'C' if table.sheet == 'answers' else 'B'}{HEADER_ROW + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=table.sheet != "answers")
    page.print_title_rows = f"1:{HEADER_ROW}"
    page.print_title_cols = "A:A"


def _write_instructions(page: Worksheet, agreement: Agreement, round: Round) -> None:
    """Both languages beside each other."""
    due = {each.code: each.name for each in agreement.deliverables}
    rows: list[tuple[Text, Font]] = [
        (words("title", agreement=agreement.name, round=round.label), _font(bold=True, size=14, color=_DARK)),
        (
            words("period", start=f"{round.start:%d-%m-%Y}", end=f"{round.end:%d-%m-%Y}",
                  version=round.instrument_version),
            _font(),
        ),
        (words("heading"), _font(bold=True, size=12, color=_DARK)),
        *((Text(f"{n}. {step['nl']}", f"{n}. {step['en']}"), _font()) for n, step in enumerate(_words()["steps"], 1)),
        (words("sheets_heading"), _font(bold=True, size=12, color=_DARK)),
        *(
            (Text(*(f"{table.sheet}: {table.name.in_(each)}. {table.help.in_(each)}" for each in LANGUAGES)), _font())
            for table in tables().values()
        ),
    ]  # fmt: skip
    if round.due:
        rows.append((words("due_heading"), _font(bold=True, size=12, color=_DARK)))
    for code, day in round.due.items():
        rows.append((Text(*(f"{due[code].in_(each)}: {day:%d-%m-%Y}" for each in LANGUAGES)), _font()))
    for row, (text, font) in enumerate(rows, start=1):
        for position, language in enumerate(LANGUAGES, start=1):
            cell = page.cell(row, position, text.in_(language))
            cell.font = font
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        longest = max(map(len, text))
        page.row_dimensions[row].height = max(_LINE_HEIGHT * (longest // 75 + 1), (font.size or 11) * 1.6)
    for position in range(1, len(LANGUAGES) + 1):
        page.column_dimensions[get_column_letter(position)].width = 78
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_questions(page: Worksheet, agreement: Agreement, round: Round, language: Language) -> None:
    steps = {each.code: each.name for each in agreement.steps}
    segments = {each.code: each.name for each in agreement.segments}
    headers = _words()["question_columns"]
    widths = (10, 34, 70, 70, 14, 10, 34)
    page.append([header[language] for header in headers.values()])
    for question in agreement.questions_of(round.instrument_version):
        only = ", ".join(segments[code].in_(language) for code in question.segments)
        step = steps[question.step].in_(language)
        page.append([question.id, step, *question.text, question.maximum, question.weight, only])
    for position, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(position)].width = width
        page.cell(1, position).font = _font(bold=True, color=_DARK)
        page.cell(1, position).fill = PatternFill("solid", fgColor=_PALE)
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "B2"
