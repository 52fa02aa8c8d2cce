"""A file that cannot be read, or would be read wrongly, is refused in words."""

import os
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook
from small_delivery import METALS, as_workbook, read, refused, sheets

from data.intake import container
from data.intake.delivery import DeliveryRefused, read_delivery

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leeg.xlsx", b"", "an empty file"),
        ("leeg.csv", b"", "an empty file"),
        ("leeg.parquet", b"", "an empty file"),
        ("brief.xlsx", b"Geachte heer, mevrouw", "a file that is not a workbook"),
        ("brief.parquet", b"Geachte heer, mevrouw", "a damaged Parquet file"),
        ("foto.csv", b"\x89PNG\x00\x00", "a file that is not text"),
        ("open.csv", b'company;joined\n"A;2019', "a quote that is not closed"),
        ("brief.docx", b"PK", "a file that ends in '.docx'"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    report = refused(path)
    assert words in report
    assert report.startswith(f"{name} was not accepted: 1 fault. Nothing was written.")


def test_the_binary_formats_of_excel_are_refused_with_what_to_do(tmp_path):
    with zipfile.ZipFile(tmp_path / "jaar.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    (tmp_path / "jaar.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for name, found in (
        ("jaar.xlsb", "a binary Excel workbook (.xlsb)"),
        ("jaar.xls", "a workbook in the old Excel format (.xls)"),
    ):
        assert f"found {found}, expected a file that opens in Excel, saved as .xlsx" in refused(tmp_path / name)


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path):
    assert "nergens.xlsx: found nothing, expected a workbook" in refused(tmp_path / "nergens.xlsx")
    assert "a folder without such files" in refused(tmp_path)


def test_a_truncated_workbook_is_refused(tmp_path):
    whole_file = as_workbook(sheets(), tmp_path / "jaar.xlsx").read_bytes()
    for cut in (len(whole_file) // 2, len(whole_file) - 30):
        (tmp_path / "jaar.xlsx").write_bytes(whole_file[:cut])
        assert "a damaged or cut-off workbook" in refused(tmp_path / "jaar.xlsx")


def test_a_damaged_part_of_a_workbook_is_refused(tmp_path):
    path = as_workbook(sheets(), tmp_path / "jaar.xlsx")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 90
    content[start : start + 20] = os.urandom(20)
    path.write_bytes(content)
    assert "a damaged or cut-off workbook" in refused(path)


def test_a_workbook_with_a_password_is_refused(tmp_path):
    plain_file = BytesIO(as_workbook(sheets(), tmp_path / "open.xlsx").read_bytes())
    with (tmp_path / "dicht.xlsx").open("wb") as protected:
        OOXMLFile(plain_file).encrypt("geheim", protected)
    assert "found a workbook protected by a password" in refused(tmp_path / "dicht.xlsx")


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    assert container.UNPACKED_BYTES == 500 * 1024**2
    monkeypatch.setattr(container, "UNPACKED_BYTES", 50 * 1024**2)
    path = as_workbook(sheets(), tmp_path / "bom.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/extra.xml", "w") as member:
        for _ in range(60):
            member.write(bytes(1 << 20))
    assert path.stat().st_size < 200_000
    assert "at most 50 MB unpacked" in refused(path)


def test_a_size_that_the_workbook_hides_is_counted_while_unpacking(tmp_path, monkeypatch):
    path = as_workbook(sheets(), tmp_path / "bom.xlsx")
    with zipfile.ZipFile(path) as archive:
        total = sum(member.file_size for member in archive.infolist())
    monkeypatch.setattr(container, "UNPACKED_BYTES", total - 1)
    monkeypatch.setattr(container, "_sheet_names", lambda _archive: {})  # a header that lies
    assert "unpacks to" in refused(path)


def test_a_stray_value_at_the_far_end_is_refused_before_the_memory_is_full(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "ver.xlsx")
    book.add_worksheet("companies").write(1048575, 16383, "x")
    book.close()
    assert "clear what stands far outside the table" in refused(tmp_path / "ver.xlsx")


def test_an_error_value_is_a_fault_and_never_an_empty_cell(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "jaar.xlsx", AS_TYPED)
    for sheet, rows in sheets().items():
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [str(cell) for cell in row.values()])
        if sheet == "answers":
            page.write_formula("D3", "=NA()", None, "#N/A")
    book.add_worksheet("uitleg").write_formula("A1", "=1/0", None, "#DIV/0!")  # not a table: nobody reads it
    book.close()
    report = refused(tmp_path / "jaar.xlsx")
    assert "answers!D3: found '#N/A', expected a value instead of an error value" in report
    assert report.count("found") == 1


def test_a_formula_without_a_result_is_a_fault(tmp_path):
    rows = sheets()
    rows["answers"][0]["value"] = 1
    path = as_workbook(rows, tmp_path / "jaar.xlsx")
    book = load_workbook(path)
    book["answers"]["D2"] = "=1+1"
    book.save(path)
    assert "answers!D2: found a formula without a stored result" in refused(path)


def test_a_round_that_is_not_configured_is_refused(tmp_path):
    with pytest.raises(DeliveryRefused, match=r"--round: found '9', expected a round of metals: 1, 2, .* new-round"):
        read_delivery(as_workbook(sheets(), tmp_path / "jaar.xlsx"), METALS, 9)


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "jaar.xlsx", AS_TYPED)
    for sheet, rows in sheets().items():
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [str(cell) for cell in row.values()])
        if sheet == "companies":
            page.write_formula("C2", '=IF(1=1,"","x")', None, "")
    book.close()
    with zipfile.ZipFile(tmp_path / "jaar.xlsx") as old, zipfile.ZipFile(tmp_path / "excel.xlsx", "w") as new:
        for name in old.namelist():  # Excel itself says that the result is a text; the library that wrote this does not
            new.writestr(name, old.read(name).replace(b'<c r="C2"><f>', b'<c r="C2" t="str"><f>'))
    assert read(tmp_path / "excel.xlsx").tables["company"]["left"].null_count == 3
