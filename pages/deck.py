"""Into the room: choose the slides, put them in order, take them along."""

import streamlit as st

from data.cube import Text
from pages.parts.deck_draft import draft_of_reader, kept
from pages.parts.deck_editor import editor
from pages.parts.deck_takeaway import load, start, take_along, way_back
from pages.parts.frame import Frame, shell_frame
from pages.parts.look import title

TITLE = Text(nl="Presentatie maken", en="Make a presentation")
LEAD = Text(
    nl="Begin met een presentatie die klaarstaat, vink uit wat u niet wilt, en neem haar mee.",
    en="Start with a ready-made presentation, untick what you do not want, and take it along.",
)


@st.fragment
def desk(frame: Frame) -> None:
    """All of it; a click draws this again and leaves the rest of the page alone."""
    start(frame, kept())
    editor(frame, kept())
    take_along(frame, kept())


frame = shell_frame()
title(frame.language, TITLE, LEAD)
way_back(frame, draft_of_reader(frame))
desk(frame)
load(frame, kept())
