"""Every fault of a delivery is named at once, by sheet and cell, with what was found and what was expected."""

from datetime import date

import pytest
from small_delivery import (
    EAST,
    FIRST,
    FOR_ALL,
    MAXIMUM,
    METALS,
    NORTH,
    NOT_FOR_RECYCLERS,
    SECOND,
    SOUTH,
    THEME,
    Sheets,
    as_csv,
    as_parquet,
    as_workbook,
    plain,
    read,
    refused,
    sheets,
    wide,
)  # fmt: skip

from data.faults import PRINTED_FAULTS
from data.intake.delivery import DeliveryRefused, Fault, read_delivery
from data.text import Text

RANGE = f"""a number from 0 to {MAXIMUM} (at most six decimals), "n.v.t." or empty"""


def changed(sheet: str, row: int, **cells: object) -> Sheets:
    rows = sheets()
    rows[sheet][row] |= cells
    return rows


def added(sheet: str, **cells: object) -> Sheets:
    rows = sheets()
    rows[sheet].append({key: cells.get(key, "") for key in rows[sheet][0]})
    return rows


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (changed("answers", 1, value="8O"), f"answers!D3: found '8O', expected {RANGE}"),
        (changed("answers", 1, value=str(MAXIMUM + 1)), f"answers!D3: found '{MAXIMUM + 1}', expected {RANGE}"),
        (changed("answers", 1, value="-1"), f"answers!D3: found '-1', expected {RANGE}"),
        (changed("answers", 1, value="1,1234567"), f"answers!D3: found '1,1234567', expected {RANGE}"),
        (
            changed("answers", 0, question="99.9"),
            "answers!B2: found '99.9', expected one of the 51 of the list, from 1.1",
        ),
        (changed("answers", 0, question=""), "answers!B2: found nothing, expected a filled cell"),
        (changed("answers", 0, company="Onbekend"), "answers!A2: found 'Onbekend', expected a company of the"),
        (changed("answers", 0, assessor="buurman"), "answers!C2: found 'buurman', expected one of self, secr"),
        (
            changed("answers", 5, question=NOT_FOR_RECYCLERS.id, value="1"),
            f"answers!D7: found '1', expected n/a or empty: question {NOT_FOR_RECYCLERS.id} is not for this",
        ),
        (
            added("answers", company=NORTH, question=FIRST, assessor="self", value="3"),
            f"answers!A8: found '{NORTH}', "
            f"expected each question once per company and assessor (question {FIRST} also in "
            "answers!2)",
        ),
        (
            added("answers", company="voorbeeld gieterij noord", question=FIRST, value=""),
            f"answers!A8: found '{NORTH}', expected each question once per company and assessor",
        ),
        (
            added("answers", company=NORTH, question=FIRST, assessor="expert", value="3"),
            f"answers!A8: found '{NORTH}', expected a row in assessments for this company (assessor expert)",
        ),
        (
            added("assessments", company=NORTH, assessor="expert", submitted_on="2022-05-01"),
            f"assessments!A5: found '{NORTH}', expected answers of this company (assessor expert), or no date",
        ),
        (changed("assessments", 0, instrument_version="v2"), "assessments!C2: found 'v2', expected v3"),
        (
            changed("assessments", 0, submitted_on="2018-01-01"),
            "assessments!D2: found '2018-01-01', expected a date not before the company joined (2019-07-01)",
        ),
        (
            added("assessments", company=SOUTH, submitted_on="2022-05-01"),
            f"assessments!A5: found '{SOUTH} / self', expected company x assessor once (also in assessments!3)",
        ),
        (changed("companies", 1, joined="31-2-2021"), "companies!B3: found '31-2-2021', expected a date"),
        (
            changed("companies", 1, joined="11/17/2021"),
            "found '11/17/2021', expected a date such as 31-12-2022 (day, month, year)",
        ),
        (
            changed("companies", 1, joined="2052-07-01"),
            "companies!B3: found '2052-07-01', expected a date no later than 2022-06-30, the end of the round",
        ),
        (changed("companies", 1, joined="0202-12-31"), "companies!B3: found '0202-12-31', expected a date from 1990"),
        (
            changed("companies", 1, left="2019-06-30"),
            "companies!C3: found '2019-06-30', expected a date not before joined (2019-07-01)",
        ),
        (changed("companies", 1, joined=""), "companies!B3: found nothing, expected a filled cell"),
        (
            changed("companies", 1, segment="primery"),
            "companies!G3: found 'primery', expected one of primary, recycling, "
            "wholesale, end_user (did you mean 'primary'?)",
        ),
        (changed("companies", 1, company=" "), "companies!A3: found nothing, expected a filled cell"),
        (changed("companies", 1, company="..."), "companies!A3: found '...', expected a name"),
        (
            changed("companies", 1, company="VOORBEELD GIETERIJ NOORD"),
            "companies!A3: found 'VOORBEELD GIETERIJ NOORD', expected each company once (also in A2)",
        ),
        (
            changed("companies", 1, aliases="V.G.N."),
            "companies!F3: found 'V.G.N.', expected each company once (also in F2)",
        ),
        (changed("risks", 0, theme="watter"), "risks!B2: found 'watter', expected one of health_safety, child_labour,"),
        (changed("risks", 0, severity="6"), "risks!E2: found '6', expected a whole number from 1 to 5"),
        (changed("risks", 0, likelihood="hoog"), "risks!F2: found 'hoog', expected a whole number from 1 to 5"),
        (changed("risks", 0, prioritised="misschien"), "risks!H2: found 'misschien', expected yes or no"),
        (
            added("risks", company=NORTH, theme=THEME.code, material="koper", country="Peru", severity="1"),
            "expected company x theme x material x country once (also in risks!2)",
        ),
        (changed("actions", 0, step="7"), "actions!C2: found '7', expected one of embed, identify, act"),
        (
            changed("actions", 0, completed_on="1-1-2019"),
            "actions!G2: found '2019-01-01', expected a date not before the company joined",
        ),
        (
            changed("deliverables", 0, submitted_on="2019-06-30"),
            "deliverables!F2: found '2019-06-30', expected a date not before the company joined (2019-07-01)",
        ),
        (changed("deliverables", 0, expected=""), "deliverables!C2: found nothing, expected a filled cell"),
        (changed("activities", 0, companies_present="veel"), "activities!K2: found 'veel', expected a whole"),
        (changed("activities", 0, url="javascript:alert(1)"), "expected a web address (https://...)"),
        (changed("activities", 0, round="4"), "activities!B2: found '4', expected 3 (the round of"),
        (
            changed("activities", 0, ended="2022-02-28"),
            "activities!D2: found '2022-02-28', expected a date not before date (2022-03-01)",
        ),
    ],
)
def test_a_fault_says_where_it_is_what_was_found_and_what_was_expected(tmp_path, rows, fault):
    assert fault in refused(as_csv(rows, tmp_path / "map"))


def test_all_faults_are_named_at_once_in_the_order_of_the_sheets(tmp_path):
    rows = sheets()
    rows["companies"][0]["joined"] = "morgen"
    rows["companies"][2]["size_class"] = "groot"
    rows["answers"][0]["value"] = rows["answers"][3]["value"] = "veel"
    rows["risks"][0]["severity"] = "9"
    report = refused(as_workbook(rows, tmp_path / "jaar-3.xlsx")).splitlines()
    assert report[0] == "jaar-3.xlsx was not accepted: 5 faults. Nothing was written."
    assert [line.split(":")[0].strip() for line in report[1:]] == [
        "answers!D2", "answers!D5", "companies!B2", "companies!E4", "risks!E2",
    ]  # fmt: skip


def test_a_report_can_be_read_in_dutch(tmp_path):
    with pytest.raises(DeliveryRefused) as caught:
        read(as_csv(changed("companies", 1, joined="31-2-2021"), tmp_path / "map"))
    assert caught.value.report("nl") == (
        "map is niet aangenomen: 1 fout. Er is niets weggeschreven.\n"
        "  companies!B3: gevonden '31-2-2021', verwacht een datum zoals 31-12-2022 (dag, maand, jaar)"
    )


def test_a_long_report_counts_what_it_does_not_print():
    faults = [Fault("answers", f"D{n}", "x", Text("een getal", "a number"), kind="number") for n in range(2, 302)]
    report = str(DeliveryRefused("jaar.xlsx", [*faults, Fault("risks", "A2", "x", Text("y", "y"), kind="code")]))
    assert report.splitlines()[0] == "jaar.xlsx was not accepted: 301 faults. Nothing was written."
    assert len(report.splitlines()) == PRINTED_FAULTS + 2
    assert report.splitlines()[-1].strip() == "and 101 more: number 100, unknown code or name 1"


def test_an_unknown_company_is_named_once_however_many_answers_it_has(tmp_path):
    rows = sheets()
    for row in rows["answers"][:2]:
        row["company"] = "Onbekende Smelterij"
    report = refused(as_csv(rows, tmp_path / "map"))
    assert "answers!A2: found 'Onbekende Smelterij' in 2 rows, expected a company of the companies sheet" in report
    assert report.count("Onbekende Smelterij") == 1


def test_a_wide_answer_is_named_by_its_own_cell(tmp_path):
    rows = wide(sheets())
    rows["answers"][1][SECOND] = "veel"
    assert f"answers!C3: found 'veel', expected {RANGE}" in refused(as_workbook(rows, tmp_path / "jaar.xlsx"))


def test_a_header_that_is_no_question_is_told_which_questions_there_are(tmp_path):
    rows = wide(sheets())
    for row in rows["answers"]:
        row["99.9"] = ""
    report = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert "found '99.9', expected a column of company, assessor, question, value, or a question: one of the" in report


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("companies", "segment"),
        ("answers", "question"),
        ("answers", "company"),
        ("answers", "value"),
        ("assessments", "company"),
        ("assessments", "submitted_on"),
        ("risks", "theme"),
    ],
)
def test_a_missing_column_is_one_fault_and_not_one_per_row(tmp_path, sheet, column):
    rows = sheets()
    for row in rows[sheet]:
        del row[column]
    report = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert f"{sheet}!1: found nothing, expected a column '{column}'" in report
    assert report.splitlines()[0].endswith("1 fault. Nothing was written.")


def test_an_answer_that_cannot_be_read_is_not_said_to_be_missing_as_well(tmp_path):
    rows = sheets()
    for row in rows["answers"]:
        row["value"] = "goed"
    report = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert report.splitlines()[0].endswith("6 faults. Nothing was written.")
    assert "assessments" not in report


def test_a_company_with_two_wide_rows_is_one_fault(tmp_path):
    rows = wide(sheets())
    rows["answers"].append(dict(rows["answers"][0]))
    report = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert report.splitlines()[0].endswith("1 fault. Nothing was written.")
    assert f"answers!A5: found '{NORTH}', expected each question once" in report


def test_sheets_that_belong_together_must_all_be_there(tmp_path):
    for missing in ("companies", "assessments", "answers"):
        rows = {sheet: filled for sheet, filled in sheets().items() if sheet != missing}
        report = refused(as_csv(rows, tmp_path / missing))
        assert f"{missing}: found nothing, expected a sheet or file '{missing}'" in report
        assert "1 fault." in report.splitlines()[0] or missing == "assessments"


def test_facts_may_come_alone(tmp_path):
    rows = {sheet: sheets()[sheet] for sheet in ("activities", "notes")}
    delivery = read(as_csv(rows, tmp_path / "map"))
    assert delivery.row_counts == {"activity": 1, "note": 1}
    assert delivery.instrument_version is None
    assert delivery.spellings == {}


def test_risks_may_be_corrected_alone_for_companies_that_the_panel_knows(tmp_path):
    folder = as_csv({"risks": sheets()["risks"]}, tmp_path / "map")
    assert "'companies' (bedrijven) with rows: no companies of this round were received yet" in refused(folder)
    assert read(folder, known=lambda names: [name == NORTH for name in names]).spellings.keys() == {NORTH}
    report = refused(folder, known=lambda names: [False] * len(names))
    assert "expected a company of the companies sheet that was received before for this round" in report


def test_an_unknown_company_is_answered_with_the_name_that_it_looks_like(tmp_path):
    rows = sheets()
    rows["assessments"][0]["company"] = "voorbeeld gieterij noort"
    rows["assessments"][1]["company"] = "Heel Anders"
    report = refused(as_csv(rows, tmp_path / "round"))
    expected = "expected a company of the companies sheet"
    assert f"assessments!A2: found 'voorbeeld gieterij noort', {expected} (did you mean '{NORTH}'?)" in report
    assert report.endswith(f"assessments!A3: found 'Heel Anders', {expected}")


def test_an_unknown_sheet_names_the_nearest_one(tmp_path):
    rows = sheets() | {"anwsers": sheets()["answers"]}
    report = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert "anwsers: found 'anwsers', expected a sheet or file named" in report
    assert "did you mean 'answers'?" in report


def test_an_unknown_a_missing_and_a_double_column_are_faults(tmp_path):
    folder = as_csv(sheets(), tmp_path / "map")
    companies = folder / "companies.csv"
    companies.write_text(
        f"company;joind;segment;Company;secondary;size_class\n{NORTH};2019-07-01;primary;x;no;fte_0_25",
        encoding="utf-8",
    )
    report = refused(folder)
    assert "companies!B1: found 'joind', expected a column of" in report
    assert "did you mean 'joined'?" in report
    assert "companies!D1: found 'Company', expected this column once (also in A)" in report
    assert "companies!1: found nothing, expected a column 'joined'" in report


def test_values_below_an_empty_header_are_a_fault(tmp_path):
    folder = as_csv(sheets(), tmp_path / "map")
    with (folder / "notes.csv").open("a", encoding="utf-8") as file:
        file.write("3;general;lesson;a;b;;nog iets\n")
    assert "notes!G3: found 'nog iets', expected a name above this column" in refused(folder)


def test_a_header_in_the_middle_is_one_fault(tmp_path):
    folder = as_csv(sheets(), tmp_path / "map")
    text = (folder / "answers.csv").read_text(encoding="utf-8-sig")
    (folder / "answers.csv").write_text(text + text.splitlines()[0] + "\n", encoding="utf-8")
    report = refused(folder)
    assert "answers!8: found the header once more, expected the header once" in report
    assert "1 fault." in report


def test_an_alias_and_another_spelling_join_their_company(tmp_path):
    rows = sheets()
    rows["answers"][0]["company"] = "gieterij noord"
    rows["answers"][1]["company"] = "VOORBEELD GIETERIJ-NOORD BV"
    assert plain(read(as_csv(rows, tmp_path / "a"))) == plain(read(as_csv(sheets(), tmp_path / "b")))


def test_an_assessment_that_was_not_handed_in_needs_no_answers(tmp_path):
    rows = changed("assessments", 2, submitted_on="")
    rows["answers"] = rows["answers"][:4]
    delivery = read(as_csv(rows, tmp_path / "map"))
    assert EAST not in delivery.tables["answer"]["company"].to_pylist()
    assert delivery.row_counts["assessment"] == 3


def test_a_policy_may_be_older_than_the_membership_of_its_company(tmp_path):
    rows = changed("deliverables", 0, deliverable="policy", completed_on="2014-03-01", submitted_on="2014-05-01")
    (policy,) = read(as_csv(rows, tmp_path / "map")).tables["deliverable"].to_pylist()
    assert (policy["completed_on"], policy["submitted_on"]) == (date(2014, 3, 1), date(2014, 5, 1))


def test_a_self_assessment_may_be_begun_but_not_handed_in_before_joining(tmp_path):
    begun = changed("deliverables", 0, completed_on="2019-06-01", submitted_on="")
    assert read(as_csv(begun, tmp_path / "begun")).row_counts["deliverable"] == 1
    handed_in = changed("deliverables", 0, completed_on="2019-06-01", submitted_on="2019-06-02")
    assert refused(as_csv(handed_in, tmp_path / "handed in")).count("not before the company joined") == 1


def test_not_applicable_may_be_said_of_any_question(tmp_path):
    rows = sheets()
    for row, word in zip(
        rows["answers"], ("n.v.t.", "nvt", "N.V.T.", "n/a", "niet van toepassing", "N/A"), strict=True
    ):
        row["value"] = word
    states = {row["state"] for row in read(as_parquet(rows, tmp_path / "m")).tables["answer"].to_pylist()}
    assert states == {"not_applicable", "unanswered"}


def test_every_question_of_another_version_is_unknown(tmp_path):
    newest = {q.id for q in METALS.questions_of("v3")} - {q.id for q in METALS.questions_of("v1")}
    rows = changed("answers", 0, question=min(newest))
    with pytest.raises(DeliveryRefused, match="answers!B2"):
        read_delivery(as_csv(rows, tmp_path / "map"), METALS, 1)


def test_answers_need_their_companies_even_where_the_panel_knows_them(tmp_path):
    rows = {sheet: filled for sheet, filled in sheets().items() if sheet != "companies"}
    report = refused(as_csv(rows, tmp_path / "map"), known=lambda names: [True] * len(names))
    assert "companies: found nothing, expected a sheet or file 'companies'" in report


def test_scores_of_another_year_are_one_fault_and_a_late_one_is_none(tmp_path):
    rows = sheets()
    rows["assessments"][0]["submitted_on"] = "2022-09-01"
    assert read(as_csv(rows, tmp_path / "late")).round == 3
    for row in rows["assessments"][1:]:
        row["submitted_on"] = "2023-04-01"
    said = refused(as_csv(rows, tmp_path / "year"))
    assert "1 fault." in said
    assert "assessments: found 3 of 3 dates of handing in within round 4" in said
    assert "or choose round 4" in said


def test_percentages_of_excel_are_one_fault_and_not_read_as_points(tmp_path):
    rows = sheets()
    questions = [question.id for question in FOR_ALL[:5]]
    rows["answers"] = [
        {"company": name, "question": question, "assessor": "self", "value": value}
        for name in (NORTH, SOUTH, EAST)
        for question, value in zip(questions, (0.25, 0.5, 0.75, 0.25, 1), strict=True)
    ]
    said = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert "1 fault." in said
    assert f"answers: found no answer above 1 and 12 between 0 and 1, expected points, with {MAXIMUM} as" in said
    rows["answers"][0]["value"] = 2
    assert read(as_workbook(rows, tmp_path / "points.xlsx")).round == 3


def test_an_assessment_that_deliverables_call_handed_in_must_be_there(tmp_path):
    rows = sheets()
    for sheet in ("assessments", "answers"):
        rows[sheet] = [row for row in rows[sheet] if row["company"] != NORTH]
    said = refused(as_csv(rows, tmp_path / "half"))
    assert "1 fault." in said
    assert "deliverables!F2: found '2022-04-01', expected a row in assessments with this company's date" in said
    rows["deliverables"][0]["submitted_on"] = ""
    assert read(as_csv(rows, tmp_path / "silent")).round == 3
