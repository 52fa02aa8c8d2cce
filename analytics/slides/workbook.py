"""The data of a native chart, and its workbook: published values, and nothing that tells when it was made."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.oxml.ns import qn
from xlsxwriter import Workbook

from analytics.figure import Figure
from analytics.text import Text, decimal_sign

# Nothing in a file may tell when it was made, or the same slides would differ.
ALWAYS: Final = datetime(2000, 1, 1)
LOCALE: Final = Text(nl="[$-413]", en="[$-809]")
Cells = Sequence[Sequence[str | float | None]]


def category_data(
    figure: Figure, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]
) -> Any:
    """Data of a chart with named categories; the workbook has a column per series."""
    data = _Categories(number_format=format_code(figure))
    data.categories = list(categories)
    for name, values in series:
        data.add_series(name, list(values))
    return data


def point_data(figure: Figure, series: Sequence[tuple[str, Sequence[tuple[float, float]]]], cells: Cells) -> Any:
    """Data of a chart of points; `cells` is its workbook, to which `refer` points every series."""
    data = _Points(cells, number_format=format_code(figure))
    for name, points in series:
        made = data.add_series(name)
        for x, y in points:
            made.add_data_point(x, y)
    return data


class _Categories(CategoryChartData):  # type: ignore[misc]
    """Chart data whose workbook is the same every time."""

    @property
    def _workbook_writer(self) -> Any:
        return _CategoryBook(self)


class _CategoryBook(CategoryWorkbookWriter):  # type: ignore[misc]
    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        workbook.set_properties({"created": ALWAYS})
        super()._populate_worksheet(workbook, worksheet)


class _Points(XyChartData):  # type: ignore[misc]
    def __init__(self, cells: Cells, number_format: str) -> None:
        super().__init__(number_format=number_format)
        self.cells = cells

    @property
    def _workbook_writer(self) -> Any:
        return _PointBook(self)


class _PointBook(XyWorkbookWriter):  # type: ignore[misc]
    """A plain sheet: a row per category and a column per series. Where a point stands in its row is no value."""

    @property
    def xlsx_blob(self) -> bytes:
        made = BytesIO()
        with Workbook(made, {"in_memory": True}) as workbook:
            workbook.set_properties({"created": ALWAYS})
            sheet = workbook.add_worksheet()
            style = workbook.add_format({"num_format": self._chart_data.number_format})
            for place, row in enumerate(self._chart_data.cells):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(place, column, value)
                    elif value is not None:
                        sheet.write_number(place, column, value, style)
        return made.getvalue()


def refer(series: Any, *, name: str, x: str, y: str | None, count: int = 0) -> None:
    """Where in the workbook a series of points has its name and values; y None: only places, written as they are."""
    element = series._element
    element.find(qn("c:tx")).find(f".//{qn('c:f')}").text = name
    element.find(qn("c:xVal")).find(f".//{qn('c:f')}").text = x
    values = element.find(qn("c:yVal"))
    reference = values.find(qn("c:numRef"))
    if y is not None:
        reference.find(qn("c:f")).text = y
        return
    literal = etree.SubElement(values, qn("c:numLit"))
    literal.extend(list(reference.find(qn("c:numCache"))))
    values.remove(reference)
    # LibreOffice loses series that are shorter than a later one.
    for each in element.iter(qn("c:ptCount")):
        if each.getparent().tag != qn("c:strCache"):
            each.set("val", str(count))


def format_code(figure: Figure) -> str:
    """How numbers of this figure are written in workbook and axis: as many decimals as its marks show."""
    sign = decimal_sign(figure.language)
    shown = [each.text for series in figure.series for each in series.marks if each.value is not None]
    decimals = max((_decimals(text, sign) for text in shown), default=0)
    number = "0" + ("." + "0" * decimals if decimals else "")
    return LOCALE.in_(figure.language) + number


def _decimals(text: str, sign: str) -> int:
    """How many decimals the first number in a text has."""
    whole, found, rest = text.partition(sign)
    if not found or not whole[-1:].isdigit():
        return 0
    digits = 0
    while digits < len(rest) and rest[digits].isdigit():
        digits += 1
    return digits
