"""The explorer's page, without a browser: its address holds the whole question and the edition, and restores both."""

from pathlib import Path

import pytest

from tests.demo_home import CURRENT, EARLIER
from tests.visited import address, visit, words

ASKED = {"indicator": "maturity_step", "item": "step:act", "companies": "total:all", "years": "3-5"}


@pytest.fixture(autouse=True)
def _plenary(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(demo_home))
    monkeypatch.delenv("KETENSPIEGEL_AUDIENCE", raising=False)


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "steeg de score op stap 3"), ("en", "the score on step 3 (Act)")]
)
def test_a_link_restores_the_question_and_the_edition_in_either_language(language: str, said: str) -> None:
    for edition in (EARLIER, CURRENT):
        test = visit("explore", lang=language, edition=edition, **ASKED)
        assert not test.exception
        assert said in words(test)
        assert ("3 naar jaar 5" if language == "nl" else "year 3 to year 5") in words(test)
        assert address(test) == {"lang": language, "edition": edition, **ASKED}


def test_the_address_names_the_edition_and_the_whole_question_also_where_nothing_was_chosen() -> None:
    assert address(visit("explore", lang="nl")) == {
        "lang": "nl", "edition": CURRENT, "indicator": "maturity_overall", "item": "overall", "companies": "total:all",
    }  # fmt: skip


def test_unknown_codes_in_the_address_are_ignored() -> None:
    test = visit(
        "explore", lang="nl", indicator="drop table", item="step:act", companies="founders:<b>", years="3-99-x"
    )
    assert not test.exception
    assert address(test) == {
        "lang": "nl", "edition": CURRENT, "indicator": "maturity_overall", "item": "overall", "companies": "total:all",
        "years": "3",
    }  # fmt: skip


def test_what_is_not_shown_offers_what_is_and_one_click_asks_that() -> None:
    test = visit("explore", lang="nl", indicator="maturity_step", item="step:act", years="4")
    assert "Hierover toont deze editie niets" in words(test)
    assert test.button[0].label == "Wel te zien: Score per OESO-stap, ‘3. Aanpak’ (jaar 5)"
    test.button[0].click().run()
    assert "Hierover toont deze editie niets" not in words(test)
    assert address(test)["years"] == "5"
    assert not test.button
