"""A score of which figures were published is made the same way for ever: two of them would give answers away."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data.configuration.agreement import Agreement
from data.custody.home import Home
from data.custody.panel import open_snapshot
from data.publishing.edition import write_edition
from data.publishing.edition_tables import Content
from data.publishing.ledger import Entry, enter_edition, read_ledger
from data.publishing.making import facts_of_edition
from data.publishing.publish import NothingToPublishError, list_editions, publish
from data.publishing.scoring_kept import ScoringChangedError, refuse_changed_scoring, scoring_seal
from tests.changed_agreement import change
from tests.home_copy import copy_of
from tests.lean_home import lean_home

Change = Callable[[Agreement], Agreement]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that published three figures of round 4, and withheld one of round 2; nobody changes it."""
    home = lean_home(tmp_path_factory.mktemp("told") / "home")
    agreement = home.agreement()
    shown = [("maturity", "overall"), ("level_at_least", "mature"), ("on_schedule", "overall")]
    cells = [a_cell(*series, 4, status="published", number=6_000_000) for series in shown]
    cells.append(a_cell("maturity", "overall", 2, status="withheld", number=None))
    with open_snapshot(home) as con:
        facts = facts_of_edition(con)
    content = Content(agreement, agreement.policies["plenary"], pa.concat_tables(cells), facts, (), 4)
    edition = write_edition(
        home.editions, "plenary", content, name="metals-20260305-01", published_at=datetime(2026, 3, 5, tzinfo=UTC),
        invented=True, deliveries=(),
    )  # fmt: skip
    enter_edition(home, edition)
    return home


def a_cell(measure: str, item: str, number_of_round: int, *, status: str, number: int | None) -> pa.Table:
    """A cell of all companies as the data room has it, in millionths."""
    text, whole, large = pa.string(), pa.int32(), pa.int64()
    columns = {
        "measure": (text, measure), "item": (text, item), "kind": (text, "all"), "base_round": (whole, None),
        "round": (whole, number_of_round), "dimension": (text, "total"), "member": (text, "all"),
        "status": (text, status), "n": (whole, number and 12), "value": (large, number), "lo": (large, number),
        "hi": (large, number), "precision": (text, number and "exact"), "kept": (pa.bool_(), False),
        "decision": (pa.int8(), 0),
    }  # fmt: skip
    return pa.table({name: pa.array([value], kind) for name, (kind, value) in columns.items()})


def questions(version: str, **update: Any) -> Change:
    """The first question of a version with another weight, say."""

    def changed(agreement: Agreement) -> Agreement:
        first = agreement.questions_of(version)[0]
        asked = tuple(each.model_copy(update=update) if each is first else each for each in agreement.questions)
        return agreement.model_copy(update={"questions": asked})

    return changed


def without_a_question(agreement: Agreement) -> Agreement:
    first = agreement.questions_of("v3")[0]
    return agreement.model_copy(update={"questions": tuple(each for each in agreement.questions if each is not first)})


def levels_as(minimum: str) -> Change:
    """The second level from this minimum on."""

    def changed(agreement: Agreement) -> Agreement:
        first, second, *others = agreement.levels
        return agreement.model_copy(
            update={"levels": (first, second.model_copy(update={"minimum": Decimal(minimum)}), *others)}
        )

    return changed


def other_target(membership_year: int) -> Change:
    """The target of a membership year, one point higher."""

    def changed(agreement: Agreement) -> Agreement:
        pattern = agreement.targets[0]
        minimum = (agreement.target(membership_year, agreement.size_classes[0].code) or 0) + 1
        more = [
            pattern.model_copy(update={"membership_year": membership_year, "size_class": size.code, "minimum": minimum})
            for size in agreement.size_classes
        ]
        kept = [each for each in agreement.targets if each.membership_year != membership_year]
        return agreement.model_copy(update={"targets": (*kept, *more)})

    return changed


def other_rule(agreement: Agreement) -> Agreement:
    return agreement.model_copy(update={"scoring": agreement.scoring.model_copy(update={"unanswered": "zero"})})


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (questions("v3", weight=7), "round 4, question 1.1, weight: found 7, expected"),
        (questions("v3", maximum=9), "round 4, question 1.1, maximum: found 9, expected"),
        (questions("v3", step="remedy"), "round 4, question 1.1, step: found remedy, expected embed"),
        (questions("v3", themes=("water",)), "round 4, question 1.1, themes: found water, expected none"),
        (without_a_question, "round 4, question 1.1, weight: found none, expected"),
        (levels_as("25"), "level improving, minimum: found 25, expected 20"),
        (other_target(1), "target, membership year 1, fte_0_25: found"),
        (other_rule, "scoring, unanswered: found zero, expected leaves"),
    ],
)
def test_a_score_of_which_figures_were_published_is_never_made_in_another_way(
    told: Home, changed: Change, named: str
) -> None:
    with pytest.raises(ScoringChangedError) as refusal:
        refuse_changed_scoring(told, read_ledger(told), changed(told.agreement()))
    (edition,) = list_editions(told, "plenary")
    (line,) = (each for each in str(refusal.value).splitlines() if named in each)
    assert line.endswith(f"as in {edition.name}")
    assert "new instrument version" in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was written.")


@pytest.mark.parametrize(
    "changed",
    [
        lambda agreement: agreement,
        questions("v3", text=("Anders gevraagd?", "Asked otherwise?")),
        questions("v2", weight=7),  # nothing of round 2 was published
        levels_as("20.0"),
        other_target(9),  # nobody is a member so long in round 4
    ],
)
def test_what_no_published_figure_was_made_with_may_change(told: Home, changed: Change) -> None:
    refuse_changed_scoring(told, read_ledger(told), changed(told.agreement()))


def test_publishing_for_the_room_stops_and_for_the_secretariat_goes_on(told: Home, tmp_path: Path) -> None:
    """Its panel is empty here: that is what the secretariat's edition stumbles over."""
    home = copy_of(told, tmp_path / "home")
    change(home.root / "agreements" / "metals", "agreement.toml", "minimum = 20", "minimum = 25")
    before = read_ledger(home)
    with pytest.raises(ScoringChangedError, match="level improving"):
        publish(home, audience="plenary", attacks=())
    assert len(list_editions(home, "plenary")) == 1
    assert read_ledger(home) == before
    with pytest.raises(NothingToPublishError):
        publish(home, audience="secretariat")


def test_a_figure_that_was_consented_to_is_held_to_the_scoring_of_then(told: Home) -> None:
    agreement = told.agreement()
    facts = {"measure": "maturity", "item": "overall", "address": ["all", None, 3, "total", "all"]}
    entry = Entry("consent", {**facts, "scoring": scoring_seal(agreement, [3], "maturity")}, seal="")
    refuse_changed_scoring(told, [entry], agreement)
    refuse_changed_scoring(told, [entry], levels_as("25")(agreement))  # a mean is not made with levels
    with pytest.raises(ScoringChangedError, match="scoring of round 3"):
        refuse_changed_scoring(told, [entry], questions("v3", weight=7)(agreement))
