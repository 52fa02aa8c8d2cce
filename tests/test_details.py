"""What only the secretariat may know: it agrees with a slow twin, and it is in no edition that protects."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import numpy as np
import pytest

from data.configuration.agreement import Agreement
from data.cube import INTERNAL_TABLES, Cube, Edition, open_cube, open_cube_from_parquet
from data.measuring.details import Internal, Named, internal
from data.measuring.movement import composition
from data.measuring.risk_order import places
from data.measuring.series import series_of
from data.measuring.statistics import CompanyValues, company_values
from data.publishing import edition_tables
from data.publishing.audit import replay
from data.publishing.edition import point_to, write_edition
from data.publishing.edition_tables import content_hash_of
from data.publishing.publish import publish
from tests.demo import demo_cube
from tests.demo_home import content_of
from tests.lean_home import lean_home
from tests.random_panel import Rows, Shape, Tables, fill, random_tables, snapshot_of
from tests.small_agreement import small_agreement
from tests.twin import assessed_in
from tests.twin_details import Address, Told, twin_details

AGREEMENT = small_agreement()
WITHOUT_TWIN = ("risk_top", "risk_where")
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


def made(
    tables: dict[int, Tables], *, agreement: Agreement = AGREEMENT, named: Named = lambda text: False
) -> tuple[Internal, CompanyValues]:
    policy = agreement.policies["secretariat"]
    with snapshot_of(tables) as con:
        values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
        return internal(con, values, agreement, named=named), values


def told(found: Internal) -> dict[Address, Told]:
    """The details in the twin's form; no address stands twice."""
    rows = [
        ((d.measure, d.item, d.base_round, d.round, d.dimension, d.member), (d.n, *map(exact, (d.value, d.lo, d.hi))))
        for d in found.details
        if d.measure not in WITHOUT_TWIN
    ]
    assert len(dict(rows)) == len(rows)
    return dict(rows)  # type: ignore[arg-type]


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def assert_alike(tables: dict[int, Tables], agreement: Agreement = AGREEMENT) -> dict[Address, Told]:
    found, expected = told(made(tables, agreement=agreement)[0]), twin_details(agreement, tables)
    assert found.keys() == expected.keys()
    assert {a: (found[a], expected[a]) for a in found if found[a] != expected[a]} == {}
    return found


def test_details_agree_with_the_twin() -> None:
    assert_alike(random_tables(AGREEMENT, Random(1), Shape(companies=13, unanswered=0.2, missing_step=0.2)))


def test_details_agree_with_the_twin_where_hard_cases_occur() -> None:
    """Intervals from six companies on, leavers and silent ones, and another assessor all occur in this panel."""
    agreement = small_agreement(scoring={"overall": "existing_steps", "unanswered": "zero"})
    found = assert_alike(random_tables(agreement, Random(3), Shape(companies=14, silent=0.1)), agreement)
    assert any(lo is not None for (measure, *_), (_, _, lo, _) in found.items() if measure == "change_interval")
    parts = {
        item.rpartition(":")[2] for (measure, item, *_), (n, *_) in found.items() if measure == "composition" and n
    }
    assert parts == {"within", "entry", "left", "silent", "all"}
    assert {measure for measure, *_ in found} == {
        "direction", "change_interval", "moved", "composition", "assessed_twice", "other_rule", "risk_field",
        "risk_rank", "question_reached", "question_open", "on_schedule_by_year", "attended", "attendance_recorded",
        "change_by_attendance",
    }  # fmt: skip


def test_who_left_during_a_year_is_not_silent_in_it() -> None:
    tables = random_tables(AGREEMENT, Random(1), Shape(companies=14, rounds=3, missing_step=0))
    before, after = (assessed_in(tables[number]) for number in (2, 3))
    silent = next(row for row in tables[3]["company"] if row["company"] in before - after and row["left"] is None)
    parts = []
    for left in (None, AGREEMENT.round(3).start + timedelta(days=60)):
        silent["left"] = left
        found = assert_alike(tables)
        parts.append([found["composition", f"overall:{each}", 2, 3, "total", "all"][0] for each in ("left", "silent")])
    assert parts[1] == [parts[0][0] + 1, parts[0][1] - 1]


def test_a_table_that_was_not_made_gives_no_details() -> None:
    raw = AGREEMENT.model_dump(mode="json")
    raw["rounds"][2]["not_made"] = ["risks", "assessments", "actions"]
    agreement = Agreement.model_validate(raw)
    tables = random_tables(agreement, Random(1), Shape(companies=10))
    found = made(tables, agreement=agreement)[0]
    attended = ("attended", "attendance_recorded")  # that does not hang on whether assessments were made
    assert {d.round for d in found.details if d.base_round is None and d.measure not in attended} == {1, 2, 4, 5}
    assert {d.base_round for d in found.details if d.base_round is not None} <= {2, 4}
    assert {action.round for action in found.actions} == {1, 2, 4, 5}


def test_the_parts_of_a_change_make_the_change_exactly() -> None:
    """By hand: the mean of three stayers rises from 20 to 40, one of 50 left, one of 100 is silent, one of 10 came; the
    mean of all goes from 210 / 5 to 130 / 4."""
    start, end = np.array([10.0, 20, 30, 50, 100, 0]), np.array([20.0, 40, 60, 0, 0, 10])
    there = np.array([True] * 5 + [False]), np.array([True] * 3 + [False, False, True])
    parts = composition(start, end, there, stays=np.array([True, True, True, False, True, True]))
    assert parts == {
        "within": (3, 20), "entry": (1, Fraction(1, 4) * (10 - 40)), "left": (1, Fraction(1, 5) * (20 - 50)),
        "silent": (1, Fraction(1, 5) * (20 - 100)), "all": (6, Fraction(-19, 2)),
    }  # fmt: skip
    assert sum(points for part, (_, points) in parts.items() if part != "all") == parts["all"][1]


def test_without_a_company_in_both_rounds_nothing_is_split() -> None:
    nobody, everybody = np.array([False, False]), np.array([True, True])
    assert composition(np.zeros(2), np.ones(2), (nobody, everybody), stays=everybody) == {}


def test_severity_goes_before_likelihood_and_equal_themes_share_a_place() -> None:
    severity = np.array([[4.0, 4], [4, 4], [5, np.nan], [3, 5]])
    likelihood = np.array([[2.0, 2], [3, 3], [1, np.nan], [2, 2]])
    assert places(severity, likelihood, np.ones((1, 2))).tolist() == [[3, 2, 1, 3]]
    assert places(severity, likelihood, np.array([[0.0, 1]])).tolist() == [[3, 2, 0, 1]]


def test_a_theme_that_one_company_rated_has_no_place() -> None:
    ranked = risks([("water", 5, 5)], [("corruption", 2, 2), ("health_safety", 1, 1)], [("corruption", 2, 2)])
    assert {d.item for d in ranked.details if d.measure in ("risk_rank", "risk_top")} == {"corruption"}


def test_how_often_a_theme_comes_first_is_near_what_all_samples_would_say() -> None:
    """Three companies make 27 samples, all equally likely."""
    ratings = [(5, 4, 1), (1, 4, 5), (1, 4, 2)]
    themes = ("water", "corruption", "health_safety")
    found = risks(*([(theme, rating, 1) for theme, rating in zip(themes, each, strict=True)] for each in ratings))
    shares = {d.item: float(d.value) for d in found.details if d.measure == "risk_top" and d.value is not None}
    expected = dict.fromkeys(themes, 0)
    for sample in product(ratings, repeat=3):
        means = [sum(column) for column in zip(*sample, strict=True)]
        for theme, mean in zip(themes, means, strict=True):
            expected[theme] += sum(other > mean for other in means) < 2
    assert shares == pytest.approx({theme: 100 * count / 27 for theme, count in expected.items()}, abs=5)


def risks(*companies: Sequence[tuple[str, int, int]], extra: dict[str, Any] | None = None) -> Internal:
    """A panel in which these companies hand in these ratings in round 2."""
    tables = one_round(len(companies))
    tables[2]["risk"] = [
        {"company": f"c{number:03d}", "theme": theme, "severity": severity, "likelihood": likelihood,
         "relation": "linked", "prioritised": False} | (extra or {})
        for number, ratings in enumerate(companies) for theme, severity, likelihood in ratings
    ]  # fmt: skip
    return made(tables)[0]


def one_round(companies: int) -> dict[int, Tables]:
    """Round 2 of a panel with so many companies that all joined in round 1."""
    tables = random_tables(AGREEMENT, Random(1), Shape(companies=companies, rounds=2, silent=0))
    row = {"joined": AGREEMENT.round(1).start, "left": None, "secondary": "no"}
    codes = {"segment": AGREEMENT.segments[0].code, "size_class": AGREEMENT.size_classes[0].code}
    tables[2] = {name: [] for name in tables[2]}
    tables[2]["company"] = [{"company": f"c{number:03d}", **row, **codes} for number in range(companies)]
    return {2: tables[2]}


def test_places_and_materials_are_counted_once_per_company_however_they_are_written() -> None:
    tables = one_round(3)
    rows = [("c000", "Kobalt", "Congo"), ("c000", "cobalt ", "congo"), ("c001", "KOBALT", None), ("c002", None, "Peru")]
    tables[2]["risk"] = [
        {"company": company, "theme": "water", "material": material, "country": country, "prioritised": False}
        for company, material, country in rows
    ]
    found = made(tables, named=lambda text: text == "Peru")[0]
    where = {d.item: (d.n, d.value) for d in found.details if d.measure == "risk_where"}
    assert where == {
        "water:material:cobalt": (3, 2), "water:country:Congo": (3, 1), "water:country:other": (3, 1),
    }  # fmt: skip


def test_a_country_is_one_place_by_its_name_in_either_language_and_by_its_code() -> None:
    tables = one_round(4)
    written = ("Zuid-Afrika", "ZA ", "south  africa", "Congo")
    tables[2]["risk"] = [
        {"company": f"c{number:03d}", "theme": "water", "country": country, "prioritised": False}
        for number, country in enumerate(written)
    ]
    where = {d.item: (d.n, d.value) for d in made(tables)[0].details if d.measure == "risk_where"}
    assert where == {"water:country:ZA": (4, 3), "water:country:Congo": (4, 1)}


def actions_of(rows: Rows, *, named: Named = lambda text: False) -> dict[str, Any]:
    tables = one_round(3)
    tables[2]["action"] = [{"company": "c000", "step": AGREEMENT.steps[0].code, "status": "planned"} | r for r in rows]
    return {action.action: action for action in made(tables, named=named)[0].actions}


def test_an_action_is_overdue_at_the_end_of_the_round_by_which_plans_are_in_unless_it_is_over() -> None:
    day = AGREEMENT.round(2).end
    late, soon = day - timedelta(days=9), day + timedelta(days=1)
    assert late > AGREEMENT.round(2).reference_date  # a plan tells of it, for it comes in after the reference date
    found = actions_of([
        {"action": "late", "due": late, "completed_on": None}, {"action": "soon", "due": soon},
        {"action": "open", "due": None},
        {"action": "done", "due": late, "status": "done", "completed_on": day},
        {"action": "dropped", "due": late, "status": "dropped"},
    ])  # fmt: skip
    overdue = {name: action.days_overdue for name, action in found.items()}
    assert overdue == {"late": 9, "soon": 0, "open": None, "done": None, "dropped": None}
    assert found["done"].completed_on == day


def test_words_of_one_company_and_names_do_not_leave_with_an_action() -> None:
    rows = [
        {"action": "a", "company": "c000", "partner": "Vakbond", "support_wanted": "kennis"},
        {"action": "b", "company": "c001", "partner": "vakbond ", "support_wanted": "onze eigen wens"},
        {"action": "c", "company": "c000", "partner": "Bedrijf X", "support_wanted": "kennis"},
        {"action": "Bedrijf X 1", "company": "c001", "partner": "Bedrijf X", "support_wanted": ""},
    ]
    found = actions_of(rows, named=lambda text: "Bedrijf X" in text)
    assert {name: (each.partner, each.support_wanted) for name, each in found.items()} == {
        "a": ("Vakbond", "other"), "b": ("Vakbond", "other"), "c": ("other", "other"), "other": ("other", None),
    }  # fmt: skip


@pytest.fixture(scope="module")
def some() -> Internal:
    """Details and actions of a small panel."""
    return made(random_tables(AGREEMENT, Random(1), Shape(companies=5)))[0]


def written(cube: Cube, folder: Path) -> Edition:
    edition = write_edition(
        folder, cube.edition.audience, content_of(cube), name="a", published_at=MOMENT, invented=True, deliveries=[]
    )
    point_to(folder, cube.edition.audience, "a")
    return edition


def test_details_and_actions_are_read_as_they_were_written(some: Internal, tmp_path: Path) -> None:
    cube = demo_cube(audience="secretariat", details=some.details, actions=some.actions)
    edition = written(cube, tmp_path)
    for read in (open_cube(tmp_path, "secretariat"), open_cube_from_parquet(tmp_path / "secretariat" / "a")):
        assert read._details == cube._details
        assert read.actions == cube.actions
        first = some.details[0]
        address = {name: getattr(first, name) for name in ("round", "base_round", "dimension", "member")}
        assert read.detail(first.measure, first.item, **address) == first
        assert first in read.details(first.measure, item=first.item, round=first.round)
    fewer = demo_cube(audience="secretariat", details=some.details[1:], actions=some.actions)
    assert content_hash_of(content_of(fewer)) != edition.content_hash == content_hash_of(content_of(cube))


def test_a_protected_edition_with_details_or_actions_is_not_written(some: Internal, tmp_path: Path) -> None:
    for cube in (demo_cube(details=some.details[:1]), demo_cube(actions=some.actions[:1])):
        with pytest.raises(ValueError, match="nothing was written"):
            written(cube, tmp_path)
    assert not list((tmp_path / "plenary").iterdir())


def test_a_protected_edition_with_details_is_not_opened(
    some: Internal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that another program wrote."""
    cube = demo_cube(audience="secretariat", details=some.details)
    policy = cube.edition.policy.model_copy(update={"suppress": True})
    with monkeypatch.context() as patched:
        patched.setattr(edition_tables, "refuse_what_is_internal", lambda content: None)
        written(replace(cube, edition=replace(cube.edition, policy=policy)), tmp_path)
    with pytest.raises(ValueError, match="only the secretariat may know"):
        open_cube(tmp_path, "secretariat")


def test_an_edition_of_before_there_were_details_opens_and_keeps_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cube = demo_cube()
    monkeypatch.setattr(edition_tables, "INTERNAL_TABLES", {})
    before = written(cube, tmp_path)
    monkeypatch.undo()
    assert before.content_hash == content_hash_of(content_of(cube))
    read = open_cube(tmp_path, "plenary")
    assert read._cells == open_cube_from_parquet(tmp_path / "plenary" / "a")._cells == cube._cells
    assert (read.details("direction"), read.actions) == ((), ())


def test_an_edition_of_before_there_were_details_comes_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = lean_home(tmp_path / "home")
    fill(home, {1: random_tables(home.agreement(), Random(2), Shape(companies=3, rounds=1))[1]})
    monkeypatch.setattr(edition_tables, "INTERNAL_TABLES", {})
    before = publish(home, audience="secretariat")
    monkeypatch.undo()
    again = replay(home, before.name)
    assert again.same
    assert open_cube(home.editions, "secretariat").cell("maturity", "overall", round=1)


@pytest.mark.parametrize(
    "row",
    [
        "('m', 'i', null, 1, 'total', 'all', 4, 1, 0, null)",
        "('m', 'i', null, 1, 'total', 'all', 4, 2, 0, 1)",
        "('m', 'i', null, 1, 'total', 'all', null, 1, null, null)",
        "('m', 'i', 2, 2, 'total', 'all', 4, 1, null, null)",
    ],
)
def test_an_edition_refuses_a_detail_that_contradicts_itself(row: str) -> None:
    with duckdb.connect() as con:
        con.execute(INTERNAL_TABLES["detail"])
        with pytest.raises(duckdb.ConstraintException):
            con.execute(f"insert into detail values {row}")  # noqa: S608
