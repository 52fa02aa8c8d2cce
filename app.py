"""The front door: `streamlit run app.py` or `uvicorn app:app`. Every page runs inside pages/shell.py."""

from pathlib import Path

import streamlit as st

from pages.parts.door import MIDDLEWARE, ROUTES, warm_start
from pages.parts.place import refuse_open_binding

refuse_open_binding()
app = st.App(
    Path(__file__).parent / "pages" / "shell.py",
    lifespan=warm_start,
    routes=ROUTES,
    middleware=MIDDLEWARE,
)
