"""What happened around the agreement, as marks on the time axis of a figure; the reader switches them on.

They stand at the round in which they were noted and say nothing about cause: a figure keeps its title.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.figure import ContextMark, Figure
from analytics.record.year import GENERAL
from analytics.text import Language, Text, say, sentence
from data.cube import Cube

KINDS: Final = ("context", "law", "event")
TIME_AXES: Final = ("lines", "columns")
# What fits in three lines under the name of a round.
LABEL: Final = 64
NOTE: Final = Text(nl="Rond {round} ({kind}): {what}", en="Around {round} ({kind}): {what}")
NO_CAUSE: Final = Text(
    nl="Wat er om de overeenkomst heen gebeurde, staat bij het jaar waarin het is vastgelegd. Of het de cijfers "
    "beïnvloedde, is niet onderzocht.",
    en="What happened around the agreement stands at the year in which it was recorded. Whether it affected the "
    "figures was not examined.",
)


def context_marks(cube: Cube, language: Language) -> tuple[ContextMark, ...]:
    """The marks of an edition in the order of its rounds.

    Only what is noted as general: a note of a working group is about its own work, not about the world around it.
    """
    covered = rounds(cube)
    noted = [row for row in cube.fact_rows("note") if _is_context(row) and row["round"] in covered]
    texts = [(row, Text(str(row["text_nl"] or ""), str(row["text_en"] or "")).in_(language)) for row in noted]
    return tuple(
        ContextMark(
            at=str(row["round"]),
            label=_short(text),
            text=say(
                NOTE, language, round=vocabulary.round_short(cube, row["round"], language),
                kind=vocabulary.word(cube, "note_kind", row["kind"], language), what=sentence(text),
            ),
        )
        for row, text in sorted(texts, key=lambda each: each[0]["round"])
        if text
    )  # fmt: skip


def with_context(cube: Cube, figure: Figure) -> Figure:
    """The figure with the marks of its rounds, told in its notes and its alt text; as it was without a time axis."""
    if figure.form not in TIME_AXES or figure.empty is not None:
        return figure
    places = {each.code for each in figure.categories}
    if not places <= {str(each) for each in rounds(cube)}:
        return figure
    marks = tuple(each for each in context_marks(cube, figure.language) if each.at in places)
    if not marks:
        return figure
    told = (*(each.text for each in marks), NO_CAUSE.in_(figure.language))
    return replace(figure, context=marks, notes=(*figure.notes, *told), alt=" ".join((figure.alt, *told)))


def _short(text: str) -> str:
    """The beginning of a note, up to where its sentence pauses; the figure's notes have all of it."""
    pauses = [found.start() for found in re.finditer(r"[,;:] ", text) if found.start() < LABEL]
    if len(text) <= LABEL or not pauses:
        return textwrap.shorten(text, LABEL, placeholder="…")
    return f"{text[: pauses[-1]]}…"


def _is_context(row: Mapping[str, Any]) -> bool:
    return row["kind"] in KINDS and row["working_group"] == GENERAL
