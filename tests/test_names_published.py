"""The last look before publishing: every text of an edition against every name that ever came."""

from functools import partial
from pathlib import Path

import pytest

from data.cube import Audience, open_cube
from data.custody.home import Home
from data.custody.panel import open_panel
from data.intake.receive import store
from data.publishing.audit import replay
from data.publishing.publish import NamesUnconfirmedError, list_editions, names_to_confirm
from data.publishing.publish import publish as publish_after
from tests.invented_delivery import NORTH, SOUTH, delivery_of, note_row, scores
from tests.lean_home import lean_home

VISIT = f"Bezoek aan {SOUTH} B.V. in mei"
publish = partial(publish_after, attacks=())  # names are looked for in texts, attacks are on numbers
AUDIENCES: tuple[Audience, ...] = ("plenary", "secretariat")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a note that names a company which a correction took out of the companies sheet."""
    made = lean_home(tmp_path / "home")
    store(made, scores([NORTH, SOUTH]), name="x")
    store(made, scores([NORTH]), name="x")
    store(made, delivery_of({"note": [note_row(VISIT)]}), name="x")
    return made


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_text_with_the_name_of_a_company_that_once_came_is_not_published(home: Home, audience: Audience) -> None:
    with pytest.raises(
        NamesUnconfirmedError, match=r"2 passages read .* --confirm-names. Nothing was written"
    ) as asked:
        publish(home, audience=audience)
    assert {(hit.passage, hit.where.column) for hit in asked.value.name_hits} == {
        (f"{SOUTH} B.V", "text_nl"), (f"{SOUTH} B.V", "text_en")
    }  # fmt: skip
    assert asked.value.name_hits == names_to_confirm(home)
    assert not list(home.editions.rglob("*"))
    with open_panel(home) as con:
        assert con.execute("select count(*) from publication").fetchone() == (0,)


def test_a_confirmed_text_is_published_and_asked_once_for_all_audiences(home: Home) -> None:
    edition = publish(home, audience="plenary", confirm_names=True)
    assert open_cube(home.editions, "plenary").fact_rows("note")[0]["text"].in_("nl") == VISIT
    assert names_to_confirm(home) == ()
    publish(home, audience="secretariat")
    assert replay(home, edition.name).same


def test_another_text_with_the_same_name_is_asked_again(home: Home) -> None:
    publish(home, audience="plenary", confirm_names=True)
    store(home, delivery_of({"note": [note_row(VISIT), note_row(f"{SOUTH} stopt")]}), name="x")
    assert {hit.where.text for hit in names_to_confirm(home)} == {f"{SOUTH} stopt"}


def test_an_earlier_version_of_a_text_is_matched_with_names_that_came_later(tmp_path: Path) -> None:
    home = lean_home(tmp_path / "home")
    for text in (f"Gesprek met {SOUTH}", "Gesprek met een nieuw bedrijf"):
        store(home, delivery_of({"note": [note_row(text, round=2)]}, round=2), name="x")
    store(home, scores([NORTH, SOUTH]), name="x")
    publish(home, audience="plenary")
    with pytest.raises(NamesUnconfirmedError):
        publish(home, audience="plenary", as_of={2: 1})
    assert len(list_editions(home, "plenary")) == 1
