"""Starting a deck and taking it along: the ready ones, a file that is loaded again, and what can be downloaded."""

from dataclasses import replace
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from analytics.chromium import ChromiumError, executable
from analytics.decks.deck import LONGEST, Deck, refusal, writable
from analytics.decks.deck_file import (
    OWN,
    OWN_NAME,
    REFUSED,
    DeckFileError,
    file_name,
    from_address,
    from_json,
    to_address,
    to_json,
)
from analytics.decks.ready_decks import ready_decks, slide_name
from analytics.offline import html_of
from analytics.offline.handout import handout_pdf
from analytics.slides import pptx_of
from analytics.text import Text, join, say
from pages.parts.address import ADD_KEY, DECK_KEY, EDITION_KEY, FROM_KEY, LANGUAGE_KEY, SELECT_WIDTH, remember
from pages.parts.chapters import CHAPTERS, PAGES
from pages.parts.deck_draft import Draft, empty_draft, keep, kept, pages_for, ready_draft, workplace
from pages.parts.deck_now import made_at_click
from pages.parts.deck_pack import pack_along
from pages.parts.deck_present import pages_in_other_language, present
from pages.parts.editions import edition_names
from pages.parts.explain import bullets
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.own_look import POWERPOINT as SLIDES
from pages.parts.own_look import OwnLook, ask_for_look, own_look
from pages.parts.present import handout_address

START = Text(nl="Begin met", en="Start with")
MAKE_OWN = Text(nl="Zelf samenstellen", en="Make your own")
FILE = Text(
    nl="Of open een presentatie die u eerder downloadde", en="Or open a presentation that you downloaded before"
)
UNDO = Text(nl="↶ Ongedaan maken: terug naar ‘{name}’ ({count})", en="↶ Undo: back to ‘{name}’ ({count})")
LEFT_OUT = Text(
    nl="Weggelaten, omdat deze editie er niets voor toont: {names}.",
    en="Left out, because this edition shows nothing for it: {names}.",
)
TAKE = Text(nl="Meenemen ({count})", en="Take along ({count})")
ONE, MORE = Text(nl="1 dia", en="1 slide"), Text(nl="{n} dia's", en="{n} slides")
POWERPOINT = Text(nl="PowerPoint (pptx)", en="PowerPoint (pptx)")
OFFLINE = Text(nl="Presenteren zonder netwerk (html)", en="Present without a network (html)")
HANDOUT = Text(nl="Hand-out (pdf)", en="Handout (pdf)")
HANDOUT_NAME = Text(nl="hand-out", en="handout")
NO_BROWSER = Text(
    nl="Een hand-out als pdf kan deze server niet maken, omdat er geen Chromium op staat. Open ‘Presenteren zonder "
    "netwerk’ en kies daar ‘Hand-out afdrukken’, dan ‘Opslaan als pdf’.",
    en="This server cannot make a handout as PDF, as it has no Chromium. Open ‘Present without a network’, choose "
    "‘Print handout’ there, then ‘Save as PDF’.",
)
NAME = Text(nl="Naam van de presentatie, en van de bestanden", en="Name of the presentation, and of its files")
KEEP = Text(nl="Bestand om later verder te gaan (json)", en="File to continue with later (json)")
LINK = Text(
    nl="Het adres van deze pagina onthoudt dia's en volgorde. Een eigen naam, titels, teksten en notities staan "
    "alleen in het bestand.",
    en="The address of this page remembers slides and their order. An own name, titles, texts and notes are in the "
    "file only.",
)
UNSAVED = Text(
    nl="Uw eigen naam, titels, teksten en notities gaan verloren als u dit tabblad sluit of opnieuw laadt: het adres "
    "van deze pagina onthoudt alleen welke dia's er zijn, en hun volgorde. Download ‘{file}’ om er later mee verder te "
    "gaan.",
    en="Your own name, titles, texts and notes are lost when you close or reload this tab: the address of this page "
    "remembers only which slides there are, and their order. Download ‘{file}’ to continue with them later.",
)
BACK = Text(nl="← Terug naar de figuren", en="← Back to the figures")
MOST_BYTES = 1  # MB; a file of a hundred slides is far below it
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def start(frame: Frame, draft: Draft) -> None:
    """Choose a ready deck, or an empty one; it takes the place of what is there."""
    codes = (*ready_decks(), OWN)
    same = [code for code, ready in ready_decks().items() if draft.deck.name in ready.name]
    chosen = same[0] if same else OWN if draft.deck.name in OWN_NAME else None  # none: renamed, or from a file
    key = f"ks-ready-{draft.version}"
    st.segmented_control(
        frame.say(START), codes, key=key, default=chosen, wrap=True,
        format_func=lambda code: frame.say(MAKE_OWN if code == OWN else ready_decks()[code].name),
        on_change=partial(_take, frame, key),
    )  # fmt: skip
    if same:
        html(f"<p class='ks-more'>{escape(frame.say(ready_decks()[same[0]].lead))}</p>")
    if draft.undo is not None:
        again = say(UNDO, frame.language, name=draft.undo.deck.name, count=_count(frame, len(draft.undo.deck.slides)))
        st.button(again, on_click=partial(_undo, draft), key="ks-undo")
    if draft.left_out:
        names = join((f"‘{slide_name(each, frame.language)}’" for each in draft.left_out), frame.language)
        html(f"<p class='ks-more'>{escape(frame.say(LEFT_OUT).format(names=names))}</p>")


def way_back(frame: Frame, draft: Draft) -> None:
    """To the page whose figure was added last: the browser's own way back would add it once more."""
    if any(draft.origin in pages for _, pages in CHAPTERS):
        st.page_link(PAGES / f"{draft.origin}.py", label=frame.say(BACK))


def load(frame: Frame, draft: Draft) -> None:
    """A file that was downloaded before; its edition and language are opened with it."""
    with st.expander(frame.say(FILE)):
        file = st.file_uploader(
            frame.say(FILE), type="json", key=f"ks-file-{draft.version}", max_upload_size=MOST_BYTES,
            label_visibility="collapsed",
        )  # fmt: skip
        if file is None:
            return
        try:
            text = file.getvalue().decode("utf-8-sig", errors="replace")
            deck = from_json(text, agreement=frame.cube.edition.agreement, editions=edition_names(frame.audience))
        except DeckFileError as refused:
            faults = bullets([each.in_(frame.language) for each in refused.faults])
            html(f"<p role='alert'><b>{escape(frame.say(REFUSED))}</b></p>{faults}")
            return
    keep(Draft(deck, version=draft.version + 1).instead_of(draft))
    st.session_state[EDITION_KEY], st.session_state[LANGUAGE_KEY] = deck.edition, deck.language
    st.query_params.from_dict({LANGUAGE_KEY: deck.language, EDITION_KEY: deck.edition})
    st.rerun()


def take_along(frame: Frame, draft: Draft) -> None:
    """What can be downloaded of the ticked slides, or why not; and the address."""
    deck = draft.chosen
    pages = pages_for(frame, deck)
    html(f"<h2>{escape(frame.say(TAKE).format(count=_count(frame, len(pages))))}</h2>")
    key = f"ks-name-{draft.version}-{frame.language}"
    st.text_input(
        frame.say(NAME),
        deck.name,
        key=key,
        max_chars=LONGEST["title"],
        width=SELECT_WIDTH,
        on_change=partial(_rename, key),
    )
    # Under the numbers that they have in the list: those that go along have others where one before them is not ticked.
    listed = [page for place, page in enumerate(pages_for(frame, draft.deck)) if place not in draft.off]
    why_not = refusal(frame.cube, deck, listed, today=date.today())
    free = bool(pages) and not why_not
    if why_not:
        st.warning(why_not)
    shown = present(frame, deck) if free else ""
    look = own_look(SLIDES) if free else OwnLook()
    with st.container(key="ks-deck-take", horizontal=True):
        _downloads(frame, deck, look=look, shown=shown)
    if free and executable() is None:
        html(f"<p class='ks-more'>{escape(frame.say(NO_BROWSER))}</p>")
    if free:
        ask_for_look(frame, SLIDES, look)
        pack_along(
            frame, deck, pages, powerpoint=partial(_slides, frame, look, deck),
            offline=partial(_offline, frame, deck), handout=partial(_printed, frame, deck),
        )  # fmt: skip
    told = to_address(deck)
    if from_address(told, cube=frame.cube, language=frame.language) == deck:
        html(f"<p class='ks-more'>{escape(frame.say(LINK))}</p>")
    else:
        st.info(frame.say(UNSAVED).format(file=frame.say(KEEP)))
    remember({DECK_KEY: told, ADD_KEY: None, FROM_KEY: None, EDITION_KEY: deck.edition})


def _downloads(frame: Frame, deck: Deck, *, look: OwnLook, shown: str) -> None:
    """A button per file. Each is made when it is asked for, not on every run, and of the deck as it is then.

    shown: the address of present mode, empty where the deck may not leave. The handout is a link: where it cannot be
    printed, the answer says what to do.
    """
    file = file_name(deck, frame.audience)
    now = partial(made_at_click, frame, workplace(), deck)
    if shown:
        st.download_button(
            frame.say(POWERPOINT), partial(now, partial(_slides, frame, look)), f"{file}.pptx", PPTX,
            key="ks-take-pptx", on_click="ignore", type="primary",
        )  # fmt: skip
        st.download_button(
            frame.say(OFFLINE), partial(now, partial(_offline, frame)), f"{file}.html", "text/html",
            key="ks-take-html", on_click="ignore", type="primary",
        )  # fmt: skip
    if shown and executable():
        address = handout_address(shown, file=f"{file}-{frame.say(HANDOUT_NAME)}")
        st.link_button(frame.say(HANDOUT), address, type="primary")
    st.download_button(
        frame.say(KEEP), partial(now, partial(to_json, agreement=frame.cube.edition.agreement)), f"{file}.json",
        "application/json", key="ks-take-json", on_click="ignore",
    )  # fmt: skip


def _offline(frame: Frame, deck: Deck) -> str:
    """One file with both languages."""
    other = pages_in_other_language(frame, deck)
    return html_of(pages_for(frame, deck), name=deck.name, language=deck.language, other=other)


def _slides(frame: Frame, look: OwnLook, deck: Deck) -> bytes:
    return pptx_of(
        pages_for(frame, deck), name=deck.name, language=deck.language, style=look.style, template=look.template,
        other=pages_in_other_language(frame, deck),
    )  # fmt: skip


def _printed(frame: Frame, deck: Deck) -> bytes | None:
    """The handout in the language of the deck, None where no browser printed it: the pack leaves without."""
    try:
        return handout_pdf(_offline(frame, deck))
    except ChromiumError:
        return None


def _rename(key: str) -> None:
    """Another name for the deck; an empty field brings the old one back."""
    draft = kept()
    name = writable(st.session_state[key]).strip() or draft.deck.name
    keep(replace(draft, deck=replace(draft.deck, name=name), version=draft.version + 1, undo=None))


def _take(frame: Frame, key: str) -> None:
    """A ready deck, or an empty one, in the place of what was there; a whole ready deck is not worth going back to."""
    code, before = st.session_state[key], kept()
    version = before.version + 1
    if code not in (*ready_decks(), OWN):
        return
    made = empty_draft(frame, version=version) if code == OWN else ready_draft(frame, code, version=version)
    whole = not before.off and any(before.deck == ready_draft(frame, each).deck for each in ready_decks())
    keep(made if whole else made.instead_of(before))


def _undo(draft: Draft) -> None:
    """What was there before, which the run that follows puts into its language and edition."""
    if draft.undo is not None:
        keep(replace(draft.undo, version=draft.version + 1))


def _count(frame: Frame, n: int) -> str:
    return frame.say(ONE) if n == 1 else frame.say(MORE).format(n=n)
