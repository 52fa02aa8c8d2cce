"""The page where a deck is made, without a browser: ready decks, ticks, order, own words, and its address."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox, TextInput

from tests.dashboard import ROOT
from tests.demo_home import CURRENT, write_demo_home
from tests.slides import own_template
from tests.visited import address, opened, visit
from tests.visited import words as markup


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_demo_home(tmp_path_factory.mktemp("home"), audiences=("plenary",))


@pytest.fixture(autouse=True)
def _plenary(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(home))
    monkeypatch.delenv("KETENSPIEGEL_AUDIENCE", raising=False)


def words(test: AppTest) -> str:
    return unescape(markup(test))


def downloads(test: AppTest) -> str:
    return " ".join(each.proto.label for each in test.get("download_button"))


def looked_at(test: AppTest) -> Selectbox[int]:
    """The field that chooses which slide is looked at."""
    return next(each for each in test.selectbox if (each.key or "").startswith("ks-at-"))


def slides(test: AppTest) -> list[str]:
    return address(test)["deck"].partition("~")[2].split(",")


@pytest.mark.parametrize(("language", "said"), [("nl", "Meenemen (17 dia's)"), ("en", "Take along (17 slides)")])
def test_the_page_opens_on_a_ready_deck_with_everything_ticked(language: str, said: str) -> None:
    test = visit("deck", lang=language)
    assert not test.exception
    assert said in words(test)
    assert len(test.checkbox) == 17
    assert all(each.value for each in test.checkbox)
    assert address(test)["edition"] == CURRENT


def test_a_reader_can_start_without_slides_and_add_the_first() -> None:
    test = visit("deck", lang="nl")
    start = next(each for each in test.get("button_group") if each.label == "Begin met")
    start.select("own").run()
    assert not test.exception
    assert "Er zijn nog geen dia's" in words(test)
    assert not test.checkbox
    test.button("ks-add-now").click().run()
    assert not test.exception
    assert len(test.checkbox) == 1
    assert "Meenemen (1 dia)" in words(test)


@pytest.mark.parametrize(("origin", "known"), [("steps", True), ("shell", False), ("receive", False), ("../x", False)])
def test_the_way_back_leads_to_a_page_of_the_menu_and_nowhere_else(origin: str, known: bool) -> None:
    test = visit("deck", lang="nl", add="levels", **{"from": origin})
    assert not test.exception
    assert ("← Terug naar de figuren" in [each.proto.label for each in test.get("page_link")]) == known


def test_a_slide_that_is_not_ticked_does_not_go_along() -> None:
    test = visit("deck", lang="nl")
    assert "levels" in slides(test)
    next(each for each in test.checkbox if "Bedrijven per niveau" in each.label).uncheck().run()
    assert not test.exception
    assert "levels" not in slides(test)
    assert "Meenemen (16 dia's)" in words(test)


def test_a_slide_moves_and_is_removed_and_the_others_keep_their_ticks() -> None:
    test = visit("deck", lang="nl", deck="own~members,levels!round:5,*steps")
    test.checkbox[0].uncheck().run()
    looked_at(test).select_index(1).run()
    test.button("ks-do-up").click().run()
    assert [each.value for each in test.checkbox] == [True, False, True]
    assert slides(test) == ["levels!round:5", "*steps"]
    test.button("ks-do-remove").click().run()
    assert [each.value for each in test.checkbox] == [False, True]
    assert slides(test) == ["*steps"]


def test_who_loses_words_to_a_click_has_them_back_until_something_else_changes() -> None:
    def undo(test: AppTest) -> list[str]:
        return [each.label for each in test.button if each.key == "ks-undo"]

    def start(test: AppTest, code: str) -> None:
        next(each for each in test.get("button_group") if each.label == "Begin met").select(code).run()

    test = visit("deck", lang="nl")
    start(test, "webinar")
    assert undo(test) == []  # a ready deck as it stands is found again
    test.checkbox[0].uncheck().run()
    start(test, "collective")
    assert undo(test) == ["↶ Ongedaan maken: terug naar ‘Webinar in acht dia's’ (8 dia's)"]
    start(test, "webinar")
    test.text_area[0].set_value("Kort houden").run()
    start(test, "collective")
    assert undo(test) == ["↶ Ongedaan maken: terug naar ‘Webinar in acht dia's’ (8 dia's)"]
    test.query_params["lang"] = "en"
    test.run()
    test.button("ks-undo").click().run()
    assert not test.exception
    assert test.text_area[0].value == "Kort houden"
    assert test.session_state["ks-deck"].draft.deck.language == "en"
    test.button("ks-do-remove").click().run()
    assert len(slides(test)) == 7
    test.button("ks-undo").click().run()
    assert (len(slides(test)), test.text_area[0].value) == (8, "Kort houden")
    test.button("ks-do-remove").click().run()
    test.checkbox[0].uncheck().run()
    assert undo(test) == []


def test_an_own_title_gives_the_choice_of_slide_another_key_since_a_browser_sends_the_name_it_had() -> None:
    test = visit("deck", lang="en", deck="own~members,*steps")
    before = looked_at(test).key
    test.text_input("ks-title-0-0").set_value("Own title").run()
    assert not test.exception
    assert looked_at(test).key != before
    assert any("Own title" in each for each in looked_at(test).options)


def test_a_link_under_a_figure_adds_it_with_its_choices_once_and_keeps_own_words() -> None:
    test = visit("deck", lang="en", deck="own~members", add="levels!round:5")
    assert slides(test) == ["members", "levels!round:5"]
    assert "add" not in address(test)
    test.text_input[0].set_value("Half of them, 50 companies").run()
    assert any("50" in each.value for each in test.warning)
    test.query_params["add"] = "step_profile!pair:3-4"
    test.run()
    test.query_params["add"] = "step_profile!pair:3-4"
    test.run()
    assert slides(test) == ["members", "levels!round:5", "step_profile!pair:3-4"]
    assert any("Half of them" in each.label for each in test.checkbox)


def test_every_figure_of_a_page_links_to_the_deck_with_its_codes() -> None:
    test = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60)
    test.query_params.update(lang="nl", pair="3-4")
    test.run()
    test.query_params.update(lang="nl", pair="3-4")
    test.switch_page(str(ROOT / "pages" / "steps.py")).run()
    told = re.findall(r"href='deck\?([^']*)'", markup(test))
    assert any("step_profile" in each and "3-4" in each for each in told)
    assert any("step_trend" in each for each in told)
    assert all(each.endswith("from=steps") for each in told)


def test_a_webinar_of_an_edition_that_is_not_public_can_be_seen_and_not_taken_along() -> None:
    test = visit("deck", lang="nl", deck="webinar~headline,*steps")
    assert any("deze editie is niet openbaar" in each.value for each in test.warning)
    assert not [each for each in test.button if each.key == "ks-make-pack"]
    test.checkbox[0].uncheck().run()
    assert not test.warning
    assert test.button("ks-make-pack")


def test_a_slide_that_is_held_back_has_its_number_in_the_list_also_where_one_before_it_is_not_ticked() -> None:
    test = visit("deck", lang="nl", deck="webinar~*steps,headline")
    test.checkbox[0].uncheck().run()
    assert test.checkbox[1].label.startswith("2. ")
    assert "Dia 2 toont cijfers" in test.warning[0].value


def test_the_session_pack_is_made_on_a_click_and_gone_when_the_deck_changes() -> None:
    test = visit("deck", lang="nl", deck="own~members,*steps")
    assert "Vergaderpakket downloaden" not in downloads(test)
    test.button("ks-make-pack").click().run()
    assert not test.exception
    assert "Vergaderpakket downloaden (zip" in downloads(test)
    test.checkbox[1].uncheck().run()
    assert "Vergaderpakket downloaden" not in downloads(test)


def test_a_figure_is_added_from_the_list_with_a_choice() -> None:
    test = visit("deck", lang="nl", deck="own~members")
    test.selectbox("ks-add").select("levels").run()
    test.selectbox("ks-add-levels-round").select("4").run()
    test.button("ks-add-now").click().run()
    assert not test.exception
    assert slides(test) == ["members", "levels!round:4"]


def test_an_unknown_deck_in_the_address_leaves_an_empty_list_and_a_way_on() -> None:
    test = visit("deck", lang="nl", deck="own~<script>")
    assert not test.exception
    assert "Er zijn nog geen dia" in words(test)


def test_a_file_holds_what_is_ticked_and_own_words() -> None:
    test = visit("deck", lang="nl", deck="own~members,*steps")
    test.text_area[0].set_value("Kort houden").run()
    test.checkbox[1].uncheck().run()
    kept = test.session_state["ks-deck"].draft
    assert json.loads(json.dumps([each.figure for each in kept.chosen.slides])) == ["members"]
    assert kept.chosen.slides[0].notes == "Kort houden"


def test_who_has_words_of_their_own_is_told_how_to_keep_them_and_nobody_else() -> None:
    test = visit("deck", lang="nl", deck="own~members,*steps")
    assert not test.info
    assert "Het adres van deze pagina onthoudt" in words(test)
    test.text_area[0].set_value("Kort houden").run()
    assert "‘Bestand om later verder te gaan (json)’" in test.info[0].value
    assert "Het adres van deze pagina onthoudt" not in words(test)


def test_what_a_ready_deck_leaves_out_is_named_in_the_language_of_the_page() -> None:
    test = visit("deck", lang="nl")
    assert "‘Waarom het gemiddelde verschilt’" in words(test)
    test.query_params["lang"] = "en"
    assert "‘Why the mean differs’" in words(test.run())


def test_a_deck_gets_another_name_which_its_files_have_and_an_empty_one_is_no_name() -> None:
    test = visit("deck", lang="nl")

    def name() -> TextInput:
        return next(each for each in test.text_input if (each.key or "").startswith("ks-name-"))

    name().set_value("Plenaire 12 maart").run()
    assert not test.exception
    assert name().value == "Plenaire 12 maart"
    start = next(each for each in test.get("button_group") if each.label == "Begin met")
    assert start.value is None  # no ready deck any longer, and a click on an empty one is heard
    assert address(test)["deck"].startswith("own~")
    assert len(slides(test)) == 17
    name().set_value(" ").run()
    assert name().value == "Plenaire 12 maart"


def test_a_template_that_cannot_serve_is_refused_on_the_page_and_the_slides_stay() -> None:
    test = visit("deck", lang="nl", deck="own~members,*steps")
    test.text_area[0].set_value("Kort houden").run()
    opened(test, "ks-slides-asked")
    test.file_uploader("ks-slides-template").set_value(("ons sjabloon.pptx", b"geen zip", "")).run()
    test.file_uploader("ks-slides-style").set_value([("stijl.toml", b'[colours]\naccent = "rood"', "")]).run()
    assert not test.exception
    assert "Niet gebruikt: ons sjabloon.pptx." in words(test)
    assert "geen leesbaar PowerPoint-bestand" in words(test)
    assert "verwacht is een kleur als #0067a3" in words(test)
    assert slides(test) == ["members", "*steps"]
    assert test.session_state["ks-deck"].draft.deck.slides[0].notes == "Kort houden"


def test_a_template_that_serves_is_taken_without_a_word() -> None:
    test = visit("deck", lang="nl", deck="own~members,*steps")
    opened(test, "ks-slides-asked")
    test.file_uploader("ks-slides-template").set_value(("ons.pptx", own_template({}), "")).run()
    test.file_uploader("ks-slides-style").set_value([("stijl.toml", b'[colours]\naccent = "#004b87"', "")]).run()
    assert not test.exception
    assert "Niet gebruikt" not in words(test)


def test_where_no_handout_can_be_printed_the_page_says_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for found in ("/usr/bin/chromium", None):
        monkeypatch.setattr("pages.parts.deck_takeaway.executable", lambda found=found: found)
        test = visit("deck", lang="en", deck="own~members")
        offered = [each.proto.url for each in test.get("link_button") if each.proto.label == "Handout (pdf)"]
        assert len(offered) == (1 if found else 0)
        assert all(each.endswith(f"/own-presentation-{CURRENT}-handout.pdf") for each in offered)
        assert ("choose ‘Print handout’ there" in words(test)) == (not found)
