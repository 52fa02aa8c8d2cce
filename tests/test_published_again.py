"""A second edition beside the first: another group for a company, and what is said while it is attacked."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from data.commandline.commands_editions import say_published
from data.cube import Cube, open_cube
from data.custody.home import Home
from data.protection.leaks import leaks
from data.publishing.publish import publish, report_path
from data.text import Text
from tests.lean_home import lean_home
from tests.random_panel import Shape, Tables, fill, random_tables
from tests.slow_history import everything_shown


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return lean_home(tmp_path / "home")


def tables_of(home: Home) -> dict[int, Tables]:
    return random_tables(home.agreement(), Random(3), Shape(companies=14, unanswered=0, missing_step=0))


def published(home: Home) -> Cube:
    """Without attacks, which could only have shown less."""
    return open_cube(home.editions, "plenary", name=publish(home, audience="plenary", attacks=()).name)


def test_a_company_that_is_put_in_another_group_follows_from_no_two_editions(home: Home) -> None:
    """The mean of its old group less that of the others in it would be its own score."""
    tables = tables_of(home)[3]
    for place, row in enumerate(tables["company"]):
        row["secondary"] = "no" if place % 2 else "supplies"
    fill(home, {3: tables})
    first = published(home)
    tables["company"][0]["secondary"] = "no"
    fill(home, {3: tables}, first_delivery=2)
    second = published(home)
    for member in ("secondary", "other"):
        before, after = (
            cube.cell("maturity", "overall", round=3, dimension="secondary", member=member) for cube in (first, second)
        )
        assert before == replace(after, kept=False)
        assert after.kept
    matrix, columns = everything_shown(home, "maturity", "overall")
    assert leaks(matrix, columns, below=4) == []


def test_rounds_of_which_nothing_was_known_before_are_not_said_to_be(home: Home) -> None:
    """Round 2 is in no line with round 3: of it the first edition said nothing."""
    told: list[Text] = []
    fill(home, {3: tables_of(home)[3]})
    published(home)
    fill(home, {2: tables_of(home)[2]}, first_delivery=2)
    publish(home, audience="plenary", attacks=("linear-1", "integer-1"), progress=told.append)
    attacked = [each.en.partition(": ")[0] for each in told if "tries" in each.en]
    assert sorted(set(attacked)) == ["round 2", "round 3", "round 3, known before"]


@pytest.mark.parametrize("lost", [(), ("integer-2",)])
def test_the_secretariat_is_told_at_once_where_earlier_figures_give_too_much_away(
    home: Home, lost: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    fill(home, {3: tables_of(home)[3]})
    say_published(home, replace(published(home).edition, lost=lost))
    assert ("geeft op zichzelf al te veel prijs" in capsys.readouterr().out) == bool(lost)


def test_the_report_counts_rows_under_either_waiting_room_setting_before_the_attacks(home: Home) -> None:
    """A series that goes a rung down shows fewer."""
    fill(home, {3: tables_of(home)[3]})
    said = report_path(home, published(home).edition.name).read_text(encoding="utf-8")
    assert "Rows of the overall score that the rules allow, before the attacks" in said


def test_progress_says_which_rounds_are_attacked_and_what_was_known_before(home: Home) -> None:
    told: list[Text] = []
    fill(home, {number: tables_of(home)[number] for number in (3, 4)})
    published(home)
    publish(home, audience="plenary", attacks=("linear-1",), progress=told.append)
    attacked = [each.en.partition(": ")[0] for each in told if "tries" in each.en]
    assert list(dict.fromkeys(attacked)) == ["rounds 3-4, known before", "rounds 3-4"]
    assert max(len(each.nl) for each in told) <= 80
