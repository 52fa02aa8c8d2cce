"""A delivery is read whatever program wrote it, and a file that cannot be read is refused in words."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_delivery import (
    EAST,
    FIRST,
    METALS,
    NORTH,
    ROUND,
    SECOND,
    SOUTH,
    as_csv,
    as_parquet,
    as_workbook,
    plain,
    read,
    refused,
    sheets,
    wide,
)  # fmt: skip

from data.intake.numbers import day, decimal, whole
from data.intake.panel_rows import append_rows
from data.intake.workbook import cell_text

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    return plain(read(as_workbook(sheets(), tmp_path_factory.mktemp("expected") / "expected.xlsx")))


def test_every_form_of_a_delivery_says_the_same(tmp_path, expected):
    rows = sheets()
    forms = [
        as_workbook(wide(rows), tmp_path / "wide.xlsx"),
        as_csv(rows, tmp_path / "dutch"),
        as_csv(rows, tmp_path / "comma", delimiter=",", encoding="utf-8"),
        as_csv(rows, tmp_path / "old", encoding="cp1252"),
        as_csv(rows, tmp_path / "unicode", delimiter="\t", encoding="utf-16"),
        as_csv(wide(rows), tmp_path / "wide"),
        as_parquet(rows, tmp_path / "parquet"),
        as_parquet(wide(rows), tmp_path / "wide parquet"),
    ]
    for form in forms:
        assert plain(read(form)) == expected, form.name


def test_a_delivery_is_typed_as_the_panel_is(tmp_path):
    delivery = read(as_workbook(sheets(), tmp_path / "jaar.xlsx"))
    with duckdb.connect() as con:
        con.execute(Path("data/sql/panel.sql").read_text(encoding="utf-8"))
        for name, table in delivery.tables.items():
            columns = [c for c in table.column_names if c != "aliases"]
            assert [*append_rows(con, name, table, delivery=1)] == [table.num_rows]
            wanted = {row[0] for row in con.execute(f"describe {name}").fetchall()} - {"delivery"}
            assert wanted == set(columns)
    assert delivery.tables["company"].schema.field("aliases").type == pa.list_(pa.string())
    assert delivery.instrument_version == "v3"
    assert delivery.spellings.keys() == {EAST, SOUTH, NORTH}


def test_what_was_not_answered_stands_there_as_such(tmp_path):
    answers = read(as_workbook(sheets(), tmp_path / "jaar.xlsx")).tables["answer"].to_pylist()
    questions = METALS.questions_of("v3")
    segment = {NORTH: "primary", SOUTH: "wholesale", EAST: "recycling"}
    assert len(answers) == 3 * len(questions)
    for question in questions:
        for name in (NORTH, SOUTH, EAST):
            (row,) = [r for r in answers if r["company"] == name and r["question"] == question.id]
            asked = not question.segments or segment[name] in question.segments
            given_ = {FIRST: 1_000_000, SECOND: 2_500_000}.get(question.id)
            state = "answered" if given_ is not None else "unanswered" if asked else "not_applicable"
            assert (row["state"], row["value_micro"]) == (state, given_)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    delivery = read(as_workbook(sheets(), tmp_path / "jaar.xlsx"))
    assert delivery.tables["action"]["partner"].to_pylist() == ["=SUM(A1)"]
    assert delivery.tables["activity"]["title_nl"].to_pylist() == ["=1+1 over water"]


def test_dutch_names_of_sheets_columns_and_codes_are_understood(tmp_path, expected):
    dutch = {
        "bedrijven": [
            {
                "Bedrijfsnaam": f"\u00a0{row['company']}  ", "LID SINDS ": "1 juli 2019", "vertrokken op": "n.v.t.",
                "Segment": next(s.name.nl for s in METALS.segments if s.code == row["segment"]).upper(),
                "Secundaire metalen": METALS.word("secondary", str(row["secondary"])).nl,
                "Grootteklasse": next(s.name.nl for s in METALS.size_classes if s.code == row["size_class"]),
                "Andere namen": row["aliases"],
            }
            for row in sheets()["companies"]
        ],
        "Beoordelingen": [
            {"Bedrijf": row["company"], "Ingediend op": "01/04/2022"} for row in sheets()["assessments"]
        ],
        "antwoorden": [
            {"Bedrijf": row["company"], "Vraag": row["question"], "Antwoord": row["value"]}
            for row in sheets()["answers"]
        ],
    }  # fmt: skip
    assert plain(read(as_csv(dutch, tmp_path / "map"))) == {
        name: expected[name] for name in ("company", "assessment", "answer")
    }


def test_what_dutch_people_answer_to_a_question_is_understood(tmp_path, expected):
    rows = sheets()
    words = {"supplies": "levert", "depends": "afhankelijk", "no": "nee"}
    for row in rows["companies"]:
        row["secondary"] = words[str(row["secondary"])]
    rows["actions"][0]["status"] = "Bezig"
    rows["risks"][0]["relation"] = "verbonden"
    assert plain(read(as_csv(rows, tmp_path / "map"))) == expected


def test_a_name_that_came_twice_is_told_with_the_file_of_the_first(tmp_path):
    folder = tmp_path / "bedrijven"
    folder.mkdir()
    for place in range(2):
        row = sheets()["companies"][0] | {"secondary": ("no", "supplies")[place]}
        as_workbook({"companies": [row]}, folder / f"bedrijf {place}.xlsx")
    report = refused(folder)
    assert "bedrijf 1.xlsx: companies!A2: found " in report
    assert "expected each company once (also in bedrijf 0.xlsx: companies!A2)" in report


def test_a_title_above_the_header_and_blank_rows_are_passed_over(tmp_path, expected):
    path = tmp_path / "jaar.xlsx"
    book = xlsxwriter.Workbook(path, AS_TYPED)
    for sheet, rows in sheets().items():
        page = book.add_worksheet(sheet)
        page.write(0, 0, "Levering van het secretariaat")
        page.write_row(2, 0, list(rows[0]))
        for number, row in enumerate(rows):
            page.write_row(4 + 2 * number, 0, [str(cell) for cell in row.values()])
    book.close()
    assert plain(read(path)) == expected


def test_real_excel_dates_numbers_and_formulas_give_their_values(tmp_path, expected):
    path = tmp_path / "jaar.xlsx"
    book = xlsxwriter.Workbook(path, AS_TYPED)
    as_date = book.add_format({"num_format": "dd-mm-yyyy"})
    for sheet, rows in sheets().items():
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, start=1):
            for position, cell in enumerate(map(str, row.values())):
                found = day(cell)
                if found:
                    page.write_datetime(number, position, datetime(found.year, found.month, found.day), as_date)
                elif cell in {"1", "2,5", "4", "2"}:
                    page.write_formula(number, position, f"={cell.replace(',', '.')}*1", None, decimal(cell))
                else:
                    page.write_string(number, position, cell)
    book.close()
    assert plain(read(path)) == expected


def test_a_folder_with_a_workbook_per_company_is_one_delivery(tmp_path, expected):
    folder = tmp_path / "bedrijven"
    folder.mkdir()
    for place, name in enumerate((NORTH, SOUTH, EAST)):
        own = {sheet: [r for r in rows if r.get("company", name) == name] for sheet, rows in sheets().items()}
        own = {sheet: rows for sheet, rows in own.items() if rows and (place == 0 or "company" in rows[0])}
        for rows in (own["assessments"], own["answers"]):
            for row in rows:
                del row["company"]  # each workbook is of one company: that need not be said again
        as_workbook(own, folder / f"bedrijf {place}.xlsx")
    (folder / "~$bedrijf 0.xlsx").write_bytes(b"left by Excel")
    assert plain(read(folder)) == expected


def test_a_workbook_that_lies_twice_in_a_folder_is_one_fault(tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    first = as_workbook(sheets(), folder / "noord (kopie).xlsx")
    (folder / "noord.xlsx").write_bytes(first.read_bytes())
    report = refused(folder)
    assert "1 fault." in report
    assert "noord.xlsx: found a copy of noord (kopie).xlsx, expected each workbook once" in report


def test_what_excel_keeps_of_an_open_workbook_is_told_from_the_workbook(tmp_path):
    beside = tmp_path / "~$jaar-3.xlsx"
    beside.write_bytes(b"\x05Piet")
    assert "expected the workbook itself, jaar-3.xlsx, saved" in refused(beside)


def test_a_fault_in_a_folder_names_the_file(tmp_path):
    folder = tmp_path / "bedrijven"
    folder.mkdir()
    for place, row in enumerate(sheets()["companies"]):
        as_workbook({"companies": [row | {"segment": "zinc"} if place else row]}, folder / f"bedrijf {place}.xlsx")
    report = refused(folder)
    assert "bedrijf 1.xlsx: companies!G2: found 'zinc'" in report
    assert "bedrijf 0.xlsx" not in report


def test_a_large_csv_is_read_as_a_small_one_is(tmp_path, monkeypatch, expected):
    monkeypatch.setattr("data.intake.flatfile.CAREFUL_BYTES", 0)
    assert plain(read(as_csv(sheets(), tmp_path / "bom"))) == expected
    assert plain(read(as_csv(sheets(), tmp_path / "old", encoding="cp1252", delimiter=","))) == expected
    folder = as_csv(sheets(), tmp_path / "blank")
    text = (folder / "companies.csv").read_text(encoding="utf-8")
    lines = text.replace("wholesale", "zinc").splitlines()
    (folder / "companies.csv").write_text("sep=;\n" + "\n\n".join(lines), encoding="utf-8")
    assert "companies!G5: found 'zinc'" in refused(folder)


def test_sep_line_of_excel_is_passed_over(tmp_path, expected):
    folder = as_csv(sheets(), tmp_path / "map", encoding="utf-8")
    for path in folder.iterdir():
        path.write_text("sep=;\r\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert plain(read(folder)) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", "3"), ("2,5", "2.5"), ("2.5", "2.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567"),
     ("0.30000000000000004", "0.3"), ("8O", None), ("1e3", None), ("", None), ("٣", None)],
)  # fmt: skip
def test_a_number_reads_as_a_dutch_reader_reads_it(text, number):
    found = decimal(text)
    assert (found is None) == (number is None)
    assert number is None or found == decimal(number)


def test_a_thousand_is_a_thousand_in_a_count_and_a_decimal_in_a_number_cell():
    assert whole("1.234") == 1234
    assert whole(cell_text(1.234)) is None
    assert whole(cell_text(1234.0)) == 1234
    assert decimal(cell_text(0.1 + 0.2)) == decimal("0.3")


@pytest.mark.parametrize(
    "text", ["31-12-2022", "31/12/2022", "2022-12-31", "31 december 2022", "31 dec. 2022", "31-12-22", "31.12.2022",
             "2022-12-31 00:00:00", "31 Dec 2022"],
)  # fmt: skip
def test_a_date_reads_in_every_form_that_people_type(text):
    assert day(text) == date(2022, 12, 31)


@pytest.mark.parametrize("text", ["31-2-2021", "12/31/2022", "2022-13-01", "44926", "gisteren", "31 foo 2022"])
def test_a_date_that_does_not_exist_is_no_date(text):
    assert day(text) is None


def has_one_reading(text: str) -> bool:
    """Whether its bytes in Windows-1252 are no text in UTF-8 as well: those of "Â¡" are "¡" there, for any reader."""
    try:
        return text.encode("cp1252").decode("utf-8") == text
    except UnicodeDecodeError:
        return True


letters = st.characters(codec="cp1252", exclude_categories=("Cc", "Zs", "Zl", "Zp"))
titles = st.text(letters, min_size=1, max_size=30).filter(has_one_reading)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 4_000_000)), min_size=6, max_size=6),
    dates=st.lists(st.dates(date(2021, 7, 1), date(2022, 6, 30)), min_size=3, max_size=3),
    title=titles,
    severity=st.integers(1, 5),
)
def test_any_valid_delivery_survives_each_form_unchanged(tmp_path_factory, values, dates, title, severity):
    tmp_path = tmp_path_factory.mktemp("form")
    rows = sheets()
    for row, value in zip(rows["answers"], values, strict=True):
        row["value"] = "n.v.t." if value is None else f"{value / 1_000_000:.6f}".replace(".", ",")
    for row, moment in zip(rows["assessments"], dates, strict=True):
        row["submitted_on"] = f"{moment.day}-{moment.month}-{moment.year}"
    rows["notes"][0]["text_nl"] = rows["activities"][0]["title_en"] = title
    rows["risks"][0]["severity"] = severity
    forms = [
        as_workbook(rows, tmp_path / "a.xlsx"),
        as_csv(rows, tmp_path / "b"),
        as_csv(rows, tmp_path / "c", encoding="cp1252", delimiter=","),
        as_parquet(rows, tmp_path / "d"),
    ]
    found = [plain(read(form)) for form in forms]
    assert all(each == found[0] for each in found)
    answered = {(r["company"], r["question"]): r["value_micro"] for r in found[0]["answer"] if r["state"] == "answered"}
    wanted = {(r["company"], r["question"]): v for r, v in zip(rows["answers"], values, strict=True) if v is not None}
    assert answered == wanted
    assert sorted(r["submitted_on"] for r in found[0]["assessment"]) == sorted(dates)
    assert found[0]["risk"][0]["severity"] == severity


def test_the_number_of_the_round_given_is_the_number_of_the_delivery(tmp_path):
    assert read(as_csv(sheets(), tmp_path / "a")).round == ROUND


def test_numbers_of_a_parquet_file_need_not_be_text(tmp_path, expected):
    folder = as_parquet(sheets(), tmp_path / "map")
    rows = [row | {"value": float(decimal(str(row["value"])))} for row in sheets()["answers"]]
    pq.write_table(pa.Table.from_pylist(rows), folder / "answers.parquet")
    companies = [row | {"joined": date(2019, 7, 1), "left": None} for row in sheets()["companies"]]
    pq.write_table(pa.Table.from_pylist(companies), folder / "companies.parquet")
    assert plain(read(folder)) == expected


def test_the_signs_that_only_windows_has_are_kept(tmp_path):
    rows = sheets()
    rows["notes"][0]["text_nl"] = "€ 5 – ‘oud’ geld…"
    delivery = read(as_csv(rows, tmp_path / "map", encoding="cp1252"))
    assert delivery.tables["note"]["text_nl"].to_pylist() == ["€ 5 – ‘oud’ geld…"]
