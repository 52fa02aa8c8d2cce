"""What a workbook's file is before anyone opens it: its kind, its unpacked size, and cells that would read as empty.

A workbook is a zip of XML. The reader gives an error value (#N/A) and a formula without a stored result as an empty
cell, and reserves memory for the whole rectangle of a sheet: what would be lost or too large is found here first.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.faults import Fault
from data.text import Text

UNPACKED_BYTES = 500 * 1024 * 1024  # a workbook with a million answers unpacks to about 100 MB
RECTANGLE_CELLS = 30_000_000  # the reader holds the rectangle from A1 to the last cell in memory: about 1 GB
MEMBERS = 10_000
_CHUNK = 1 << 20

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
WORKBOOK = Text(
    "een Excel-werkmap (.xlsx, .xlsm) of OpenDocument-werkblad (.ods)",
    "an Excel workbook (.xlsx, .xlsm) or OpenDocument spreadsheet (.ods)",
)
SAVE_ANEW = Text(
    "een bestand dat in Excel opent en als .xlsx is opgeslagen", "a file that opens in Excel, saved as .xlsx"
)
NO_FORMULA_RESULT = Text("een formule zonder uitkomst", "a formula without a stored result")

_PREFIX = rb"(?:\w+:)?"
_ERROR_CELL = re.compile(rb"<" + _PREFIX + rb'c\b([^>]*?\bt="e"[^>]*)>(.*?)</' + _PREFIX + rb"c>", re.DOTALL)
_BARE_FORMULA = re.compile(
    rb"<" + _PREFIX + rb"c\b([^>]*)>\s*<" + _PREFIX + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _PREFIX + rb"f>)\s*"
    rb"(?:<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v>\s*</" + _PREFIX + rb"v>)?\s*</" + _PREFIX + rb"c>"
)  # fmt: skip
_ADDRESS = re.compile(rb'\br="([A-Z]+\d+)"')
_VALUE = re.compile(rb"<" + _PREFIX + rb"v>([^<]*)<")
_ROW = re.compile(rb"<" + _PREFIX + rb'row\b[^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'\br="([A-Z]{2,3})\d')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ODS_ERROR = re.compile(rb'calcext:value-type="error"')
_ODS_REPEATED = re.compile(
    rb'<table:table-cell(?=[^>]*office:value-type)[^>]*number-columns-repeated="\d{4,}"'
    rb'|<table:table-row[^>]*number-rows-repeated="\d{5,}"[^>]*>\s*(?:<table:table-cell[^>]*/>\s*)*'
    rb"<table:table-cell[^>]*office:value-type"
)


class UnreadableFileError(ValueError):
    """A file that cannot be read as what it should be; `found` and `expected` are words for the report."""

    def __init__(self, found: Text, expected: Text) -> None:
        """Keep both for the report."""
        self.found = found
        self.expected = expected
        super().__init__(f"found {found.en}, expected {expected.en}")

    def fault(self, file: str) -> Fault:
        """The same as a fault of the delivery."""
        return Fault(file, "", self.found, self.expected, kind="file")


@dataclass(slots=True)
class SheetScan:
    """What one sheet's XML holds. lost: (address, what stands there) of cells that would read as empty."""

    lost: list[tuple[str, str | Text]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 26


def scan_workbook(path: Path) -> dict[str, SheetScan]:
    """Look into a workbook's file without opening it as a workbook; the scan of each sheet by its name.

    Raises UnreadableFileError for a file that is empty, no workbook, protected by a password, cut off, or too large.
    """
    _refuse_other_kinds(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = _sheet_names(archive)
            unpacked, scans = 0, {}
            for member in archive.infolist():
                scan = SheetScan()
                for chunk in _blocks(archive, member):
                    unpacked += len(chunk)
                    if unpacked > UNPACKED_BYTES:
                        raise _too_large(unpacked)
                    if member.filename in names:
                        _scan_rows(chunk, scan)
                    elif member.filename == "content.xml":
                        _refuse_bad_opendocument(chunk)
                if member.filename in names:
                    scans[names[member.filename]] = scan
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise UnreadableFileError(
            Text("een beschadigde of afgekapte werkmap", "a damaged or cut-off workbook"), SAVE_ANEW
        ) from error
    _refuse_wide_rectangles(scans)
    return scans


def _refuse_other_kinds(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(len(_OLE))
        if not head:
            raise UnreadableFileError(Text("een leeg bestand", "an empty file"), WORKBOOK)
        if head == _OLE:
            protected = "EncryptedPackage".encode("utf-16-le") in head + file.read()
            if protected:
                raise _password()
            raise UnreadableFileError(
                Text("een werkmap in het oude Excel-formaat (.xls)", "a workbook in the old Excel format (.xls)"),
                SAVE_ANEW,
            )
    if not head.startswith(_ZIP):
        raise UnreadableFileError(Text("een bestand dat geen werkmap is", "a file that is not a workbook"), WORKBOOK)


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet in each part of the archive; empty for OpenDocument. Refuses what is no workbook."""
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if declared > UNPACKED_BYTES or len(members) > MEMBERS:
        raise _too_large(declared)
    if any(member.flag_bits & 1 for member in members):
        raise _password()
    names = {member.filename for member in members}
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise _password()
        return {}
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(
            Text("een binaire Excel-werkmap (.xlsb)", "a binary Excel workbook (.xlsb)"), SAVE_ANEW
        )
    if "xl/workbook.xml" not in names:
        raise UnreadableFileError(Text("een bestand dat geen werkmap is", "a file that is not a workbook"), WORKBOOK)
    relations = {}
    if "xl/_rels/workbook.xml.rels" in names:
        text = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        for relation in _RELATION.findall(text):
            parts = dict(_ATTRIBUTE.findall(relation))
            target = parts.get("Target", "")
            relations[parts.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        parts = dict(_ATTRIBUTE.findall(sheet))
        reference = next((value for key, value in parts.items() if key.endswith(":id")), "")
        sheets[relations.get(reference, "")] = html.unescape(parts.get("name", ""))
    return sheets


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a member; those of a sheet in blocks of whole rows."""
    with archive.open(member) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            block = rest + chunk
            cut = max(block.rfind(b"<row"), block.rfind(b":row "), block.rfind(b"<table:table-row"))
            if cut <= 0 and len(block) < 8 * _CHUNK:
                cut = 0
            rest = block[cut:] if cut >= 0 else b""
            if cut:
                yield block[:cut] if cut > 0 else block
        if rest:
            yield rest


def _scan_rows(block: bytes, scan: SheetScan) -> None:
    if b't="e"' in block:
        for attributes, content in _ERROR_CELL.findall(block):
            value = _VALUE.search(content)
            scan.lost.append((_address(attributes), value.group(1).decode("utf-8", "replace") if value else "#"))
    if b"<f" in block or b":f" in block:
        for attributes in _BARE_FORMULA.findall(block):
            if b't="str"' not in attributes:  # a formula whose result is an empty text
                scan.lost.append((_address(attributes), NO_FORMULA_RESULT))
    last_value = max(block.rfind(b"<v"), block.rfind(b":v"), block.rfind(b"<is"), block.rfind(b":is"))
    scan.last_row = max([scan.last_row, *map(int, _ROW.findall(block, 0, max(last_value, 0)))])
    for letters in set(_FAR_COLUMN.findall(block)):
        scan.last_column = max(scan.last_column, column_number(letters.decode()))


def _refuse_bad_opendocument(block: bytes) -> None:
    if _ODS_ERROR.search(block):
        raise UnreadableFileError(
            Text("cellen met een foutwaarde (zoals #N/B)", "cells with an error value (such as #N/A)"),
            Text("cellen zonder foutwaarde", "cells without an error value"),
        )
    if _ODS_REPEATED.search(block):
        raise UnreadableFileError(
            Text("een cel die duizenden keren wordt herhaald", "a cell repeated thousands of times"),
            Text("een werkblad zonder zulke herhalingen", "a spreadsheet without such repetitions"),
        )


def _address(attributes: bytes) -> str:
    found = _ADDRESS.search(attributes)
    return found.group(1).decode() if found else ""


def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_wide_rectangles(scans: dict[str, SheetScan]) -> None:
    for name, scan in scans.items():
        if scan.last_row * scan.last_column > RECTANGLE_CELLS:
            size = f"{scan.last_row} x {scan.last_column}"
            raise UnreadableFileError(
                Text(f"tabblad {name!r} met {size} cellen", f"sheet {name!r} with {size} cells"),
                Text(
                    f"hoogstens {RECTANGLE_CELLS} cellen; wis wat ver buiten de tabel staat",
                    f"at most {RECTANGLE_CELLS} cells; clear what stands far outside the table",
                ),
            )


def _password() -> UnreadableFileError:
    return UnreadableFileError(
        Text("een werkmap met een wachtwoord", "a workbook protected by a password"),
        Text("een werkmap zonder wachtwoord", "a workbook without a password"),
    )


def _too_large(size: int) -> UnreadableFileError:
    megabytes, limit = size // 1024**2, UNPACKED_BYTES // 1024**2
    return UnreadableFileError(
        Text(
            f"een werkmap die uitpakt tot {megabytes} MB of meer", f"a workbook that unpacks to {megabytes} MB or more"
        ),
        Text(f"hoogstens {limit} MB uitgepakt", f"at most {limit} MB unpacked"),
    )
