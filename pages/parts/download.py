"""A figure as a CSV file: the shown values, then the words that belong to them."""

import csv
import re
from io import StringIO

from analytics.figure import Figure
from data.cube import Text

# Dutch Excel splits on semicolons; other Excels on commas. Both read UTF-8 where the file says so (BOM).
SEPARATOR = Text(nl=";", en=",")
_NUMBER = re.compile(r"^[+\-−]?[\d.,]+( ?%)?$")


def csv_of(figure: Figure) -> bytes:
    """Header, rows, an empty line, then title, base, notes and source. No cell can run as a formula."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=SEPARATOR.in_(figure.language), lineterminator="\r\n")
    writer.writerow(map(inert, figure.table.header))
    writer.writerows(map(inert, row) for row in figure.table.rows)
    writer.writerow(())
    writer.writerows((inert(text),) for text in (figure.title, figure.subtitle, *figure.notes, figure.source))
    return lines.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; a plain number stays a number."""
    if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.match(text):
        return f"'{text}"
    return text
