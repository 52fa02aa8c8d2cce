"""x."""

import streamlit as st

from pages.parts.frame import shell_frame

frame = shell_frame()
st.write("method", frame.language)
