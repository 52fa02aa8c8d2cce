"""Making a deck: which slides go along, in which order, with which own words; one slide looked at, more to add."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from analytics.choosing.catalogue import CATALOGUE, choice_in_words
from analytics.choosing.explore import explore
from analytics.choosing.picks import Pick
from analytics.decks.deck import LONGEST, Kind, Page, Slide, unbacked
from analytics.decks.fixed_slides import Words, decision_card, decision_codes, project_card, project_codes
from analytics.decks.ready_decks import CARD_NAMES
from analytics.text import Text, join, number, say
from data.cube import Cube, Language
from pages.parts.address import SELECT_WIDTH
from pages.parts.deck_draft import Draft, keep, kept, pages_for
from pages.parts.deck_preview import preview
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.shelf import made_once

TAKE_ALONG = Text(nl="Wat gaat mee", en="What goes along")
LOOK_AT = Text(nl="Bekijk en bewerk dia", en="Look at and change slide")
ROW = Text(nl="{n}. {name}", en="{n}. {name}")
UP, DOWN = Text(nl="↑ Dia omhoog", en="↑ Move slide up"), Text(nl="↓ Dia omlaag", en="↓ Move slide down")
REMOVE = Text(nl="Dia verwijderen", en="Remove slide")
TITLE = Text(nl="Eigen titel (leeg: de titel van de figuur)", en="Own title (empty: the title of the figure)")
PLAIN_TITLE = Text(nl="Titel", en="Title")
NOTES = Text(nl="Eigen spreeknotities", en="Own speaker notes")
TEXT = Text(nl="Tekst, een regel per punt", en="Text, a line per point")
NOT_THERE = Text(
    nl="Niet te vinden op de figuur: {numbers}. Controleer de titel, of laat het getal weg.",
    en="Not found on the figure: {numbers}. Check the title, or leave the number out.",
)
ADD = Text(nl="Dia toevoegen", en="Add a slide")
ADD_LEAD = Text(
    nl="Onder elke figuur van het dashboard staat ‘Toevoegen aan presentatie’: zo gaan de keuzes van die pagina mee.",
    en="Below every figure of the dashboard stands ‘Add to presentation’: that takes the choices of its page along.",
)
WHAT = Text(nl="Wat", en="What")
DO_ADD = Text(nl="Toevoegen", en="Add")
KIND_NAMES: dict[Kind, Text] = {
    "section": Text(nl="Tussenblad", en="Section"),
    "text": Text(nl="Tekst", en="Text"),
    "steps": Text(nl="De OESO-stappen", en="The OECD steps"),
    "protection": Text(nl="Wat u ziet, en wat niemand ziet", en="What you see, and what nobody sees"),
}
NEW: dict[Kind, Text] = {
    "section": Text(nl="Nieuw tussenblad", en="New section"),
    "text": Text(nl="Nieuwe tekst", en="New text"),
}
CARDS: tuple[tuple[Kind, Callable[[Cube], Mapping[str, object]], Callable[..., Words]], ...] = (
    ("project", project_codes, project_card), ("decision", decision_codes, decision_card),
)  # fmt: skip
CARD = Text(nl="{kind}: {name}", en="{kind}: {name}")
EMPTY = Text(
    nl="Er zijn nog geen dia's. Kies een presentatie, of voeg een dia toe.",
    en="There are no slides yet. Choose a presentation, or add a slide.",
)


def name_of_slide(frame: Frame, slide: Slide, page: Page) -> str:
    """A slide in the list: its own title, else what it is."""
    if slide.title:
        return slide.title
    if slide.figure in CATALOGUE:
        return choice_in_words(frame.cube, slide.figure, slide.choice, frame.language)
    if slide.kind in CARD_NAMES:
        return say(CARD, frame.language, kind=frame.say(CARD_NAMES[slide.kind]), name=page.title)
    return page.title or frame.say(KIND_NAMES[slide.kind])


def editor(frame: Frame, draft: Draft) -> None:
    """The list beside the slide that is looked at."""
    pages = pages_for(frame, draft.deck)
    names = [
        say(ROW, frame.language, n=number(page.number, frame.language), name=name_of_slide(frame, slide, page))
        for slide, page in zip(draft.deck.slides, pages, strict=True)
    ]
    rows, looked_at = st.columns((1, 2), gap="medium")
    with rows:
        if names:
            html(f"<h3>{escape(frame.say(TAKE_ALONG))}</h3>")
        else:
            html(f"<p class='ks-empty'>{escape(frame.say(EMPTY))}</p>")
        for place, name in enumerate(names):
            key = f"ks-tick-{draft.version}-{place}"
            st.checkbox(name, value=place not in draft.off, key=key, on_change=partial(_tick, key, place))
        _add(frame)
    if names:
        with looked_at:
            _one(frame, draft, pages, names)


def _one(frame: Frame, draft: Draft, pages: tuple[Page, ...], names: list[str]) -> None:
    """The slide that is looked at: its place, its own words, and how it looks."""
    slide, page, key = draft.deck.slides[draft.at], pages[draft.at], f"{draft.version}-{draft.at}"
    # The browser sends the name of the choice; after an own title it would send one that is no longer there.
    at = f"ks-at-{draft.version}-{hash(tuple(names))}"
    st.selectbox(
        frame.say(LOOK_AT), range(len(names)), index=draft.at, key=at, format_func=names.__getitem__,
        on_change=partial(_look, at),
    )  # fmt: skip
    with st.container(key="ks-deck-move", horizontal=True):
        for code, label, change, off in (
            ("up", UP, draft.moved(-1), draft.at == 0),
            ("down", DOWN, draft.moved(1), draft.at == len(names) - 1),
            ("remove", REMOVE, draft.without(), False),
        ):
            st.button(frame.say(label), on_click=partial(_change, change), disabled=off, key=f"ks-do-{code}")
    preview(frame, page)
    if missing := unbacked(page, slide):
        st.warning(frame.say(NOT_THERE).format(numbers=join(missing, frame.language)))
    label = TITLE if slide.kind == "figure" else PLAIN_TITLE
    _words(frame, label, "title", slide, key=f"ks-title-{key}")
    if slide.kind in ("section", "text"):
        _words(frame, TEXT, "text", slide, key=f"ks-text-{key}")
    _words(frame, NOTES, "notes", slide, key=f"ks-notes-{key}")


def _words(frame: Frame, label: Text, part: str, slide: Slide, *, key: str) -> None:
    """A field for own words; lines where there may be several."""
    field = st.text_input if part == "title" else partial(st.text_area, height=100)
    told = getattr(slide, part)
    field(frame.say(label), value=told, key=key, max_chars=LONGEST[part], on_change=partial(_write, key, part))


def _add(frame: Frame) -> None:
    """Any figure of this edition with its choices, or a slide that is none."""
    with st.expander(frame.say(ADD)):
        html(f"<p class='ks-more'>{escape(frame.say(ADD_LEAD))}</p>")
        offered = made_once(frame, offered_slides)
        code = st.selectbox(
            frame.say(WHAT), tuple(offered), format_func=lambda each: offered[each][0], key="ks-add", width=SELECT_WIDTH
        )
        slide = offered[code][1]
        if slide.figure:
            picks = ((pick, pick.options(frame.cube)) for pick in CATALOGUE[slide.figure].picks)
            chosen = tuple((pick.name, _pick(frame, pick, codes, key=code)) for pick, codes in picks if codes)
            slide = replace(slide, choice=chosen)
        st.button(frame.say(DO_ADD), on_click=partial(_append, slide), key="ks-add-now")


def _pick(frame: Frame, pick: Pick, codes: tuple[str, ...], *, key: str) -> str:
    return st.selectbox(
        frame.say(pick.label), codes, index=len(codes) - 1 if pick.last else 0, key=f"ks-add-{key}-{pick.name}",
        format_func=lambda code: pick.shown(frame.cube, code, frame.language), width=SELECT_WIDTH,
    )  # fmt: skip


def _change(draft: Draft) -> None:
    keep(draft)


def _tick(key: str, place: int) -> None:
    keep(kept().ticked(place, on=st.session_state[key]))


def _look(key: str) -> None:
    keep(kept().looking_at(st.session_state[key]))


def _write(key: str, part: str) -> None:
    draft = kept()
    words = {part: st.session_state[key].strip()}
    keep(draft.told(replace(draft.deck.slides[draft.at], **words)))


def _append(slide: Slide) -> None:
    keep(kept().with_slide(slide))


def offered_slides(cube: Cube, language: Language) -> dict[str, tuple[str, Slide]]:
    """Everything that can be added, by a code: what it is called, and the slide."""
    words = {
        f"*{kind}": (name.in_(language), Slide(kind, title=NEW[kind].in_(language) if kind in NEW else ""))
        for kind, name in KIND_NAMES.items()
    }
    figures = {
        key: (
            say(CARD, language, kind=entry.chapter.in_(language), name=entry.name.in_(language)),
            Slide("figure", key),
        )
        for key, entry in CATALOGUE.items()
        if entry.is_in(cube) and entry.build is not explore
    }
    cards = {
        f"*{kind}-{code}": (f"{say(CARD, language, kind=CARD_NAMES[kind].in_(language), name=made.title)} "
                            f"({made.subtitle})", Slide(kind, code=code))
        for kind, codes, card in CARDS
        for code in codes(cube)
        for made in (card(cube, language, code=code),)
    }  # fmt: skip
    return words | figures | cards
