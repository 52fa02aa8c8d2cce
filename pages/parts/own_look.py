"""The look of somebody's own organisation for PowerPoint or Word: a template and a style file, kept for the session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import streamlit as st

from analytics import slides, word
from analytics.admission import MEGABYTE, MOST_BYTES
from analytics.office import OfficeError
from analytics.slides import HOUSE, SlidesError, Style, style_of
from analytics.text import Text
from pages.parts.frame import Frame
from pages.parts.look import html

STYLE = Text(nl="Stijlbestand (toml), met logo (png of jpg)", en="Style file (toml), with logo (png or jpg)")
NO_STYLE = Text(
    nl="Er is geen stijlbestand (.toml) bij; een logo alleen is niet genoeg.",
    en="There is no style file (.toml) with it; a logo alone is not enough.",
)
MORE_STYLES = Text(
    nl="Er zijn {found} stijlbestanden (.toml), verwacht is er één.",
    en="There are {found} style files (.toml), expected is one.",
)
STYLE_BYTES = 5  # MB
CHECKED = "ks-templates-checked"


@dataclass(frozen=True, slots=True)
class Medium:
    """What a template is for: the words that ask for one, its kinds of files, and who says what is wrong with it.

    key: of its uploaders; until_then: what happens meanwhile to a file that cannot be used.
    """

    key: str
    name: Text
    lead: Text
    template: Text
    until_then: Text
    types: tuple[str, str]
    check: Callable[[bytes], None]


POWERPOINT: Final = Medium(
    "ks-slides",
    Text(nl="PowerPoint in de huisstijl van uw organisatie", en="PowerPoint in the style of your organisation"),
    Text(
        nl="De PowerPoint neemt indelingen, lettertypen, logo en achtergrond van een eigen sjabloon over, ook van een "
        "donker. Een stijlbestand geeft kleuren, en zonder sjabloon ook lettertypen en een logo. Beide worden alleen "
        "in deze sessie gebruikt en niet bewaard.",
        en="The PowerPoint takes layouts, fonts, logo and background from a template of your own, a dark one as well. "
        "A style file gives colours, and without a template also fonts and a logo. Both are used in this session only "
        "and are not kept.",
    ),
    Text(nl="Eigen sjabloon (pptx of potx)", en="Own template (pptx or potx)"),
    Text(
        nl="Niet gebruikt: {name}. De PowerPoint komt zolang zonder dit bestand; aan uw dia's is niets veranderd.",
        en="Not used: {name}. Until then the PowerPoint comes without this file; nothing changed in your slides.",
    ),
    ("pptx", "potx"),
    slides.check_template,
)
WORD: Final = Medium(
    "ks-word",
    Text(nl="Word in de huisstijl van uw organisatie", en="Word in the style of your organisation"),
    Text(
        nl="De Word-documenten op deze pagina nemen briefhoofd, marges, papierformaat en stijlen van een eigen "
        "sjabloon over, niet de tekst. Een stijlbestand geeft kleuren en een logo, en zonder sjabloon ook "
        "lettertypen. Beide worden alleen in deze sessie gebruikt en niet bewaard.",
        en="The Word documents on this page take letterhead, margins, paper size and styles from a template of your "
        "own, not its text. A style file gives colours and a logo, and without a template also fonts. Both are used "
        "in this session only and are not kept.",
    ),
    Text(nl="Eigen sjabloon (docx of dotx)", en="Own template (docx or dotx)"),
    Text(
        nl="Niet gebruikt: {name}. De Word-documenten komen zolang zonder dit bestand.",
        en="Not used: {name}. Until then the Word documents come without this file.",
    ),
    ("docx", "dotx"),
    word.check_template,
)


@dataclass(frozen=True, slots=True)
class OwnLook:
    """What a medium looks like in this session; refused: files that cannot be used, and why."""

    style: Style = HOUSE
    template: bytes | None = None
    refused: tuple[tuple[str, OfficeError], ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is the built-in look."""
        return self.template is None and self.style == HOUSE


def own_look(medium: Medium) -> OwnLook:
    """What was uploaded for a medium; a file with a fault is not used. The page may ask for it further down."""
    template: Any = st.session_state.get(f"{medium.key}-template")
    files: Sequence[Any] = st.session_state.get(f"{medium.key}-style") or ()
    refused: list[tuple[str, OfficeError]] = []
    style = HOUSE
    try:
        style = _style(files) if files else HOUSE
    except OfficeError as fault:
        refused.append((", ".join(each.name for each in files), fault))
    wrong = _fault_of(medium, template) if template else None
    if wrong is not None:
        refused.append((template.name, wrong))
    return OwnLook(style, None if template is None or wrong else bytes(template.getvalue()), tuple(refused))


def ask_for_look(frame: Frame, medium: Medium, look: OwnLook) -> None:
    """Asks for a template and a style file, and says what is wrong with what was given.

    Two uploaders cost more than a millisecond of every run, so they are there once somebody opens this; and for as long
    as something was given, since Streamlit forgets what is not on the page.
    """
    box = st.expander(frame.say(medium.name), key=f"{medium.key}-asked", on_change="rerun")
    if not box.open and look.plain and not look.refused:
        return
    with box:
        html(f"<p class='ks-more'>{escape(frame.say(medium.lead))}</p>")
        st.file_uploader(
            frame.say(medium.template), type=list(medium.types), key=f"{medium.key}-template",
            max_upload_size=MOST_BYTES // MEGABYTE,
        )  # fmt: skip
        st.file_uploader(
            frame.say(STYLE), type=["toml", "png", "jpg", "jpeg"], key=f"{medium.key}-style",
            max_upload_size=STYLE_BYTES, accept_multiple_files=True,
        )  # fmt: skip
        for name, why in look.refused:
            said = escape(frame.say(medium.until_then).format(name=name))
            html(f"<p role='alert'><b>{said}</b> {escape(why.in_(frame.language))}</p>")


def _fault_of(medium: Medium, file: Any) -> OfficeError | None:
    """What is wrong with a template. Opening one takes a tenth of a second: once per file, not on every click."""
    checked: dict[str, OfficeError | None] = st.session_state.setdefault(CHECKED, {})
    if file.file_id not in checked:
        try:
            medium.check(file.getvalue())
            checked[file.file_id] = None
        except OfficeError as fault:
            checked[file.file_id] = fault
    return checked[file.file_id]


def _style(files: Sequence[Any]) -> Style:
    told = [each for each in files if each.name.casefold().endswith(".toml")]
    if len(told) != 1:
        raise SlidesError(MORE_STYLES if told else NO_STYLE, found=len(told))
    return style_of(told[0].getvalue(), {each.name: each.getvalue for each in files})
