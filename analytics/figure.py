"""A figure: the one thing that screen, slide, download and record share.

A figure is computed once per edition and language. It holds the words, the shown cells and the form of drawing,
and no Streamlit or Plotly object: `analytics.drawing.plotly_spec` draws it for a screen, a later module for a slide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

# lines: rounds on x, a score on y. dumbbell, bars, dots, strip: categories down the side, a value to the right.
# columns: rounds on x, counts upwards. field: two scales. grid: a written value per series (row) and category (column).
# numbers: a few large figures. table: only the table.
Form = Literal["lines", "dumbbell", "bars", "columns", "dots", "strip", "field", "grid", "numbers", "table"]
# Forms that stand on a page as words and numbers; the others are drawn.
WRITTEN: tuple[Form, ...] = ("numbers", "grid", "table")
State = Literal["shown", "bounded", "withheld", "not_made", "absent"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One shown (or withheld) cell at one place of a chart.

    at: category code on the category axis (round, step, level or theme); value: the number drawn, None for a gap;
    lo, hi: what may be concluded; text: the number as the reader sees it ("33 %", "at least 10", "not shown");
    n: companies behind it, None where not shown; state keeps withheld, not made and absent apart.
    x: the first coordinate where a form has two (severity x likelihood field). kept: published before, and answers
    behind it were corrected since.
    """

    at: str
    value: float | None
    text: str
    state: State = "shown"
    n: int | None = None
    lo: float | None = None
    hi: float | None = None
    x: float | None = None
    kept: bool = False

    @property
    def certain(self) -> float | None:
        """The value; of a bound what it is at least; None where nothing is shown."""
        return self.lo if self.state == "bounded" else self.value

    @property
    def is_told(self) -> bool:
        """Whether it tells anything: a number or a bound."""
        return self.state in ("shown", "bounded")


@dataclass(frozen=True, slots=True)
class Series:
    """Marks that belong together, drawn in one colour (a name of `analytics.theme`).

    joined: a line may touch them (same companies only; never over a break).
    written: the marks are numbers written beside the others (a change, an n), never placed on the value axis.
    """

    code: str
    label: str
    colour: str
    marks: tuple[Mark, ...]
    joined: bool = False
    written: bool = False


def anything_told(series: Iterable[Series]) -> bool:
    """Whether any mark of these series tells a number or a bound."""
    return any(mark.is_told for each in series for mark in each.marks)


def key_of(series: Sequence[Series]) -> tuple[tuple[str, str], ...]:
    """What a key says, as (label, colour): series of one colour look the same, so they share an entry."""
    labels: dict[str, list[str]] = {}
    for each in series:
        labels.setdefault(each.colour, []).append(each.label)
    return tuple((" / ".join(found), colour) for colour, found in labels.items())


@dataclass(frozen=True, slots=True)
class Category:
    """One place on the category axis: code, label as shown; `break_before` is the note of a break, drawn as a gap.

    regrouped: the companies of one end of a row are not those of the other, so what joins them is dotted. Rows among
    which there is such a one are the steps of one way: each starts where the one before it ended.
    """

    code: str
    label: str
    break_before: str | None = None
    regrouped: bool = False


@dataclass(frozen=True, slots=True)
class ContextMark:
    """Something outside the figures, at one round of the time axis: a short label for the picture, and all of it."""

    at: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The figure as a table: header and rows of formatted text; `numeric` marks columns that align right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()


def grid_table(first: str, categories: Sequence[Category], series: Sequence[Series]) -> Table:
    """The table behind a grid: a row per series, a column per category; first: the head of the rows' names."""
    return Table(
        (first, *(each.label for each in categories)),
        tuple((each.label, *(mark.text for mark in each.marks)) for each in series),
        (False, *(True for _ in categories)),
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One message with its evidence, in one language.

    title states what is seen; subtitle names base, rounds and n; notes are caveats, breaks and what is withheld;
    source names edition and who may see it; alt is the chart in words; passport is the definition beside the number
    (label, text pairs). context: what happened outside the figures, where the reader asked for it on a time axis.
    public: it shows public facts only; internal: what nobody may overlook on a figure that is for no room, else empty.
    """

    key: str
    form: Form
    title: str
    subtitle: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    table: Table
    alt: str
    source: str
    language: Literal["nl", "en"]
    unit: str = "%"
    axis: tuple[float, float] | None = None
    axis_title: str = ""
    second_axis_title: str = ""
    target: tuple[float, str] | None = None
    notes: tuple[str, ...] = ()
    passport: tuple[tuple[str, str], ...] = ()
    invented: bool = False
    empty: str | None = field(default=None)
    context: tuple[ContextMark, ...] = ()
    public: bool = False
    internal: str = ""
