"""The explorer: what is asked, its answer, and where nothing is shown the nearest question that has one."""

from functools import partial

import streamlit as st

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.choosing.asked import Asked, is_shown, nearest
from analytics.choosing.explore import explore
from analytics.choosing.offer import Offer, group_name, item_name, name_of, offered
from analytics.indicator import indicators
from analytics.text import Text, join
from pages.parts.address import BETWEEN_CODES, EDITION_KEY, picked, picked_some, remember
from pages.parts.frame import Frame
from pages.parts.showing import show_figure

INDICATOR = Text(nl="Cijfer", en="Figure")
ITEM = Text(nl="Waarover", en="About")
GROUP = Text(nl="Bedrijven", en="Companies")
YEARS = Text(nl="Jaren (niets gekozen: alle)", en="Years (none chosen: all)")
INSTEAD = Text(nl="Wel te zien: {name} ({years})", en="Shown instead: {name} ({years})")
EVERY_YEAR = Text(nl="alle jaren", en="all years")
WIDTH = 330  # pixels: three lists beside each other
KEYS = ("indicator", "item", "companies", "years")


@st.fragment
def answer(frame: Frame) -> None:
    """The choices, the figure, and the way out where it shows nothing; a click draws these again."""
    asked = pick_asked(frame)
    show_figure(frame, explore, asked=asked)
    if not is_shown(frame.cube, asked):
        _offer_instead(frame, asked)


def pick_asked(frame: Frame) -> Asked:
    """What the reader asks, out of what the edition has; the address holds all of it, and the edition."""
    offer = _offer(frame.edition, _frame=frame)
    with st.container(key="ks-asked", horizontal=True):
        indicator = picked(frame.say(INDICATOR), tuple(offer), KEYS[0], default=next(iter(offer)), width=WIDTH,
                           shown=lambda code: indicators()[code].name.in_(frame.language))  # fmt: skip
        item = _one_of(frame, ITEM, tuple(offer[indicator]), KEYS[1], indicator=indicator)
        group = _one_of(frame, GROUP, offer[indicator][item], KEYS[2])
    numbers = [str(each) for each in rounds(frame.cube)]
    years = picked_some(frame.say(YEARS), numbers, KEYS[3],
                        shown=lambda code: vocabulary.round_label(frame.cube, int(code), frame.language))  # fmt: skip
    asked = Asked(indicator, item, group, tuple(map(int, years)))
    remember(dict(zip(KEYS, _codes(asked), strict=True)) | {EDITION_KEY: frame.cube.edition.name})
    return asked


def _one_of(frame: Frame, label: Text, codes: tuple[str, ...], key: str, *, indicator: str | None = None) -> str:
    """An item of the indicator, or a group; where there is but one there is nothing to choose."""
    if len(codes) == 1:
        return codes[0]

    def shown(code: str) -> str:
        if indicator is None:
            name = group_name(frame.cube, code, frame.language)
        else:
            name = item_name(frame.cube, indicators()[indicator], code, frame.language)
        return name[:1].upper() + name[1:]

    return picked(frame.say(label), codes, key, shown=shown, default=codes[0], width=WIDTH)


def _offer_instead(frame: Frame, asked: Asked) -> None:
    found = nearest(frame.cube, asked)
    if found is None:
        return
    years = join((vocabulary.round_short(frame.cube, each, frame.language) for each in found.rounds), frame.language)
    name = name_of(frame.cube, found, frame.language)
    label = frame.say(INSTEAD).format(name=name, years=years or frame.say(EVERY_YEAR))
    st.button(label, key="ks-instead", on_click=partial(_take, found))


def _take(asked: Asked) -> None:
    """Ask this instead: the choices stand on it when they are drawn again."""
    codes = dict(zip(KEYS, _codes(asked), strict=True))
    st.session_state.update(codes | {KEYS[3]: [str(each) for each in asked.rounds]})


def _codes(asked: Asked) -> tuple[str, ...]:
    return (asked.indicator, asked.item, asked.group, BETWEEN_CODES.join(map(str, asked.rounds)))


@st.cache_resource(max_entries=8, show_spinner=False)
def _offer(edition: tuple[str, ...], *, _frame: Frame) -> Offer:
    """Read from the whole edition once, not on every run."""
    return offered(_frame.cube)
