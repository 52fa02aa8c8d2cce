"""Attendance: received and checked like any sheet, for the secretariat only, and told as an association."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from invented_delivery import EAST, NORTH, SOUTH, delivery_of, scores
from openpyxl import load_workbook
from small_delivery import METALS, ROUND, Sheets, as_csv, as_workbook, read, refused, sheets

from analytics.record.attendance import attended, attended_figures
from analytics.record.attendance_changes import attendance_changes, change_figures
from data.configuration.contract import Code, CodeList
from data.cube import LANGUAGES, Audience, Cube, Detail, Language, open_cube
from data.custody.home import Home
from data.custody.panel import new_home, open_panel, open_snapshot, record_publication
from data.intake.attended import Kept, kept_activities
from data.intake.receive import Receipt, store
from data.intake.template import HEADER_ROW, write_template
from data.sample.calibration import OVERALL
from data.text import Text
from tests.demo import demo_cube, plain

HELD = "an activity of this round that was held (sheet activities)"


def with_attendance(*rows: tuple[str, str], **changed: str) -> Sheets:
    """The small delivery with these rows of attendance, a training beside its webinar, and the webinar changed."""
    made = sheets()
    (webinar,) = made["activities"]
    training = webinar | {"activity": "T-1", "kind": "training", "title_nl": "Training", "title_en": "Course in risks"}
    made["activities"] = [webinar | changed, training]
    return made | {"attendance": [{"company": company, "activity": name} for company, name in rows]}


# --- receiving


def test_attendance_is_read_by_the_number_of_an_activity_or_its_title(tmp_path: Path) -> None:
    rows = with_attendance((NORTH, "W-1"), (SOUTH, "w-1"), ("VGN", "training"), (EAST, "course in risks"))
    found = read(as_csv(rows, tmp_path / "map")).tables["attendance"].to_pylist()
    assert {(row["company"], row["activity"]) for row in found} == {
        (EAST, "T-1"), (NORTH, "T-1"), (NORTH, "W-1"), (SOUTH, "W-1"),
    }  # fmt: skip


def test_all_contradictions_are_named_at_once_each_by_its_cell(tmp_path: Path) -> None:
    rows = with_attendance(
        (NORTH, "X"), (NORTH, ""), (NORTH, "W-1"), ("Nergens", "T-1"), (SOUTH, "T-1"), (EAST, "Cours in risk"),
        (SOUTH, "training"), status="cancelled",
    )  # fmt: skip
    told = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    for fault in (
        "6 faults",
        f"attendance!B2: found 'X', expected {HELD}",
        "attendance!B3: found nothing, expected a filled cell",
        f"attendance!B4: found 'W-1', expected {HELD}",
        "attendance!A5: found 'Nergens', expected a company of the companies sheet",
        f"attendance!B7: found 'Cours in risk', expected {HELD} (did you mean 'T-1'?)",
        "attendance!A8: found 'Verzonnen Koperhandel Zuid / T-1', expected company x activity once (also in "
        "attendance!6)",
    ):
        assert fault in told


def test_no_more_companies_attended_than_the_activities_sheet_counts(tmp_path: Path) -> None:
    rows = with_attendance((NORTH, "W-1"), (SOUTH, "W-1"), companies_present="1")
    told = refused(as_workbook(rows, tmp_path / "jaar.xlsx"))
    assert "activities!K2: found '1', expected empty, or at least 2: so many companies stand in attendance" in told


KEPT = Kept(CodeList([Code("W-1", Text("Webinar", "Webinar"))]), {"W-1": 2}, {"W-1": 2})


def alone(*rows: tuple[str, str]) -> Sheets:
    """Only attendance, of companies and activities that were received before."""
    return {"attendance": [{"company": company, "activity": name} for company, name in rows]}


def test_attendance_may_come_later_than_the_activities(tmp_path: Path) -> None:
    known = {"kept": KEPT, "known": lambda names: [True] * len(names)}
    found = read(as_csv(alone((NORTH, "W-1")), tmp_path / "map"), **known)
    assert found.row_counts == {"attendance": 1}
    many = alone((NORTH, "W-1"), (SOUTH, "Webinar"), (EAST, "W-1"), (EAST, "W-9"))
    told = refused(as_csv(many, tmp_path / "veel"), **known)
    assert "2 faults" in told
    assert f"B5: found 'W-9', expected {HELD}" in told
    assert "found W-1: 3 companies, expected at most 2" in told


def test_an_activity_does_not_disappear_from_under_its_attendance(tmp_path: Path) -> None:
    facts = {"activities": with_attendance()["activities"][1:]}
    told = refused(as_csv(facts, tmp_path / "map"), kept=KEPT)
    assert "activities: found nothing, expected activity 'W-1' as held, of which attendance was received" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_offers_the_companies_and_the_activities_that_are_filled_in(
    tmp_path: Path, language: Language
) -> None:
    write_template(METALS, ROUND, tmp_path / "leeg.xlsx", language=language)
    page = load_workbook(tmp_path / "leeg.xlsx")["attendance"]
    offered = {str(each.sqref).split(":")[0]: each.formula1 for each in page.data_validations.dataValidation}
    assert offered == {"A3": "companies!$A$3:$A$2000", "B3": "activities!$A$3:$A$2000"}
    assert [page.cell(HEADER_ROW, column).value for column in (1, 2)] == ["company", "activity"]


# --- in the panel


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", agreement="metals", answers="invented")


WEBINAR = {
    "activity": "W-1", "round": 3, "kind": "webinar", "working_group": "general", "status": "held",
    "title_nl": "Webinar", "title_en": "Webinar", "companies_present": 3,
}  # fmt: skip


def take(home: Home, *names: str, **more: object) -> Receipt:
    rows = [{"company": name, "activity": "W-1"} for name in names]
    return store(home, delivery_of({"attendance": rows}), name="deelname.xlsx", **more)  # type: ignore[arg-type]


def test_the_panel_keeps_who_attended_without_a_name(home: Home) -> None:
    store(home, scores(activity=[WEBINAR]), name="jaar-3.xlsx")
    assert take(home, NORTH, EAST).delivery == 2
    with open_panel(home) as con:
        rows = con.execute("select company, activity from attendance").fetchall()
        kept = kept_activities(con, 3)
    assert len(rows) == 2
    assert not any("oorbeeld" in company or "edachte" in company for company, _ in rows)
    assert ([each.code for each in kept.held.codes], kept.attended, kept.present) == (["W-1"], {"W-1": 2}, {"W-1": 3})
    (change,) = take(home, NORTH).changes
    assert (change.what, change.removed, change.companies_unnamed) == ("replaced", 1, 1)


def test_a_published_round_takes_attendance_without_a_reason_because_no_score_changes(home: Home) -> None:
    store(home, scores(activity=[WEBINAR]), name="jaar-3.xlsx")
    now = open_snapshot(home).execute("select received_at from panel.main.delivery").fetchone()
    assert now
    record_publication(home, edition="metals-1", audience="plenary", used=[1], published_at=now[0])
    receipt = take(home, NORTH)
    assert receipt.published
    assert not receipt.needs_reason


@pytest.mark.parametrize("write", [False, True])
def test_a_home_of_before_there_was_attendance_opens_and_takes_it(home: Home, write: bool) -> None:
    store(home, scores(activity=[WEBINAR]), name="jaar-3.xlsx")
    with duckdb.connect(str(home.panel_path)) as con:
        con.execute("drop table attendance")
    with open_panel(home, write=write) as con:
        assert con.execute("select count(*) from attendance").fetchone() == (0,)
        assert con.execute("select count(*) from answer").fetchone() == (9,)
    assert take(home, NORTH).delivery == 2


# --- what is told


def detail(measure: str, item: str, value: str, *, n: int, base: int | None = None, round: int = 3) -> Detail:
    return Detail(measure, item, base, round, "total", "all", n, Decimal(value))


def details(*, enough: int = 5) -> Iterator[Detail]:
    """Of the eleven of years 3 and 4: of `enough` that attended in year 3 the change is 16; two attended a training."""
    for kind, there in (("*", enough), ("webinar", enough), ("training", 2)):
        yield detail("attended", kind, str(there + 1), n=13)
        yield detail("attendance_recorded", kind, "1" if kind != "*" else "2", n=there + 1)
        yield detail("change_by_attendance", f"{kind}:attended", "16.4", n=there, base=3, round=4)
        yield detail("change_by_attendance", f"{kind}:not_attended", "-2.5", n=11 - there, base=3, round=4)


def cube_with(*, audience: Audience = "secretariat", enough: int = 5) -> Cube:
    return demo_cube(audience=audience, details=details(enough=enough))


def test_an_edition_without_attendance_offers_no_such_figure() -> None:
    assert (attended_figures(demo_cube()), change_figures(demo_cube())) == ((), ())
    assert (attended_figures(cube_with()), change_figures(cube_with())) == ((attended,), (attendance_changes,))


def test_the_change_is_told_of_either_side_with_its_number_and_as_an_association() -> None:
    figure = attendance_changes(cube_with(), "nl", pair=(3, 4))
    assert plain(figure.title) == (
        "Wie in jaar 3 aan activiteiten deelnam, veranderde tot jaar 4 gemiddeld +16 punten (n = 5); wie niet deelnam, "
        "−3 punten (n = 6)"
    )
    assert "(n = 11)" in figure.subtitle
    assert [plain(each) for each in figure.table.rows[1]] == ["Webinar", "+16 punten", "5", "−3 punten", "6"]
    assert figure.notes[0].startswith("Dit is een verband, geen effect")
    assert any("een deel ervan misschien ook vóór die van jaar 3" in note for note in figure.notes)
    assert figure.axis == (-10, 20)


@pytest.mark.parametrize(("enough", "said"), [(4, True), (3, True), (2, False)])
def test_with_few_companies_the_title_claims_nothing_and_with_fewer_than_three_no_number_is_drawn(
    enough: int, said: bool
) -> None:
    figure = attendance_changes(cube_with(enough=enough), "en", pair=(3, 4))
    assert "16" not in figure.title
    assert ("no association" in figure.title) is said
    assert figure.title.startswith("Too few companies") is not said
    for each in figure.series:
        assert [mark.value is not None for mark in each.marks] == [said, said, False]
        assert plain(each.marks[2].text) == "too few companies"
    assert [row[2] for row in figure.table.rows] == [str(enough), str(enough), "2"]


def test_the_figure_says_of_how_many_activities_attendance_is_recorded() -> None:
    cube = cube_with()
    alone = attendance_changes(cube, "nl", pair=(3, 4)).notes
    assert not any(note.startswith("Van ") for note in alone)
    # Of a kind of which nothing was recorded nobody is known either, and who was only there is among the others.
    assert alone[-1].endswith("Wie alleen bij een andere was, staat hier bij ‘niet deelgenomen’.")
    webinar = cube.facts["activity"][0]
    more = (*cube.facts["activity"], webinar | {"kind": "training"}, webinar | {"activity": "a3"})
    told = attendance_changes(replace(cube, facts={**cube.facts, "activity": more}), "nl", pair=(3, 4))
    assert told.notes[-1].startswith("Van 2 van de 3 gehouden activiteiten van deze soorten")


def test_what_was_not_recorded_is_no_zero() -> None:
    nothing = attendance_changes(cube_with(), "nl", pair=(4, 5))
    assert nothing.empty == "Over jaar 4 is niet vastgelegd welke bedrijven aan activiteiten deelnamen."
    figure = attended(cube_with(), "nl")
    assert figure.title == (
        "In jaar 3 namen 6 van 13 bedrijven deel aan één of meer activiteiten waarvan deelname is vastgelegd"
    )
    assert [each.label for each in figure.categories] == ["Jaar 3 (2021/22)"]
    assert "Over jaar 1, jaar 2, jaar 4, jaar 5 en jaar 6 is niets vastgelegd." in figure.notes


def test_a_kind_that_was_not_held_differs_from_one_of_which_nothing_was_recorded() -> None:
    """In year 3 a webinar was held and a visit was postponed."""
    here = {1: ("*", "webinar", "site_visit"), 3: ("*", "training")}
    cube = demo_cube(
        details=[detail("attended", kind, "3", n=7, round=number) for number, kinds in here.items() for kind in kinds]
    )
    told = {each.code: each.marks[1] for each in attended(cube, "nl").series}
    assert {code: (mark.text, mark.state) for code, mark in told.items()} == {
        "*": ("3 van 7", "shown"), "training": ("3 van 7", "shown"),
        "webinar": ("onbekend", "absent"), "site_visit": ("niet gehouden", "absent"),
    }  # fmt: skip


# --- the sample


def test_the_sample_tells_what_its_plan_says_and_the_plenary_nothing(sample_home: Path) -> None:
    """Founders 1, 2 and 5 were at the knowledge sessions of year 3; 3, 4, a recycler and a newcomer were not."""
    cube = open_cube(sample_home / "editions", "secretariat")
    for side, companies in (("attended", ("f1", "f2", "f5")), ("not_attended", ("f3", "f4", "r1", "n1"))):
        planned = sum(OVERALL[4][each] - OVERALL[3][each] for each in companies) / len(companies)
        found = cube.detail("change_by_attendance", f"knowledge_session:{side}", base_round=3, round=4)
        assert found is not None
        assert found.value is not None
        assert (found.n, float(found.value)) == (len(companies), pytest.approx(planned, abs=0.3))
    nearly_all = cube.detail("attended", "knowledge_session", round=1)
    assert nearly_all is not None
    assert (nearly_all.value, nearly_all.n) == (6, 7)
    plenary = open_cube(sample_home / "editions", "plenary")
    assert (attended_figures(plenary), change_figures(plenary)) == ((), ())
    assert not list((sample_home / "editions" / "plenary").rglob("attend*"))
