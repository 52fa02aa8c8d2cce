"""The address remembers: language, edition and every choice, always by code and never by the label that is shown."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from data.cube import LANGUAGES, Audience, Language
from pages.parts.editions import current_name, edition_names

LANGUAGE_KEY, EDITION_KEY, CONTEXT_KEY = "lang", "edition", "context"
DECK_KEY, ADD_KEY, FROM_KEY = "deck", "add", "from"  # a deck in codes; a slide that a link adds to it, and its page
ON, OFF = "on", "off"
BETWEEN_CODES = "-"
SELECT_WIDTH = 420  # pixels; a list as wide as the screen is hard to read


def language_of_reader() -> Language:
    """From the address, else what this session used before, else what the browser asks for."""
    browser = (st.context.locale or "").split("-")[0].lower()
    candidates = (st.query_params.get(LANGUAGE_KEY), st.session_state.get(LANGUAGE_KEY), browser, "en")
    language = next(each for candidate in candidates for each in LANGUAGES if each == candidate)
    st.session_state[LANGUAGE_KEY] = language
    if st.query_params.get(LANGUAGE_KEY) != language:  # writing it tells the browser, on every run
        st.query_params[LANGUAGE_KEY] = language
    return language


def edition_of_reader(audience: Audience) -> str | None:
    """The edition in the address or of this session where it exists for this audience; else the current one.

    The current one is left out of the address, unless a link named it: that link shows it when it is no longer current.
    """
    current = current_name(audience)
    wished = st.query_params.get(EDITION_KEY) or st.session_state.get(EDITION_KEY)
    name = wished if wished is not None and wished in edition_names(audience) else current
    if name == current:
        earlier = st.session_state.pop(EDITION_KEY, None)  # the browser still names it, also where a link leads back
        if earlier is not None or st.query_params.get(EDITION_KEY) != current:
            st.query_params.pop(EDITION_KEY, None)
    else:
        st.session_state[EDITION_KEY] = name
        st.query_params[EDITION_KEY] = str(name)
    return name


def context_of_reader() -> bool:
    """Whether time axes show what happened around the agreement: from the address, else what this session used."""
    asked = st.query_params.get(CONTEXT_KEY)
    wished = asked == ON if asked in (ON, OFF) else st.session_state.get(CONTEXT_KEY) is True
    st.session_state[CONTEXT_KEY] = wished
    if not wished:
        st.query_params.pop(CONTEXT_KEY, None)
    elif asked != ON:
        st.query_params[CONTEXT_KEY] = ON
    return wished


def choice(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    shown: Callable[[str], str],
    default: str | None = None,
    segmented: bool = False,
) -> str:
    """One of a few codes, chosen by the reader and kept in the address; `shown` gives a code's name.

    `segmented` shows all options side by side; otherwise they fold into a list. Unknown codes in the address are
    ignored, and the default is left out of it.
    """
    usual = options[0] if default is None or default not in options else default
    chosen = picked(label, options, key, shown=shown, default=usual, segmented=segmented)
    if chosen == usual:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = chosen
    return chosen


def picked(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    shown: Callable[[str], str],
    default: str,
    segmented: bool = False,
    width: int = SELECT_WIDTH,
) -> str:
    """As `choice`, for who writes the address itself (see `remember`). width: of the list, in pixels."""
    codes = tuple(options)
    if st.session_state.get(key) not in codes:
        asked = st.query_params.get(key)
        st.session_state[key] = asked if asked in codes else default
    if segmented:
        chosen = st.segmented_control(
            label, codes, key=key, format_func=shown, required=True, persist_state="session", wrap=True
        )
    else:
        chosen = st.selectbox(label, codes, key=key, format_func=shown, persist_state="session", width=width)
    return default if chosen is None else chosen


def picked_some(label: str, options: Sequence[str], key: str, *, shown: Callable[[str], str]) -> tuple[str, ...]:
    """Any of a few codes side by side, in their order; none unless the reader or the address ("3-4") names them."""
    codes = tuple(options)
    kept = st.session_state.get(key, (st.query_params.get(key) or "").split(BETWEEN_CODES))
    st.session_state[key] = [each for each in codes if each in kept]
    chosen = st.segmented_control(
        label, codes, key=key, format_func=shown, selection_mode="multi", persist_state="session", wrap=True
    )
    return tuple(each for each in codes if each in chosen)


def remember(choices: Mapping[str, str | None]) -> None:
    """Write several choices to the address in one message, and none where it says all this already; None: left out."""
    wanted = {key: code for key, code in choices.items() if code}
    kept = {key: code for key, code in st.query_params.items() if key not in choices}
    if dict(st.query_params.items()) != kept | wanted:
        st.query_params.from_dict(kept | wanted)
