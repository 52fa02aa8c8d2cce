"""The choices that several pages offer: a round, two comparable rounds, a step, a split, a theme."""

from collections.abc import Sequence

import streamlit as st

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.choosing.picks import PAIR, ROUND, SPLIT, STEP, THEME, between, pairs, rounds_with
from analytics.groups import INTERNAL, internal_dimensions
from analytics.record.year import latest_with_facts
from analytics.risks.risk_order import latest_made, ranked
from analytics.risks.themes import maturity_themes
from analytics.scores.pace import latest_start
from analytics.title import latest_pair
from pages.parts.address import choice
from pages.parts.frame import Frame


def pick_round(
    frame: Frame, numbers: Sequence[int] | None = None, *, key: str = "round", opens_on: int | None = None
) -> int:
    """One of the edition's rounds; the latest, or `opens_on`, unless the reader chose another."""
    codes = [str(number) for number in numbers or rounds(frame.cube)]

    def shown(code: str) -> str:
        return vocabulary.round_label(frame.cube, int(code), frame.language)

    return int(choice(frame.say(ROUND), codes, key, shown=shown, default=str(opens_on or codes[-1]), segmented=True))


def pick_year(frame: Frame) -> int:
    """One of the edition's rounds; the latest of which facts are recorded unless the reader chose another."""
    return pick_round(frame, key="year", opens_on=latest_with_facts(frame.cube))


def pick_risk_round(frame: Frame, *, key: str = "risks") -> int:
    """One of the rounds for which an overview of risks was made; the latest unless the reader chose another."""
    return pick_round(frame, rounds_with(frame.cube, "risks"), key=key)


def pick_action_round(frame: Frame, *, key: str = "actions") -> int:
    """One of the rounds for which action plans were made; the latest unless the reader chose another."""
    return pick_round(frame, rounds_with(frame.cube, "actions"), key=key)


def pick_pair(frame: Frame, *, key: str = "pair") -> tuple[int, int] | None:
    """Two consecutive comparable rounds of the edition; None where it has none."""
    offered, latest = pairs(frame.cube), latest_pair(frame.cube)
    if latest is None or not offered:
        return None

    def shown(code: str) -> str:
        return between(frame.cube, code, frame.language)

    return offered[
        choice(frame.say(PAIR), tuple(offered), key, shown=shown, default=f"{latest[0]}-{latest[1]}", segmented=True)
    ]


def pick_step(frame: Frame, *, key: str = "step") -> str:
    """One OECD step; the first unless the reader chose another."""
    codes = [step.code for step in frame.cube.agreement.steps]
    return choice(
        frame.say(STEP), codes, key, shown=lambda code: vocabulary.step_short(frame.cube, code, frame.language),
        segmented=True,
    )  # fmt: skip


def pick_dimension(frame: Frame) -> str:
    """By what the companies are grouped, of the splits that only the secretariat has; the first unless chosen."""
    dimensions = internal_dimensions(frame.cube)
    return choice(frame.say(SPLIT), dimensions, "split", shown=lambda code: frame.say(INTERNAL[code][0]),
                  segmented=True)  # fmt: skip


def pick_theme(frame: Frame) -> str | None:
    """One risk theme with a maturity score; None where the edition has none."""
    codes = _themes(frame.edition, _frame=frame)
    if not codes:
        return None
    return choice(
        frame.say(THEME), codes, "theme", shown=lambda code: vocabulary.theme(frame.cube, code, frame.language)
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _themes(edition: tuple[str, ...], *, _frame: Frame) -> tuple[str, ...]:
    """Read from the whole edition once, not on every run."""
    return maturity_themes(_frame.cube)


def pick_rated_theme(frame: Frame) -> str:
    """One theme of the latest overview of risks, the most severe first; that one unless the reader chose another."""
    rows = ranked(frame.cube, frame.language, round=latest_made(frame.cube))
    names = {each.code: each.name for each in rows}
    return choice(frame.say(THEME), tuple(names), "rated", shown=names.__getitem__)


def pick_start(frame: Frame) -> int:
    """The round from which a pace is told; the latest where there is one unless the reader chose another."""
    return pick_round(frame, key="start", opens_on=latest_start(frame.cube))
