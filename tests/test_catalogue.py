"""The catalogue: every figure that a page shows is in it, and what an edition cannot show is refused in words."""

import re
from pathlib import Path

import pytest

from analytics.choosing.asked import Asked
from analytics.choosing.catalogue import CATALOGUE, choice_in_words, codes_of, entry_of, figure_of
from analytics.choosing.entry import RefusedError
from analytics.choosing.explore import explore
from analytics.scores.group_changes import group_changes
from analytics.scores.levels import levels
from analytics.scores.steps import step_profile, step_trend
from data.cube import LANGUAGES
from tests.dashboard import ROOT
from tests.demo import demo_cube

CUBE = demo_cube()
SHOWN = re.compile(r"show_(?:figure|numbers|chosen)\(\s*frame,((?:\s*\w+\b(?!=),?)+)")


def test_every_figure_that_a_page_names_is_in_the_catalogue() -> None:
    builders = {each.build.__name__ for each in CATALOGUE.values()}
    pages = [path.read_text(encoding="utf-8") for path in Path(ROOT / "pages").rglob("*.py")]
    named = {word for page in pages for found in SHOWN.findall(page) for word in re.findall(r"\w+", found)}
    assert len(named) > 25
    assert named - builders <= {"build"}  # of a list that the edition decides about


@pytest.mark.parametrize("key", [key for key in CATALOGUE if key != "explore"])
def test_a_figure_that_the_edition_has_is_made_without_a_choice_and_others_are_refused(key: str) -> None:
    if CATALOGUE[key].is_in(CUBE):
        assert figure_of(CUBE, "nl", key=key).title
    else:
        with pytest.raises(RefusedError, match="only an edition of the secretariat"):
            figure_of(CUBE, "nl", key=key)


@pytest.mark.parametrize(
    ("key", "codes", "said"),
    [
        ("drop table", (), "Figuur ‘drop table’ bestaat niet."),
        ("levels", (("round", "9"),), "jaar ‘9’ kan in deze editie niet. Wel mogelijk: 1, 2, 3, 4, 5 en 6."),
        ("step_profile", (("pair", "2-3"),), "‘2-3’ kan in deze editie niet. Wel mogelijk: 3-4 en 4-5."),
        ("headline", (("round", "3"),), "kent geen keuze ‘round’"),
        ("explore", (("indicator", "maturity_overall"), ("item", "overall"), ("companies", "segment:x")),
         "op deze vraag heeft deze editie geen antwoord"),
        ("explore", (("indicator", "x"), ("item", "overall")), "op deze vraag heeft deze editie geen antwoord"),
    ],
)  # fmt: skip
def test_what_is_unknown_or_impossible_is_refused_in_words(
    key: str, codes: tuple[tuple[str, str], ...], said: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        figure_of(CUBE, "nl", key=key, codes=codes)
    assert said in refused.value.text.nl
    assert refused.value.text.en != refused.value.text.nl


def test_all_faults_of_one_figure_are_told_at_once() -> None:
    with pytest.raises(RefusedError) as refused:
        figure_of(CUBE, "en", key="levels", codes=(("round", "9"), ("step", "act")))
    assert "‘9’" in refused.value.text.en
    assert "‘step’" in refused.value.text.en


def test_the_codes_of_a_figure_on_a_page_make_the_same_figure_again() -> None:
    asked = Asked("maturity_step", "step:act", rounds=(3, 5))
    shown = (
        (levels, {"round": 4}), (levels, {}), (step_profile, {"pair": (3, 4)}), (step_trend, {"step": "track"}),
        (group_changes, {"dimension": "secondary"}), (explore, {"asked": asked}),
    )  # fmt: skip
    for build, arguments in shown:
        entry = entry_of(build, arguments)
        assert entry is not None
        codes = codes_of(entry, arguments)
        assert figure_of(CUBE, "en", key=entry.key, codes=codes) == build(CUBE, "en", **arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_named_with_its_choice_in_words(language: str) -> None:
    told = choice_in_words(CUBE, "levels", (("round", "5"),), "nl" if language == "nl" else "en")
    assert told.startswith("Bedrijven per niveau (Jaar 5" if language == "nl" else "Companies by level (Year 5")
