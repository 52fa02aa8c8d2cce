"""Receiving: what a delivery changes, what it may not, and that no name stays behind."""

import traceback
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.custody.home import Home, HomeError
from data.custody.panel import deliveries, new_home, open_panel, open_snapshot, record_publication
from data.intake.delivery import Delivery, DeliveryRefused
from data.intake.receipt import Receipt, ReceiptRefused
from data.intake.receive import receive, store
from data.sample import deliveries as sample_deliveries
from tests.invented_delivery import COMPANIES, EAST, NORTH, SOUTH, delivery_of, note_row, scores
from tests.small_delivery import Sheets, as_csv, sheets

NEW_NAME = "Verzonnen Metaalgroep Horizon"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", agreement="metals", answers="invented")


def take(home: Home, delivery: Delivery, **choices) -> Receipt:
    return store(home, delivery, name="round.xlsx", **choices)


def change_of(receipt: Receipt, table: str):
    return next(change for change in receipt.changes if change.table == table)


def rows(home: Home, query: str) -> list[tuple]:
    with open_snapshot(home) as con:
        return con.execute(query).fetchall()


def published(home: Home, *used: int) -> None:
    moment = datetime(2026, 1, 1, 12, 0)
    record_publication(home, edition="metals-20260101-01", audience="plenary", used=used, published_at=moment)


def test_what_was_delivered_stands_in_the_panel_under_pseudonyms(home: Home) -> None:
    receipt = take(home, scores())
    assert (receipt.delivery, receipt.rows["answer"], receipt.replaces) == (1, 9, None)
    assert rows(home, "select round, count(*), count(distinct company) from answer group by round") == [(3, 9, 3)]
    assert rows(home, "select count(*) from answer anti join company using (company)") == [(0,)]


def test_no_name_stays_behind_in_any_file_of_the_home(home: Home) -> None:
    former = "Bedachte Voorganger West"
    take(home, scores(aliases={NORTH: [former]}))
    take(home, scores(points=41, aliases={NORTH: [former]}))
    with pytest.raises(DeliveryRefused):
        take(home, delivery_of({"risk": [{"company": "Onbekend Verzinsel", "theme": "water", "prioritised": True}]}))
    content = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
    cells = every_cell(home)  # what is compressed in the file shows here
    for name in (*COMPANIES, former, "Onbekend Verzinsel"):
        for part in (name, name.casefold(), name.split(maxsplit=1)[1]):
            assert part.encode() not in content
            assert part.encode("utf-16-le") not in content
            assert part.casefold() not in cells


def every_cell(home: Home) -> str:
    """Every value of every table of the panel as one text, in small letters."""
    with open_panel(home) as con:
        tables = [
            row[0] for row in con.execute("select table_name from duckdb_tables() where not temporary").fetchall()
        ]
        assert len(tables) == 19
        return "\n".join(str(con.execute(f"from panel.main.{table}").fetchall()) for table in tables).casefold()


def test_an_error_of_the_panel_quotes_no_name(home: Home) -> None:
    twice = scores()
    rows_twice = twice.tables["deliverable"].to_pylist() * 2
    with pytest.raises(HomeError) as refusal:
        take(home, delivery_of({**twice.tables, "deliverable": rows_twice}))
    story = "".join(traceback.format_exception(refusal.value))
    assert "contradict" in str(refusal.value)
    assert not any(name in story for name in COMPANIES)
    assert rows(home, "select count(*) from company") == [(0,)]


def test_the_log_holds_numbers_and_hashes_only(home: Home) -> None:
    take(home, scores())
    (line,) = home.log_path.read_text().splitlines()
    assert "receive round=3 delivery=1" in line
    assert "answer=9" in line
    assert home.log_path.stat().st_mode & 0o777 == 0o600


def test_spelling_variants_join_in_a_later_round(home: Home) -> None:
    take(home, scores([NORTH], round=3))
    take(home, scores(["voorbeeld-gieterij noord"], round=4))
    assert rows(home, "select count(distinct company) from company") == [(1,)]


def test_a_renamed_company_keeps_its_pseudonym_through_an_alias(home: Home) -> None:
    take(home, scores([NORTH, SOUTH], round=3))
    take(home, scores([NEW_NAME, SOUTH], round=4, aliases={NEW_NAME: ["Voorbeeld gieterij Noord"]}))
    take(home, scores([NEW_NAME], round=5))
    assert rows(home, "select round, count(*) from company group by all order by all") == [(3, 2), (4, 2), (5, 1)]
    assert rows(home, "select count(distinct company) from company") == [(2,)]


def test_an_alias_names_the_company_in_every_sheet(home: Home) -> None:
    delivery = scores(
        [NORTH], aliases={NORTH: ["VGN"]}, risk=[{"company": "V.G.N.", "theme": "water", "prioritised": True}]
    )
    take(home, delivery)
    assert rows(home, "select count(*) from risk join company using (company)") == [(1,)]


def test_one_alias_claimed_by_two_companies_is_a_fault(home: Home) -> None:
    with pytest.raises(DeliveryRefused, match="no name or alias that"):
        take(home, scores([NORTH, SOUTH], aliases={NORTH: ["VGN"], SOUTH: ["vgn"]}))


def test_an_alias_may_not_join_two_companies_that_came_apart(home: Home) -> None:
    take(home, scores([NORTH, SOUTH], round=3))
    with pytest.raises(DeliveryRefused, match="different companies before"):
        take(home, scores([NORTH], round=4, aliases={NORTH: [SOUTH]}))


def test_two_names_of_one_company_may_not_come_as_two(home: Home) -> None:
    take(home, scores([NORTH], round=3, aliases={NORTH: ["Oude Naam Verzonnen"]}))
    with pytest.raises(DeliveryRefused, match="one company"):
        take(home, scores([NORTH, "Oude Naam Verzonnen"], round=4))


def test_every_fault_of_the_names_is_reported_at_once(home: Home) -> None:
    take(home, scores([NORTH, SOUTH], round=3))
    with pytest.raises(DeliveryRefused) as refusal:
        take(
            home,
            scores([NORTH, EAST], round=4, aliases={NORTH: [SOUTH], EAST: [SOUTH]},
                   action=[{"action": "a1", "company": "Onbekend", "step": "act", "status": "planned"}]),
        )  # fmt: skip
    assert len(refusal.value.faults) >= 3


def test_a_wrong_alias_is_undone_by_a_corrected_delivery(home: Home) -> None:
    take(home, scores([NORTH], round=3))
    take(home, scores([NORTH], round=4, aliases={NORTH: [SOUTH]}))
    take(home, scores([NORTH, SOUTH], round=4))
    assert rows(home, "select count(distinct company) from company where round = 4") == [(2,)]
    take(home, scores([NORTH, SOUTH], round=5))
    assert rows(home, "select count(distinct company) from company") == [(2,)]


def test_a_wrong_alias_of_two_newcomers_is_undone_as_well(home: Home) -> None:
    take(home, scores([NORTH], round=3, aliases={NORTH: [SOUTH]}))
    first = rows(home, "select company from company")
    take(home, scores([NORTH, SOUTH], round=3))
    assert first[0] in rows(home, "select company from company")
    assert rows(home, "select count(*) from company") == [(2,)]


def test_a_corrected_delivery_replaces_the_earlier_one_and_says_what_changed(home: Home) -> None:
    take(home, scores())
    corrected = scores([NORTH, SOUTH, NEW_NAME])
    answers = corrected.tables["answer"].to_pylist()
    answers[0]["value_micro"] += 1
    receipt = take(home, delivery_of({**corrected.tables, "answer": answers}))
    assert (receipt.delivery, receipt.replaces) == (2, 1)
    change = change_of(receipt, "answer")
    assert (change.added, change.removed, change.changed) == (3, 3, 1)
    assert change.companies == (NEW_NAME, NORTH)
    assert change.companies_unnamed == 1
    assert rows(home, "select count(*) from answer") == [(9,)]
    with open_snapshot(home, as_of={3: 1}) as con:
        assert con.execute("select sum(value_micro) from answer").fetchone() == (9 * 2_000_000,)


def test_identical_content_in_another_order_changes_nothing(home: Home) -> None:
    take(home, scores())
    before = home.panel_path.read_bytes()
    again = scores(reversed(COMPANIES))
    receipt = take(home, again)
    assert receipt.nothing_changed
    assert receipt.delivery is None
    assert home.panel_path.read_bytes() == before
    assert len(home.log_path.read_text().splitlines()) == 1


def test_a_correction_may_be_taken_back(home: Home) -> None:
    for points in (2, 3, 2):
        take(home, scores(points=points))
    assert rows(home, "select distinct value_micro from answer") == [(2_000_000,)]
    with open_panel(home) as con:
        assert [each.replaces for each in deliveries(con)] == [None, 1, 2]


def test_a_table_that_is_not_delivered_keeps_its_earlier_version(home: Home) -> None:
    take(home, scores())
    take(home, delivery_of({"deliverable": [{"company": NORTH, "deliverable": "mat", "expected": False}]}))
    assert rows(home, "select count(*) from answer") == [(9,)]
    assert rows(home, "select expected from deliverable") == [(False,)]


def test_a_company_without_a_companies_sheet_must_be_known(home: Home) -> None:
    with pytest.raises(DeliveryRefused, match="a company of the companies sheet"):
        take(home, delivery_of({"deliverable": [{"company": NORTH, "deliverable": "mat", "expected": True}]}))


def receive_sheets(home: Home, folder: Path, rows: Sheets, *, round: int) -> Receipt:
    return receive(home, as_csv(rows, folder), round_number=round, answers="invented")


def without_facts(**changed: list[dict[str, object]]) -> Sheets:
    return {sheet: rows for sheet, rows in sheets().items() if sheet not in ("activities", "notes")} | changed


def a_year_later(rows: Sheets) -> Sheets:
    later = [row | {"submitted_on": "2023-04-01"} for row in rows["assessments"]]
    return rows | {"assessments": later}


@pytest.mark.parametrize("sheet", ["risks", "actions", "deliverables"])
def test_the_first_delivery_of_a_round_brings_the_companies_of_that_round(
    home: Home, tmp_path: Path, sheet: str
) -> None:
    receive_sheets(home, tmp_path / "3", without_facts(), round=3)
    alone = {sheet: sheets()[sheet]}
    with pytest.raises(DeliveryRefused, match="companies of this round were received yet") as refusal:
        receive_sheets(home, tmp_path / "4", alone, round=4)
    assert [fault.sheet for fault in refusal.value.faults] == ["answers", "assessments", "companies"]
    assert rows(home, "select distinct round from company") == [(3,)]
    assert receive_sheets(home, tmp_path / "again", alone, round=3).nothing_changed
    receive_sheets(home, tmp_path / "whole", a_year_later(without_facts()), round=4)
    assert receive_sheets(home, tmp_path / "later", alone, round=4).nothing_changed


def test_a_company_of_an_earlier_round_only_has_no_risks_in_this_one(home: Home, tmp_path: Path) -> None:
    receive_sheets(home, tmp_path / "3", without_facts(), round=3)
    fewer = {
        sheet: [row for row in filled if row["company"] != SOUTH]
        for sheet, filled in a_year_later(without_facts()).items()
    }
    receive_sheets(home, tmp_path / "4", {sheet: filled for sheet, filled in fewer.items() if filled}, round=4)
    with pytest.raises(DeliveryRefused, match="received before for this round"):
        receive_sheets(home, tmp_path / "action", {"actions": sheets()["actions"]}, round=4)
    with pytest.raises(DeliveryRefused, match="a company of the companies sheet"):
        take(home, delivery_of({"deliverable": [{"company": SOUTH, "deliverable": "mat", "expected": True}]}, round=4))


def test_facts_may_be_the_first_delivery_of_a_round(home: Home, tmp_path: Path) -> None:
    facts = {sheet: rows for sheet, rows in sheets().items() if sheet in ("activities", "notes")}
    assert receive_sheets(home, tmp_path / "3", facts, round=3).rows == {"activity": 1, "note": 1}


def test_a_published_round_is_restated_only_with_a_reason(home: Home) -> None:
    take(home, scores())
    published(home, 1)
    with pytest.raises(ReceiptRefused, match="--restate") as refusal:
        take(home, scores(points=41))
    assert change_of(refusal.value.receipt, "answer").changed == 9
    assert rows(home, "select distinct value_micro from answer") == [(2_000_000,)]
    with pytest.raises(ReceiptRefused):
        take(home, scores(points=41), restate="  ")
    take(home, scores(points=41), restate="two late answers")
    with open_panel(home) as con:
        assert deliveries(con)[-1].restate_reason == "two late answers"
        assert [each.published for each in deliveries(con)] == [True, False]


def test_another_round_needs_no_reason(home: Home) -> None:
    take(home, scores())
    published(home, 1)
    assert take(home, scores(round=4)).delivery == 2


def test_facts_of_a_published_round_need_no_reason_and_leave_the_scores_alone(home: Home) -> None:
    take(home, scores())
    published(home, 1)
    whole = scores(note=[note_row("Een jaar van verandering")])
    receipt = take(home, whole)
    assert change_of(receipt, "note").what == "new"
    assert {change.what for change in receipt.changes if change.table != "note"} == {"unchanged"}
    with open_panel(home) as con:
        assert dict(deliveries(con)[-1].tables) == {"note": 1}


def test_a_reason_may_not_hold_a_name_because_it_is_kept(home: Home) -> None:
    take(home, scores())
    published(home, 1)
    with pytest.raises(ReceiptRefused, match="name of a company"):
        take(home, scores(points=41), restate="Verzonnen Koperhandel Zuid was late")


def test_a_dry_run_tells_the_same_and_writes_nothing(home: Home) -> None:
    take(home, scores())
    published(home, 1)
    before = {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()}
    receipt = take(home, scores(points=41), dry_run=True)
    assert receipt.needs_reason
    assert receipt.delivery is None
    assert {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()} == before
    assert take(home, scores(points=41), restate="late").changes == receipt.changes


def test_invented_and_real_deliveries_never_meet(home: Home, tmp_path: Path) -> None:
    delivery = as_csv(sheets(), tmp_path / "round")
    with pytest.raises(HomeError, match="never holds both"):
        receive(home, delivery, round_number=3, answers="real")
    real = new_home(tmp_path / "real", agreement="metals", answers="real")
    with pytest.raises(HomeError, match="never holds both"):
        receive(real, delivery, round_number=3, answers="invented")


def test_a_workbook_of_the_sample_never_enters_a_real_home(tmp_path: Path) -> None:
    real = new_home(tmp_path / "real", agreement="metals", answers="real")
    sample = sample_deliveries()[3]
    folder = tmp_path / "deliveries"
    folder.mkdir()
    workbook = load_workbook(sample.path)
    workbook.save(folder / "saved again.xlsx")
    as_csv({"notes": sheets()["notes"]}, folder)
    for source in (sample.path, folder):
        with pytest.raises(DeliveryRefused, match="a workbook that itself says that its answers are invented"):
            receive(real, source, round_number=3, dry_run=True)


def test_a_name_in_a_note_waits_for_the_secretariat_and_is_asked_once(home: Home) -> None:
    take(home, scores())
    note = delivery_of({"note": [note_row("Bezoek aan voorbeeld-gieterij Noord")]})
    with pytest.raises(ReceiptRefused, match="--confirm-names") as refusal:
        take(home, note)
    hit = refusal.value.receipt.name_hits[0]
    assert (hit.passage, hit.where.table, hit.where.column) == ("voorbeeld-gieterij Noord", "note", "text_nl")
    assert rows(home, "select count(*) from note") == [(0,)]
    take(home, note, confirm_names=True)
    more = delivery_of({"note": [note_row("Bezoek aan voorbeeld-gieterij Noord"), note_row("Nog een notitie")]})
    assert take(home, more).delivery == 3


def test_an_earlier_note_is_found_when_the_company_of_that_name_joins(home: Home) -> None:
    take(home, delivery_of({"note": [note_row("Gesprek met Verzonnen Koperhandel Zuid", round=2)]}, round=2))
    with pytest.raises(ReceiptRefused, match="--confirm-names"):
        take(home, scores())


def test_titles_of_the_same_delivery_are_matched_with_its_own_names(home: Home) -> None:
    with pytest.raises(ReceiptRefused, match="--confirm-names"):
        take(home, scores(note=[note_row(f"Met dank aan {EAST}")]))
