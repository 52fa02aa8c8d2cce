"""The sample: invented answers that give the published figures, beside public facts that nobody invented."""

from itertools import product
from pathlib import Path
from statistics import mean

import pytest
from openpyxl import load_workbook
from sample_twin import Round, day, level, mean_percent, metals, published, sheets, spelling

from data.configuration.agreement import PublishedFigure
from data.intake.delivery import read_delivery
from data.sample import deliveries
from data.sample.generate import books
from data.sample.members import COMPANIES
from data.sample.public_facts import read_history
from data.sample.workbook import Sheet, read

LEAST = 4  # companies in a cell and in every remainder
ROUNDS = (1, 2, 3, 4, 5, 6)
BOOKS = [pytest.param(each, id=each.path.stem) for each in deliveries()]
FACTS = ("activities", "projects", "decisions", "outreach", "notes")


def _compute(figure: PublishedFigure) -> tuple[int, int | None]:
    """The figure as the workbooks give it, and its base."""
    how = figure.computed_from
    if how is None:
        return _counted_facts(figure), None
    this = Round.of(how.round, how.delivery)
    group = this.members(how.dimension, how.member)
    if how.measure == "membership":
        return len({"official": this.official, "joined": this.joined}[how.item]() & group), None
    if how.measure in {"expected", "completed", "submitted", "on_time"}:
        return len(this.papers(how.item, how.measure)), len(this.papers(how.item, "expected"))
    companies = this.submitted & group
    if how.kind.startswith("pair"):
        companies &= Round.of(how.base_round).submitted
        if how.kind == "pair_start":
            this = Round.of(how.base_round)
    if how.measure == "maturity":
        return mean_percent(this.overall, companies), len(companies)
    if how.measure.startswith("level"):
        return sum(level(this.overall[each]) == figure.figure.removeprefix("level_") for each in companies), len(
            companies
        )
    assert how.measure == "target_mean"
    return int(sum(this.target(each) for each in companies) / len(companies)), len(companies)


def _counted_facts(figure: PublishedFigure) -> int:
    if figure.figure == "collective_risks_chosen":
        (decision,) = Round.of(2, "first").tables["decisions"]
        return len(str(decision["themes"]).split(";"))
    assert figure.figure == "collective_research_countries"
    projects = Round.of(3).tables["projects"]
    return next(len(str(each["countries"]).split(";")) for each in projects if each["initiative"] == "collective")


@pytest.mark.parametrize(
    "figure", [pytest.param(f, id=f"year {f.year}: {f.figure} - {f.population.en}") for f in published()]
)
def test_the_published_figure_comes_out_of_the_sample(figure: PublishedFigure) -> None:
    value, n = _compute(figure)
    assert value == figure.value
    if figure.n is not None and n is not None:
        assert n == figure.n


def _cells(sheet: Sheet) -> list[tuple[str, tuple[object, ...]]]:
    return [(f"{sheet.name}!{place}", row) for place, row in enumerate(sheet.rows, start=1)]


def test_the_committed_workbooks_hold_what_the_generator_makes_cell_by_cell() -> None:
    for book, delivery in zip(books(metals()), deliveries(), strict=True):
        kept = read(delivery.path)
        assert [sheet.name for sheet in kept] == [sheet.name for sheet in book.sheets]
        for made, found in zip(book.sheets, kept, strict=True):
            assert _cells(found) == _cells(made)


@pytest.mark.parametrize("delivery", BOOKS)
def test_every_workbook_is_small_and_says_that_its_answers_are_invented(delivery) -> None:
    assert delivery.path.stat().st_size < 200_000
    workbook = load_workbook(delivery.path)
    told = " ".join(str(cell) for row in workbook["uitleg"].iter_rows(values_only=True) for cell in row)
    for words in (told, workbook.properties.title + workbook.properties.subject, workbook.properties.keywords):
        assert "verzonnen" in words.lower()
        assert "invented" in words.lower()


@pytest.mark.parametrize("delivery", BOOKS)
def test_every_sample_workbook_is_accepted_without_a_fault(delivery) -> None:
    accepted = read_delivery(delivery.path, metals(), delivery.round)
    assert accepted.row_counts["company"] == len(sheets(delivery.path)["companies"])


def test_every_public_fact_stands_in_exactly_one_row_in_both_languages() -> None:
    texts = [
        (row.get("title_nl") or row.get("text_nl") or row.get("reason_nl"),
         row.get("title_en") or row.get("text_en") or row.get("reason_en"))
        for delivery in deliveries()
        for table in FACTS
        for row in sheets(delivery.path).get(table, [])
    ]  # fmt: skip
    history = [(fact["fact_nl"], fact["fact_en"]) for fact in read_history()]
    assert len(history) == 57
    assert sorted(texts) == sorted(history)


def test_public_facts_are_never_called_invented_and_each_names_its_source() -> None:
    for delivery in deliveries():
        for table in FACTS:
            for row in sheets(delivery.path).get(table, []):
                words = " ".join(map(str, row.values())).lower()
                assert "verzonnen" not in words
                assert "invented" not in words
                assert str(row.get("source") or row.get("url")).startswith("https://")


def test_what_was_cancelled_says_why_and_what_continued_says_what_it_follows() -> None:
    activities = [row for n in ROUNDS for row in Round.of(n, "first").tables.get("activities", [])]
    cancelled = [row for row in activities if row["status"] == "cancelled"]
    assert {str(row["reason"]) for row in cancelled} == {"COVID-19"}
    assert [row["round"] for row in cancelled] == [1, 2]
    projects = {row["project"]: row for n in (3, 4) for row in Round.of(n).tables["projects"]}
    follows = [row["follows"] for row in projects.values() if row["follows"]]
    assert follows
    assert all(projects[each]["round"] == 3 for each in follows)


@pytest.mark.parametrize("delivery", BOOKS)
def test_only_invented_companies_occur_under_any_spelling(delivery) -> None:
    invented = {spelling(name) for each in COMPANIES for name in (each.name, each.earlier_name) if name}
    assert all(name.startswith("voorbeeld ") for name in invented)
    for rows in sheets(delivery.path).values():
        for row in rows:
            assert "written" not in row or spelling(row["written"]) in invented


def test_the_membership_follows_the_public_facts() -> None:
    assert [len(Round.of(n).official()) for n in ROUNDS[:5]] == [7, 12, 13, 14, 14]
    assert [len(Round.of(n).papers("mat", "expected")) for n in ROUNDS[:5]] == [7, 11, 13, 12, 14]
    assert len(Round.of(2, "first").papers("mat", "expected")) == 9
    newcomers = Round.of(4).joined() & Round.of(4).papers("mat", "expected")
    assert len(Round.of(4).papers("mat", "expected") - newcomers) == 11
    assert Round.of(4).submitted - Round.of(3).submitted == newcomers


def test_in_rounds_3_to_5_everything_that_a_room_wants_leaves_four_companies_in_every_remainder() -> None:
    """Total, pair ends, split and founders of a round: no sum or difference of them touches one to three companies."""
    same_seven = Round.of(3).submitted & Round.of(4).submitted
    assert same_seven == Round.of(4).submitted & Round.of(5).submitted
    for number in (3, 5):
        this = Round.of(number)
        everyone = this.submitted
        sides = [everyone & this.members("secondary", side) for side in ("secondary", "other")]
        assert min(map(len, sides)) >= 5
        rows = [everyone, same_seven, *sides, everyone & this.members("founders", "founders")]
        for signs in product((-1, 0, 1), repeat=len(rows)):
            touched = {
                each
                for each in everyone
                if sum(sign for sign, row in zip(signs, rows, strict=True) if each in row) != 0
            }
            assert not 0 < len(touched) < LEAST
    for side in ("secondary", "other"):
        first, last = (Round.of(n).submitted & Round.of(n).members("secondary", side) for n in (3, 5))
        assert not 0 < len(first ^ last) < LEAST


def test_every_submitter_has_all_six_steps_and_steps_differ_as_they_do_in_practice() -> None:
    for number in ROUNDS:
        steps = Round.of(number).steps
        assert all(len(each) == 6 for each in steps.values())
        means = {step: sum(each[step] for each in steps.values()) / len(steps) for step in next(iter(steps.values()))}
        assert max(means, key=means.get) == "embed"
        assert min(means, key=means.get) == "remedy"


def test_from_round_3_to_4_one_step_stands_nearly_still_while_the_others_rise() -> None:
    before, after = Round.of(3).steps, Round.of(4).steps
    same = before.keys() & after.keys()
    change = {s.code: sum(after[c][s.code] - before[c][s.code] for c in same) / 7 / 10**6 for s in metals().steps}
    assert change.pop("remedy") < 4
    assert min(change.values()) > 10


def test_open_and_not_applicable_answers_occur_and_other_segments_questions_are_not_applicable() -> None:
    for number in ROUNDS:
        this = Round.of(number)
        segment = {str(row["company"]): row["segment"] for row in this.tables["companies"]}
        asked = metals().questions_of(metals().round(number).instrument_version)
        kinds = []
        for company in this.submitted:
            row = this.answers_of(company)
            for question in asked:
                if question.segments and segment[company] not in question.segments:
                    assert row[question.id] == "n.v.t."
                else:
                    kinds.append(row[question.id] if isinstance(row[question.id], str | None) else "points")
        assert 0 < kinds.count(None) / len(kinds) < 0.12
        assert 0 < kinds.count("n.v.t.") / len(kinds) < 0.12


def test_experts_assess_a_few_companies_from_round_2_on_and_score_a_little_lower() -> None:
    assert not Round.of(1).expert_overall()
    for number in ROUNDS[1:]:
        this = Round.of(number)
        gaps = [(score - this.overall[each]) / 10**6 for each, score in this.expert_overall().items()]
        assert 2 <= len(gaps) <= 4
        assert -12 < sum(gaps) / len(gaps) < 0


def test_risks_cover_every_theme_of_every_submitter_and_round_2_puts_safety_and_water_on_top() -> None:
    themes = {theme.code for theme in metals().themes_of("analysis")}
    for number in ROUNDS:
        rows = Round.of(number).tables.get("risks", [])
        made = number not in {1, 3}
        assert {(r["company"], r["theme"]) for r in rows} == set(
            product(Round.of(number).submitted if made else (), themes)
        )
    rows = Round.of(2).tables["risks"]
    chosen = [row["theme"] for row in rows if row["prioritised"] == "ja"]
    grave = {theme: mean([row["severity"] for row in rows if row["theme"] == theme]) for theme in themes}
    for how_high in (chosen.count, grave.__getitem__):
        assert set(sorted(themes, key=how_high)[-2:]) == {"health_safety", "water"}


def test_deliverables_come_late_or_not_at_all_or_are_waived_with_a_reason() -> None:
    rows = [row for n in ROUNDS for row in Round.of(n).tables["deliverables"]]
    assert any(row["waived_reason"] for row in rows)
    assert all(row["expected"] == "nee" for row in rows if row["waived_reason"])
    assert any(row["expected"] == "ja" and row["submitted_on"] is None for row in rows)
    this = Round.of(5)
    assert 0 < len(this.papers("mat", "on_time")) < len(this.papers("mat", "submitted")) < 14


def test_actions_keep_their_number_company_and_step_and_end_once() -> None:
    seen: dict[object, tuple[object, object]] = {}
    over: set[object] = set()
    for number in ROUNDS[1:]:
        rows = Round.of(number).tables["actions"]
        assert len({row["action"] for row in rows}) == len(rows)
        for row in rows:
            who = next(c.code for c in COMPANIES if spelling(row["written"]) in map(spelling, (c.name, c.earlier_name)))
            assert seen.setdefault(row["action"], (who, row["step"])) == (who, row["step"])
            assert row["action"] not in over
            assert (row["status"] == "done") == (day(row["completed_on"]) is not None)
        over |= {row["action"] for row in rows if row["status"] in {"done", "dropped"}}
    assert {row["status"] for row in Round.of(5).tables["actions"]} == {"planned", "in_progress", "done", "dropped"}


def test_no_other_workbook_lies_beside_the_sample() -> None:
    folder: Path = deliveries()[0].path.parent
    assert {each.name for each in folder.glob("*.xlsx")} == {each.path.name for each in deliveries()}
