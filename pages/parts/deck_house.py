"""The look of somebody's own organisation for the slides: a template and a style file, kept for the session."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from analytics.slides import HOUSE, SlidesError, Style, check_template, style_of
from analytics.slides.admission import MEGABYTE, MOST_BYTES
from analytics.text import Text
from pages.parts.frame import Frame
from pages.parts.look import html

OWN = Text(nl="PowerPoint in de huisstijl van uw organisatie", en="PowerPoint in the style of your organisation")
LEAD = Text(
    nl="De PowerPoint neemt indelingen, lettertypen, logo en achtergrond van een eigen sjabloon over, ook van een "
    "donker. Een stijlbestand geeft kleuren, en zonder sjabloon ook lettertypen en een logo. Beide worden alleen in "
    "deze sessie gebruikt en niet bewaard.",
    en="The PowerPoint takes layouts, fonts, logo and background from a template of your own, a dark one as well. A "
    "style file gives colours, and without a template also fonts and a logo. Both are used in this session only and "
    "are not kept.",
)
TEMPLATE = Text(nl="Eigen sjabloon (pptx of potx)", en="Own template (pptx or potx)")
STYLE = Text(nl="Stijlbestand (toml), met logo (png of jpg)", en="Style file (toml), with logo (png or jpg)")
UNTIL_THEN = Text(
    nl="Niet gebruikt: {name}. De PowerPoint komt zolang zonder dit bestand; aan uw dia's is niets veranderd.",
    en="Not used: {name}. Until then the PowerPoint comes without this file; nothing changed in your slides.",
)
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
class OwnLook:
    """What the slides of this session look like."""

    style: Style = HOUSE
    template: bytes | None = None


def own_look(frame: Frame) -> OwnLook:
    """Asks for a template and a style file; says on the page what is wrong with one, and goes on without it."""
    with st.expander(frame.say(OWN)):
        html(f"<p class='ks-more'>{escape(frame.say(LEAD))}</p>")
        template = st.file_uploader(
            frame.say(TEMPLATE), type=["pptx", "potx"], key="ks-template",
            max_upload_size=MOST_BYTES // MEGABYTE,
        )  # fmt: skip
        styles = st.file_uploader(
            frame.say(STYLE), type=["toml", "png", "jpg", "jpeg"], key="ks-style",
            max_upload_size=STYLE_BYTES, accept_multiple_files=True,
        )  # fmt: skip
        style = _style(frame, styles) if styles else HOUSE
        return OwnLook(style, _template(frame, template))


def _template(frame: Frame, file: Any) -> bytes | None:
    if file is None:
        return None
    # Opening one takes a tenth of a second: once per file, not on every click.
    checked: dict[str, SlidesError | None] = st.session_state.setdefault(CHECKED, {})
    if file.file_id not in checked:
        checked[file.file_id] = _fault_of(file.getvalue())
    fault = checked[file.file_id]
    if fault is not None:
        _refused(frame, file.name, fault.in_(frame.language))
        return None
    return bytes(file.getvalue())


def _fault_of(template: bytes) -> SlidesError | None:
    try:
        check_template(template)
    except SlidesError as fault:
        return fault
    return None


def _style(frame: Frame, files: Sequence[Any]) -> Style:
    told = [each for each in files if each.name.casefold().endswith(".toml")]
    try:
        if len(told) != 1:
            raise SlidesError(MORE_STYLES if told else NO_STYLE, found=len(told))
        return style_of(told[0].getvalue(), {each.name: each.getvalue for each in files})
    except SlidesError as fault:
        _refused(frame, ", ".join(each.name for each in files), fault.in_(frame.language))
        return HOUSE


def _refused(frame: Frame, name: str, why: str) -> None:
    html(f"<p role='alert'><b>{escape(frame.say(UNTIL_THEN).format(name=name))}</b> {escape(why)}</p>")
