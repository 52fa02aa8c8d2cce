"""The session pack of a deck: made on a click, with progress, and there to download until anything changes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape

import streamlit as st

from analytics.decks.deck import Deck, Page
from analytics.decks.deck_file import file_name
from analytics.pack import pack_of
from analytics.text import Text, number
from pages.parts.deck_present import pages_in_other_language
from pages.parts.frame import Frame
from pages.parts.look import html

LEAD = Text(
    nl="Voor de vergadermap of het archief, in één zip: de presentatie in elke vorm hierboven, de waarden van alle "
    "figuren (xlsx en csv), en een manifest dat zegt van welke editie zij zijn.",
    en="For the meeting's folder or the archive, in one zip: the presentation in every form above, the values of all "
    "figures (xlsx and csv), and a manifest that tells which edition they are of.",
)
MAKE = Text(nl="Vergaderpakket maken", en="Make the session pack")
TAKE = Text(nl="Vergaderpakket downloaden (zip, {size} kB)", en="Download the session pack (zip, {size} kB)")
FILE = Text(nl="vergaderpakket", en="session-pack")
POWERPOINT = Text(nl="PowerPoint maken", en="Making the PowerPoint")
OFFLINE = Text(nl="Presentatie zonder netwerk maken", en="Making the presentation without a network")
HANDOUT = Text(nl="Hand-out maken", en="Making the handout")
VALUES = Text(nl="Waarden en manifest maken", en="Making values and manifest")


def pack_along(
    frame: Frame, deck: Deck, pages: Sequence[Page], *,
    powerpoint: Callable[[], bytes], offline: Callable[[], str], handout: Callable[[], bytes | None] = lambda: None,
) -> None:  # fmt: skip
    """The button that makes the pack; then, until the page runs again, the one that downloads it.

    powerpoint, offline, handout: make these files of the deck; a handout that cannot be made is None, and the pack says
    so. What was made is kept nowhere, so it is never of another deck.
    """
    html(f"<p class='ks-more'>{escape(frame.say(LEAD))}</p>")
    place = st.empty()
    if not place.button(frame.say(MAKE), key="ks-make-pack"):
        return
    bar = place.progress(0.0, frame.say(POWERPOINT))
    with ThreadPoolExecutor(
        1
    ) as beside:  # a browser prints in a process of its own, and takes longer than all the rest
        printing = beside.submit(handout)
        pptx = powerpoint()
        bar.progress(0.3, frame.say(OFFLINE))
        page = offline()
        bar.progress(0.4, frame.say(HANDOUT))
        pdf = printing.result()
    bar.progress(0.9, frame.say(VALUES))
    other = pages_in_other_language(frame, deck)
    pack = pack_of(frame.cube, deck, pages, pptx=pptx, html=page, pdf=pdf, other=other)
    name = f"{frame.say(FILE)}-{file_name(deck, frame.audience)}.zip"
    size = number(len(pack) / 1000, frame.language)
    place.download_button(
        frame.say(TAKE).format(size=size), pack, name, "application/zip",
        key="ks-take-pack", on_click="ignore",
    )  # fmt: skip
