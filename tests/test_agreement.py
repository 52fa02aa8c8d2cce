"""What the metals agreement promises, and what an agreement may change."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Text
from tests.changed_agreement import METALS, append, change, copy_of_metals, faults_of


@pytest.fixture(scope="module")
def metals() -> Agreement:
    return load_agreement(METALS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_metals(tmp_path)


def test_metals_has_six_steps_five_levels_and_six_rounds_in_two_terms(metals: Agreement) -> None:
    assert [step.number for step in metals.steps] == [1, 2, 3, 4, 5, 6]
    assert [level.minimum for level in metals.levels] == [0, 20, 40, 60, 80]
    assert [(each.number, each.term) for each in metals.rounds] == [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 2)]


def test_only_years_three_to_five_may_share_a_line(metals: Agreement) -> None:
    assert metals.comparable_pairs() == ((3, 4), (4, 5))


def test_the_newest_questionnaire_asks_at_least_forty_questions_and_carries_every_theme_three_times(
    metals: Agreement,
) -> None:
    newest = metals.questions_of(metals.instrument_versions[-1].code)
    carried = Counter(theme for question in newest for theme in question.themes)
    assert len(newest) >= 40
    assert {theme.code for theme in metals.themes_of("analysis")} == set(carried)
    assert min(carried.values()) >= 3


def test_each_questionnaire_is_longer_than_the_one_before_and_only_the_first_scores_to_two(metals: Agreement) -> None:
    questionnaires = [metals.questions_of(version.code) for version in metals.instrument_versions]
    assert sorted(questionnaires, key=len) == questionnaires
    assert [{question.maximum for question in questions} for questions in questionnaires] == [{2}, {4}, {4}]


def test_the_same_question_keeps_its_step_and_its_words_in_every_version(metals: Agreement) -> None:
    said = {(question.id, question.step, question.text) for question in metals.questions}
    assert len(said) == len({question.id for question in metals.questions})


def test_recyclers_get_variants_of_their_own_and_no_segment_answers_both(metals: Agreement) -> None:
    by_id = {question.id: question for question in metals.questions_of("v3")}
    variants = [question for question in by_id.values() if question.id.endswith("r")]
    assert len(variants) >= 4
    for variant in variants:
        assert variant.segments == ("recycling",)
        assert set(by_id[variant.id.removesuffix("r")].segments) == {"primary", "wholesale", "end_user"}


def test_conflict_area_questions_came_with_the_minerals_guidance_in_the_second_version(metals: Agreement) -> None:
    assert not any(question.conflict_area for question in metals.questions_of("v1"))
    assert sum(question.conflict_area for question in metals.questions_of("v2")) >= 5


def test_health_and_safety_is_a_theme_of_the_analyses_and_not_of_the_2024_matrix(metals: Agreement) -> None:
    matrix = {theme.code for theme in metals.themes_of("matrix2024")}
    assert len(matrix) == 13
    assert "health_safety" not in matrix
    assert {"health_safety", "water"} <= {theme.code for theme in metals.themes_of("analysis")}
    assert {link.to_theme for link in metals.theme_links} == matrix


@pytest.mark.parametrize(
    ("membership_year", "size_class", "minimum"),
    [(1, "fte_0_25", 20), (5, "fte_5001", 80), (6, "fte_0_25", 80), (6, "fte_5001", 85), (9, "fte_5001", 85)],
)
def test_the_target_is_that_of_the_membership_year_and_later_of_the_size_class(
    metals: Agreement, membership_year: int, size_class: str, minimum: int
) -> None:
    assert metals.target(membership_year, size_class) == minimum


def test_an_agreement_without_targets_has_none(metals: Agreement) -> None:
    assert metals.model_copy(update={"targets": ()}).target(1, "fte_0_25") is None


def test_a_round_is_found_by_its_number_and_an_unknown_one_is_no_round(metals: Agreement) -> None:
    assert metals.round(3).not_made == ("risks",)
    with pytest.raises(KeyError):
        metals.round(7)


def test_the_plenary_needs_four_companies_and_the_secretariat_sees_everything(metals: Agreement) -> None:
    plenary, secretariat = metals.policies["plenary"], metals.policies["secretariat"]
    assert (plenary.suppress, plenary.minimum_companies, plenary.insiders, plenary.counts_from) == (True, 4, 2, 8)
    assert (secretariat.suppress, secretariat.rounding) == (False, Decimal("0.0001"))


def test_every_published_figure_names_its_cell_or_counts_something_that_no_cell_holds(metals: Agreement) -> None:
    without_a_cell = {figure.figure for figure in metals.published_figures if figure.computed_from is None}
    assert len(metals.published_figures) == 31
    assert without_a_cell == {"collective_risks_chosen", "collective_research_countries"}


def test_six_of_nine_is_computed_from_the_first_delivery_and_six_of_eleven_from_the_last(metals: Agreement) -> None:
    deliveries = {
        figure.n: figure.computed_from and figure.computed_from.delivery
        for figure in metals.published_figures
        if (figure.year, figure.figure) == (2, "policy_published")
    }
    assert deliveries == {9: "first", 11: "last"}


def test_every_fact_of_the_history_is_there_in_both_languages(metals: Agreement) -> None:
    with (METALS / "agreement_history.csv").open(encoding="utf-8", newline="") as lines:
        facts = list(csv.DictReader(lines))
    groups = {group.code for group in metals.working_groups}
    assert len(facts) == 57
    for fact in facts:
        assert fact["fact_nl"].strip(), fact
        assert fact["fact_nl"] != fact["fact_en"]
        assert fact["working_group"] in groups


def test_an_agreement_survives_its_way_through_an_edition_unchanged(metals: Agreement) -> None:
    again = Agreement.model_validate_json(metals.model_dump_json())
    assert again == metals
    assert str(again.policies["secretariat"].rounding) == "0.0001"
    assert again.name.in_("nl") == "Metaalconvenant"


def test_a_folder_of_ones_own_goes_before_a_shipped_one(folder: Path) -> None:
    assert find_agreement("metals", [folder.parent]) == folder
    assert find_agreement("metals") == METALS
    with pytest.raises(FileNotFoundError, match=r"no agreement 'granite' .* found metals\. .* docs/agreement\.md"):
        find_agreement("granite", [folder.parent])


def test_an_agreement_may_rename_a_shared_word_and_add_a_kind_of_activity(folder: Path) -> None:
    append(folder, "agreement.toml", "[vocabulary.activity_kind]")
    append(folder, "agreement.toml", 'webinar = { nl = "onlinesessie", en = "online session" }')
    append(folder, "agreement.toml", 'fair = { nl = "beurs", en = "trade fair" }')
    agreement = load_agreement(folder)
    assert agreement.word("activity_kind", "webinar").nl == "onlinesessie"
    assert agreement.word("activity_kind", "fair").en == "trade fair"
    assert agreement.word("activity_kind", "training").en == "training"
    assert agreement.word("material", "manganese") == Text("mangaan", "manganese")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('[vocabulary.colour]\nred = { nl = "rood", en = "red" }', "vocabulary: found the kind 'colour', expected one"),
        ('[vocabulary.assessor]\nbank = { nl = "bank", en = "bank" }', "vocabulary.assessor: found the code 'bank'"),
        ('[vocabulary]\nassessor = "expert"', "vocabulary.assessor: found 'expert', expected codes with a text"),
        ('[vocabulary.assessor]\nself = "zelf"', "vocabulary.assessor.self: found 'zelf', expected a text in both"),
    ],
)
def test_a_word_that_no_part_of_the_product_asks_for_is_refused(folder: Path, words: str, fault: str) -> None:
    append(folder, "agreement.toml", words)
    (found,) = faults_of(folder)
    assert found.startswith(f"agreement.toml: {fault}")


def test_words_of_its_own_stand_in_a_table_per_kind(folder: Path) -> None:
    words = (folder / "agreement.toml").read_text(encoding="utf-8").partition("[vocabulary.material]")
    change(folder, "agreement.toml", "".join(words[1:]), "")
    change(folder, "agreement.toml", 'code = "metals"', 'code = "metals"\nvocabulary = "own"')
    assert faults_of(folder) == ("agreement.toml: vocabulary: found 'own', expected a table per kind",)


def test_an_agreement_may_have_no_themes(folder: Path) -> None:
    path = folder / "questions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [{**row, "themes": ""} for row in csv.DictReader(lines)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (folder / "themes.csv").unlink()
    (folder / "theme_links.csv").unlink()
    assert load_agreement(folder).themes_of("analysis") == ()
