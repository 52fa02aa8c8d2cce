"""Which sheet holds which table, where its header stands, and which of its columns is which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.configuration.contract import CodeList, Column, Table, fold, tables
from data.faults import Fault
from data.intake.container import NO_FORMULA_RESULT
from data.intake.mapping import Mapping, TableMapping
from data.intake.readers import any_of, nearest, with_nearest
from data.intake.reading import RawSheet
from data.text import Text

# Sheets of our own template, in either language, that hold no delivery.
OUR_OTHER_SHEETS = frozenset(
    map(fold, ("instructions", "instructie", "instructies", "uitleg", "lists", "lijsten", "questions", "vragen"))
)


@dataclass(frozen=True, slots=True)
class Matched:
    """One table in one sheet.

    header_row: the row of the header; columns: position (1 is A) of each column of ours; questions: question per
    position in a wide sheet of answers; header: the folded cells of the header.
    """

    sheet: RawSheet
    table: Table
    header_row: int
    header: tuple[str, ...]
    columns: dict[str, int] = field(default_factory=dict)
    questions: dict[int, str] = field(default_factory=dict)
    mapped: TableMapping | None = None

    def cell(self, row: int, code: str = "", *, position: int | None = None) -> str:
        """The address of a cell; only the row number where the column is a constant or missing."""
        at = position or self.columns.get(code)
        return f"{letters(at)}{row}" if at else str(row)

    def lacks(self, column: Column) -> bool:
        """Whether no header and no constant gives this column, and no other sheet of its workbook can."""
        given = {*self.columns, *(self.mapped.constants() if self.mapped else ())}
        if column.code in given or (self.questions and column.code in {"question", "value"}):
            return False
        return not (column.kind == "company" and self.sheet.file and self.table.sheet != "companies")


def letters(position: int) -> str:
    """The letters of a column by its position: 1 is A, 27 is AA."""
    text = ""
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def match_sheets(
    sheets: Sequence[RawSheet], mapping: Mapping, questions: CodeList
) -> tuple[list[Matched], list[Fault]]:
    """Every table of the delivery in its sheet, and the faults of sheets and columns."""
    matched: list[Matched] = []
    faults: list[Fault] = []
    for sheet in sheets:
        wanted = _tables_in(sheet, mapping, only=len(sheets) == 1)
        if not wanted and sheet.top and fold(sheet.name) not in OUR_OTHER_SHEETS | mapping.ignore:
            faults.append(_unknown_sheet(sheet))
        for table in wanted:
            if sheet.top:
                found, wrong = _match_columns(sheet, table, mapping.by_table.get(table.sheet), questions)
                matched.append(found)
                faults += wrong
        if wanted:
            faults += (_lost(sheet, address, found) for address, found in sheet.lost)
    return matched, faults


def _tables_in(sheet: RawSheet, mapping: Mapping, *, only: bool) -> list[Table]:
    name = fold(sheet.name)
    found = []
    for table in tables().values():
        mapped = mapping.by_table.get(table.sheet)
        if mapped and mapped.source:
            if name in map(fold, mapped.source):
                found.append(table)
        elif name in table.recognised() or (mapped and only):
            found.append(table)
    return found


def _unknown_sheet(sheet: RawSheet) -> Fault:
    names = {name: table.sheet for table in tables().values() for name in table.recognised()}
    near = nearest(sheet.name, names)
    every = ", ".join(tables())
    expected = with_nearest(
        Text(f"een tabblad of bestand met de naam {every}", f"a sheet or file named {every}"),
        names[near] if near else None,
    )
    return Fault(sheet.name, "", sheet.name, expected, kind="sheet", file=sheet.file)


def _lost(sheet: RawSheet, address: str, found: str | Text) -> Fault:
    if found is NO_FORMULA_RESULT:
        expected = Text(
            "een uitkomst: open en bewaar het bestand in Excel", "a result: open and save the file in Excel"
        )
    else:
        expected = Text("een waarde in plaats van een foutwaarde", "a value instead of an error value")
    return Fault(sheet.name, address, found, expected, kind="formula", file=sheet.file)


def _match_columns(
    sheet: RawSheet, table: Table, mapped: TableMapping | None, questions: CodeList
) -> tuple[Matched, list[Fault]]:
    foreign = mapped.headers() if mapped else {}
    constants = mapped.constants() if mapped else {}
    codes_by_header: dict[str, list[str]] = {}
    for column in table.columns:
        names = {foreign[column.code]} if column.code in foreign else column.recognised()
        for name in names if column.code not in constants else ():
            codes_by_header.setdefault(name, []).append(column.code)
    question_by_header: dict[str, str] = {}
    if table.sheet == "answers":
        question_by_header = {name: code for name, code in questions.spellings.items() if name not in codes_by_header}
        question_by_header |= {fold(name): question for name, question in (mapped.questions if mapped else {}).items()}
    known = codes_by_header.keys() | question_by_header.keys()
    row, cells = max(sheet.top, key=lambda top: (sum(fold(cell) in known for cell in top[1]), -top[0]))
    found = Matched(sheet, table, row, tuple(fold(cell) for cell in cells), mapped=mapped)
    faults: list[Fault] = []
    for position, cell in enumerate(cells, start=1):
        header = fold(cell)
        for code in codes_by_header.get(header, ()):
            if found.columns.setdefault(code, position) != position:
                faults.append(_column_fault(found, position, cell, _once(letters(found.columns[code]))))
        if question := question_by_header.get(header):
            if question in found.questions.values():
                faults.append(_column_fault(found, position, cell, Text("elke vraag eenmaal", "each question once")))
            found.questions[position] = question
        if header and header not in known and mapped is None:
            near = nearest(cell, codes_by_header)
            expected = with_nearest(_columns_of(table, questions), codes_by_header[near][0] if near else None)
            faults.append(_column_fault(found, position, cell, expected))
    return found, faults + list(_missing_columns(found, foreign))


def _columns_of(table: Table, questions: CodeList) -> Text:
    """What the columns of a table may be; a sheet of answers may have one per question as well."""
    every = ", ".join(column.code for column in table.columns)
    columns = Text(f"een kolom uit {every}", f"a column of {every}")
    if table.sheet != "answers" or not questions.codes:
        return columns
    some = any_of(questions)
    return Text(f"{columns.nl}, of een vraag: {some.nl}", f"{columns.en}, or a question: {some.en}")


def _once(other: str) -> Text:
    return Text(f"deze kolom eenmaal (ook in {other})", f"this column once (also in {other})")


def _column_fault(found: Matched, position: int, cell: str | None, expected: Text) -> Fault:
    sheet = found.sheet
    address = found.cell(found.header_row, position=position)
    return Fault(sheet.name, address, cell, expected, kind="column", file=sheet.file)


def _missing_columns(found: Matched, foreign: dict[str, str]) -> Iterable[Fault]:
    for column in found.table.columns:
        if not found.lacks(column):
            continue
        if column.required or column.column or column.code in foreign:
            name = column.name
            expected = Text(f"een kolom {column.code!r} ({name.nl})", f"a column {column.code!r} ({name.nl})")
            if found.mapped and column.code in foreign:
                expected = foreign_column(str(found.mapped.columns[column.code]))
            yield missing_column(found, expected)


def missing_column(found: Matched, expected: Text) -> Fault:
    """The fault of a column that is not in the header."""
    sheet = found.sheet
    return Fault(sheet.name, str(found.header_row), None, expected, kind="column", file=sheet.file)


def foreign_column(header: str) -> Text:
    """What a mapping expects of a header."""
    return Text(f"een kolom {header!r} (uit de mapping)", f"a column {header!r} (of the mapping)")
