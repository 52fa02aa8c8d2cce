"""Decks: what every slide says, ready decks, files and addresses that give the same deck back, and refusals."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.choosing.catalogue import CATALOGUE
from analytics.decks.deck import KINDS, Deck, Page, Slide, content_hash, pages_of, refusal, unbacked, writable
from analytics.decks.deck_file import DeckFileError, file_name, from_address, from_json, to_address, to_json
from analytics.decks.ready_decks import deck_of, in_language, ready_decks, slide_name
from analytics.protection import protection
from analytics.slides import pptx_of
from analytics.text import join
from data.cube import LANGUAGES, Cube, Language
from tests.demo import cell, demo_cube

CUBE = demo_cube()
EDITION = CUBE.edition.name
TODAY = date(2026, 3, 10)


def deck(*slides: Slide, language: Language = "nl", public: bool = False) -> Deck:
    return Deck("Proef", language, EDITION, slides, public)


def page(slide: Slide, cube: Cube = CUBE, language: Language = "nl") -> Page:
    return pages_of(cube, deck(slide, language=language))[0]


def ready(code: str, language: Language = "nl", cube: Cube = CUBE) -> Deck:
    return deck_of(ready_decks()[code], cube, language)[0]


def public_from(day: date | None) -> Cube:
    cube = demo_cube()
    return replace(cube, edition=replace(cube.edition, public_from=day))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ready_decks())
def test_a_ready_deck_says_everything_in_either_language(code: str, language: Language) -> None:
    made = ready(code, language)
    pages = pages_of(CUBE, made)
    assert [each.number for each in pages] == list(range(1, len(pages) + 1))
    for each in pages:
        for text in (each.title, each.footer, *each.body, *each.notes):
            assert text.strip()
            assert "{" not in text
            assert "None" not in text
        assert (each.figure is not None) == (each.kind == "figure")
        assert EDITION in each.footer
    assert {each.kind for each in pages} > {"figure"}


def test_there_are_three_ready_decks_and_the_webinar_has_eight_slides() -> None:
    assert list(ready_decks()) == ["plenary", "collective", "webinar"]
    assert len(ready_decks()["webinar"].slides) == 8


def test_both_languages_of_a_ready_deck_show_the_same_figures_in_the_same_order() -> None:
    for code in ready_decks():
        dutch, english = (ready(code, language) for language in LANGUAGES)
        assert [(each.kind, each.figure, each.choice, each.code) for each in dutch.slides] == [
            (each.kind, each.figure, each.choice, each.code) for each in english.slides
        ]
        assert in_language(dutch, "en") == english
        assert in_language(english, "nl") == dutch


def test_own_words_stay_as_they_are_in_the_other_language() -> None:
    own = deck(Slide("section", title="Onze vragen"), language="nl")
    assert in_language(own, "en").slides == own.slides


def test_a_ready_deck_leaves_out_what_the_edition_has_nothing_to_show_for_and_names_it() -> None:
    hidden = [replace(cell, status="withheld", n=None, value=None, lo=None, hi=None, precision=None)
              for cell in CUBE.cells("level_at_least")]  # fmt: skip
    cube = demo_cube(changed=hidden)  # which does not show the mean of year 4 either
    made, left_out = deck_of(ready_decks()["plenary"], cube, "nl")
    names = [slide_name(each, "nl") for each in left_out]
    assert names == ["Waarom het gemiddelde verschilt", "Bedrijven per niveau"]
    assert not {"waterfall", "levels"} & {each.figure for each in made.slides}
    whole = demo_cube(changed=[cell("maturity", "overall", 4, 46, n=8)])
    assert deck_of(ready_decks()["plenary"], whole, "nl")[1] == ()


def test_a_figure_page_carries_the_words_of_the_figure_and_what_not_to_say_of_it() -> None:
    made = page(Slide("figure", "overall_trend", notes="Kort houden"))
    assert made.figure is not None
    assert (made.title, made.subtitle, made.footer) == (made.figure.title, made.figure.subtitle, made.figure.source)
    assert made.notes[0] == "Kort houden"
    assert any(each.startswith("Definitie: ") for each in made.notes)
    said_not = " ".join(each for each in made.notes if each.startswith("Zeg niet: "))
    for word in ("breuk", "zonder lijn", "nul is", "één bedrijf", "verzonnen"):
        assert word in said_not


@pytest.mark.parametrize("figure", ["target", "overall_trend"])
def test_points_over_the_years_that_no_line_joins_are_not_to_be_told_as_a_change(figure: str) -> None:
    """A figure of dots alone needs the warning most; one of a single year has nothing to compare."""
    notes = page(Slide("figure", figure), language="en").notes
    assert any("between points that no line joins. Those need not be the same companies." in each for each in notes)
    levels = page(Slide("figure", "levels", (("round", "5"),)), language="en").notes
    assert not any("no line joins" in each for each in levels)


def test_public_facts_ask_no_speaker_to_be_silent_about_companies() -> None:
    assert not any(each.startswith("Do not say") for each in page(Slide("figure", "others"), language="en").notes)


def test_what_the_edition_cannot_show_is_a_slide_of_words_and_no_picture() -> None:
    for slide, said in (
        (Slide("figure", "levels", (("round", "9"),)), "kan in deze editie niet"),
        (Slide("figure", "questions"), "alleen in een editie van het secretariaat"),
        (Slide("figure", "levels", (("round", "1"),)), "niet getoond"),
        (Slide("project", code="x"), "staat niet in deze editie"),
        (Slide("decision", code="9-1"), "staat niet in deze editie"),
    ):
        made = page(slide)
        assert made.figure is None
        assert said in " ".join(made.body)


def test_the_steps_and_the_cards_say_what_the_agreement_says_and_only_the_cards_are_facts() -> None:
    steps = page(Slide("steps"))
    assert len(steps.body) == 6
    assert steps.body[0].startswith("1. ")
    project = page(Slide("project", code="p1"), language="en")
    assert project.title == "Research into safety in mines"
    assert any("Peru" in each for each in project.body)
    decision = page(Slide("decision", code="2-1"))
    assert any("Beide thema's zijn ernstig" in each for each in decision.body)
    for made in (steps, project, decision):
        assert made.footer.endswith(("openbare feiten", "public facts")) == (made is not steps)
        assert not made.invented
        assert "verzonnen" not in made.footer


def test_the_protection_slide_promises_no_more_than_the_method_page() -> None:
    made, told = page(Slide("protection")), protection(CUBE, "nl")
    assert made.body[0] == told.promise
    assert told.doubt in made.body
    assert told.provisional in made.body
    known = replace(CUBE, edition=replace(CUBE.edition, attacks=("linear-1", "linear-2"), lost=("integer-2",)))
    told = protection(known, "nl")
    assert told.doubt.endswith("Niet doorstaan: twee bedrijven op aantallen.")
    assert "twee bedrijven op aantallen" not in told.withstood + told.doubt.partition("Wat eerder")[0]
    assert told.doubt in page(Slide("protection"), known).body
    internal = page(Slide("protection"), replace(demo_cube(audience="secretariat")))
    assert "intern" in " ".join(internal.body)


def test_pages_of_another_edition_are_not_made() -> None:
    with pytest.raises(ValueError, match="metals-20251101-01"):
        pages_of(CUBE, replace(deck(Slide("steps")), edition="metals-20251101-01"))


def test_the_same_deck_of_the_same_edition_has_the_same_hash_and_any_other_word_or_number_another() -> None:
    made = ready("plenary")
    first = content_hash(pages_of(CUBE, made))
    assert first == content_hash(pages_of(demo_cube(), from_address(to_address(made), cube=CUBE, language="nl")))
    others = [
        replace(made, slides=made.slides[1:]), replace(made, slides=made.slides[::-1]), ready("plenary", "en"),
        replace(made, slides=(replace(made.slides[0], notes="x"), *made.slides[1:])),
    ]  # fmt: skip
    assert len({first, *(content_hash(pages_of(CUBE, each)) for each in others)}) == 5
    cell = next(each for each in CUBE.cells("membership", item="official") if each.round == 6)
    changed = demo_cube(changed=[replace(cell, value=cell.value + 1, lo=cell.lo + 1, hi=cell.hi + 1)])
    assert first != content_hash(pages_of(changed, made))


@pytest.mark.parametrize("day", [None, date(2026, 3, 11)])
def test_a_deck_for_everybody_is_refused_while_its_edition_is_not_public(day: date | None) -> None:
    cube = public_from(day)
    made = ready("webinar", cube=cube)
    told = refusal(cube, made, pages_of(cube, made), today=TODAY)
    assert ("niet openbaar" if day is None else "pas openbaar vanaf 11 maart 2026") in told
    assert ("vraag het secretariaat om een openbare editie" in told) == (day is None)
    figures = [each.number for each in pages_of(cube, made) if each.figure and not each.figure.public]
    assert f"Dia's {join(map(str, figures), 'nl')} tonen cijfers" in told
    allowed = replace(made, slides=tuple(each for n, each in enumerate(made.slides, 1) if n not in figures))
    assert len(allowed.slides) >= 4
    assert refusal(cube, allowed, pages_of(cube, allowed), today=TODAY) == ""
    assert refusal(cube, ready("plenary", cube=cube), pages_of(cube, made), today=TODAY) == ""


def test_a_deck_for_everybody_may_leave_from_the_day_on_which_its_edition_is_public() -> None:
    cube = public_from(TODAY)
    made = ready("webinar", cube=cube)
    assert refusal(cube, made, pages_of(cube, made), today=TODAY) == ""


def test_a_file_is_called_after_its_deck_in_letters_that_every_system_takes() -> None:
    for name, called in (
        ("Collectieve risico's kiezen", "collectieve-risicos-kiezen-metals-1"),
        ("Vóór: 3/4 & meer?", "voor-3-4-meer-metals-1"),
        ("…", "metals-1"),
        (" ".join("abcdefghij"), "a-b-c-d-e-f-g-h-metals-1"),
    ):
        assert file_name(Deck(name, "nl", "metals-1", ())) == called


def test_a_number_in_an_own_title_that_is_not_on_the_figure_is_found() -> None:
    for title, missing in (("Van 49 % naar 60 %", ()), ("Al 83 % is zover", ("83 %",)), ("", ())):
        slide = Slide("figure", "headline", title=title)
        assert unbacked(page(slide), slide) == missing


TEXTS = st.text(max_size=9)
SLIDES = st.builds(
    Slide,
    kind=st.sampled_from([each for each in KINDS if each != "figure"]), title=TEXTS, text=TEXTS, notes=TEXTS,
    code=TEXTS,
) | st.builds(
    Slide, kind=st.just("figure"), figure=st.sampled_from(sorted(CATALOGUE)), title=TEXTS, notes=TEXTS,
    choice=st.dictionaries(st.sampled_from(["round", "pair", "step"]), st.text(min_size=1, max_size=9)).map(
        lambda each: tuple(each.items())
    ),
)  # fmt: skip
DECKS = st.builds(
    Deck, name=TEXTS.map(writable), language=st.sampled_from(LANGUAGES), edition=st.just(EDITION),
    slides=st.lists(SLIDES, max_size=3).map(tuple), public=st.booleans(),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(DECKS)
def test_a_file_gives_the_same_deck_back(made: Deck) -> None:
    assert from_json(to_json(made, agreement="metals"), agreement="metals", editions=(EDITION,)) == made


@settings(max_examples=20, deadline=None)
@given(DECKS)
def test_an_address_gives_back_all_but_own_words(made: Deck) -> None:
    found = from_address(to_address(made), cube=CUBE, language=made.language)
    kept = [each for each in made.slides if each.kind not in ("section", "text")]
    bare = [Slide(each.kind, each.figure, each.choice, code=each.code if each.kind in ("project", "decision") else "")
            for each in kept]  # fmt: skip
    assert list(found.slides) == bare
    assert (found.public, found.language, found.edition) == (made.public, made.language, made.edition)


def test_an_address_of_a_ready_deck_gives_it_back_whole_and_holds_no_words() -> None:
    for code in ready_decks():
        for language in LANGUAGES:
            made = ready(code, language)
            assert from_address(to_address(made), cube=CUBE, language=language) == made
            assert " " not in to_address(made)
            assert len(to_address(made)) < 700


def test_a_slide_of_a_ready_deck_that_got_other_words_stands_in_an_address_in_those_that_it_had() -> None:
    """Whatever they are; a slide that somebody made has no words there, also with the title of a ready one."""
    made = ready("plenary", "nl")
    own = tuple(
        replace(each, title="Welkom", text="Wat nu?") if each.kind in ("section", "text") else each
        for each in made.slides
    )
    assert sum(each.title == "Welkom" for each in own) == 4
    added = (*own, Slide("text", title=made.slides[-1].title), Slide("section", title="Welkom"))
    assert from_address(to_address(replace(made, slides=added)), cube=CUBE, language="nl") == made


def test_what_an_address_has_wrong_is_ignored() -> None:
    found = from_address(
        "x~levels!round:5,*nothing,<b>,*section!ready:plenary-99,*steps,!,*figure", cube=CUBE, language="en"
    )
    assert found.slides == (Slide("figure", "levels", (("round", "5"),)), Slide("steps"))
    assert found.name == "Own presentation"


def refused(text: str) -> DeckFileError:
    with pytest.raises(DeckFileError) as found:
        from_json(text, agreement="metals", editions=(EDITION,))
    return found.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "something else than JSON"), ("[1]", "‘format’ is –"), ('{"format": "x"}', "‘format’ is ‘x’"),
        ("[" * 100_000, "something else than JSON"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_deck_says_so(text: str, said: str) -> None:
    assert said in str(refused(text))
    assert "Nothing changed" in str(refused(text))


def test_own_words_that_no_slide_can_hold_are_refused_before_they_cost_anything() -> None:
    made = json.loads(to_json(deck(Slide("steps")), agreement="metals"))
    slides = [{"kind": "text", "title": "x" * 251, "text": "x" * 5_001, "notes": "x" * 10_001}]
    told = str(refused(json.dumps(made | {"name": "x" * 251, "slides": slides})))
    for where, most in (("name", 250), ("slides[1].title", 250), ("slides[1].text", 5000), ("slides[1].notes", 10000)):
        assert f"{where}: found ‘{'x' * 40}’, expected a text of at most {most} characters" in told


def test_what_is_pasted_with_a_character_that_no_file_can_hold_is_a_slide_all_the_same() -> None:
    """PowerPoint puts a vertical tab in a title that was broken by hand."""
    pasted = Slide("text", title="Hoe\x0bver\ud800", text="een\x00twee\ndrie", notes="\ufffe zeg dit")
    page = pages_of(CUBE, deck(pasted))[0]
    assert (page.title, page.body, page.notes[0]) == ("Hoe ver ", ("een twee", "drie"), "zeg dit")
    assert pptx_of([page], name="Voortgang", language="nl")
    text = to_json(deck(pasted), agreement="metals").replace('"name": "', '"name": "\\u000b')
    named = from_json(text, agreement="metals", editions=(EDITION,)).name
    assert named.startswith(" ")
    assert pptx_of([page], name=named, language="nl")


def test_a_deck_of_another_agreement_or_of_an_edition_that_is_not_here_says_so() -> None:
    made = json.loads(to_json(deck(Slide("steps")), agreement="metals"))
    assert "agreement ‘textile’" in str(refused(json.dumps(made | {"agreement": "textile"})))
    told = str(refused(json.dumps(made | {"edition": "metals-20200101-01"})))
    assert "Edition ‘metals-20200101-01’ is not here" in told
    assert EDITION in told


def test_all_faults_of_a_file_are_told_at_once_in_both_languages() -> None:
    made = json.loads(to_json(deck(Slide("steps")), agreement="metals"))
    made |= {"language": "de", "name": 3, "public": "yes", "slides": [
        {"kind": "movie"}, {"kind": "figure", "figure": "x"}, {"kind": "text", "text": 5, "colour": "red"}, 7,
        {"kind": "figure", "figure": "levels", "choice": {"round": 5}},
    ]}  # fmt: skip
    faults = refused(json.dumps(made)).faults
    told = " ".join(each.en for each in faults)
    for where in ("name:", "language:", "public:", "slides[1].kind", "slides[2].figure", "slides[3].text",
                  "slides[3]: found ‘colour’", "slides[4]:", "slides[5].choice"):  # fmt: skip
        assert where in told
    assert len(faults) == 9
    assert all("{" not in each.nl or "round" in each.nl for each in faults)
    too_many = made | {"language": "nl", "name": "x", "public": False, "slides": [{"kind": "steps"}] * 101}
    assert "at most 100" in str(refused(json.dumps(too_many)))


def test_an_address_stands_on_a_slide_as_its_site_and_whole_in_the_notes() -> None:
    page = pages_of(CUBE, deck(Slide("figure", "published")))[0]
    assert page.figure is not None
    addresses = {cell for row in page.figure.table.rows for cell in row if cell.startswith("https://")}
    (found_at,) = [each for each in page.explained if each.startswith("Te vinden op: ")]
    assert found_at in page.notes
    assert set(found_at.removeprefix("Te vinden op: ").split("; ")) == addresses
