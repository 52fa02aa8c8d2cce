"""Slides for tests: pages of figures, and what a PowerPoint file says, read back from it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from analytics.decks.deck import Page, pages_of
from analytics.decks.ready_decks import deck_of, ready_decks
from analytics.figure import Figure
from analytics.text import Language
from data.cube import Cube

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


def page_of(figure: Figure, number: int = 1, **more: Any) -> Page:
    """The page of a figure as it stands in a deck."""
    own = {"title": figure.title, "subtitle": figure.subtitle, "body": (), "notes": (*figure.notes, figure.source)}
    return Page(
        number=number, kind="figure", figure=figure, footer=figure.source, invented=figure.invented, **(own | more)
    )


def text_page(kind: Any, title: str, *body: str, number: int = 1, subtitle: str = "") -> Page:
    """A page without a figure."""
    return Page(number=number, kind=kind, title=title, subtitle=subtitle, figure=None, body=body, notes=("Zeg dit.",),
                footer="Bron: Convenant · editie metals-1 · te zien voor: partijen", invented=True)  # fmt: skip


def pages_of_figures(figures: Iterable[Figure]) -> tuple[Page, ...]:
    """A page per figure."""
    return tuple(page_of(each, number) for number, each in enumerate(figures, start=1))


def ready_pages(cube: Cube, code: str, language: Language) -> tuple[Page, ...]:
    """The pages of a ready deck, by the code of it."""
    return pages_of(cube, deck_of(ready_decks()[code], cube, language)[0])


@dataclass
class Read:
    """One slide as a reader meets it: shapes in reading order, every text, and every number in an embedded workbook."""

    title: str
    shapes: list[Any]
    texts: list[str]
    charts: list[Any]
    tables: list[Any]
    numbers: set[float] = field(default_factory=set)
    notes: str = ""

    @property
    def said(self) -> str:
        """All words, on one line."""
        return " ".join(" ".join(self.texts).split())


def read(pptx: bytes) -> list[Read]:
    """Every slide of a file."""
    return [_read(each) for each in Presentation(BytesIO(pptx)).slides]


def _read(slide: Any) -> Read:
    shapes = list(flat(slide.shapes))
    charts = [each.chart for each in shapes if getattr(each, "has_chart", False)]
    tables = [each.table for each in shapes if getattr(each, "has_table", False)]
    roots = [slide._element, *(each._chartSpace for each in charts)]
    texts = [
        "".join(run.text or "" for run in paragraph.iter(f"{{{NS['a']}}}t"))
        for root in roots for paragraph in root.iter(f"{{{NS['a']}}}p")
    ]  # fmt: skip
    texts += [each.text or "" for chart in charts for each in chart._chartSpace.iter(f"{{{NS['c']}}}v")]
    made = Read(slide.shapes.title.text_frame.text, shapes, texts, charts, tables)
    made.numbers = {value for chart in charts for value in workbook_numbers(chart)}
    made.notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
    return made


def flat(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups as well, in reading order."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from flat(shape.shapes)


def workbook_numbers(chart: Any) -> set[float]:
    """Every number in the workbook behind a chart, on every sheet."""
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {float(each) for each in cells if isinstance(each, int | float)}


def published_numbers(figure: Figure) -> set[float]:
    """Every number that a figure's marks publish."""
    marks = [mark for series in figure.series for mark in series.marks]
    return {
        round(float(value), 9)
        for mark in marks
        for value in (mark.value, mark.lo, mark.hi, mark.x)
        if value is not None
    }


def languages(pptx: bytes) -> set[str | None]:
    """The language of every run of text, on slides and in notes and charts."""
    found: set[str | None] = set()
    for slide in Presentation(BytesIO(pptx)).slides:
        roots = [
            slide._element,
            *(each.chart._chartSpace for each in flat(slide.shapes) if getattr(each, "has_chart", 0)),
        ]
        roots += [slide.notes_slide._element] if slide.has_notes_slide else []
        for root in roots:
            for kind in ("r", "fld"):
                found |= {run.find("a:rPr", NS).get("lang") for run in root.iter(f"{{{NS['a']}}}{kind}")}
    return found


def sizes(pptx: bytes) -> set[int]:
    """Every type size that is set on a slide, in points."""
    found: set[int] = set()
    for slide in Presentation(BytesIO(pptx)).slides:
        roots = [
            slide._element,
            *(each.chart._chartSpace for each in flat(slide.shapes) if getattr(each, "has_chart", 0)),
        ]
        found |= {int(each.get("sz")) // 100 for root in roots for each in root.iter() if each.get("sz", "").isdigit()}
    return found


TAGS: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}


def own_template(names: dict[str, str], *, shaped: Callable[[Any], None] = lambda _: None) -> bytes:
    """Somebody's own template: layouts renamed, a slide of its own in it, and what `shaped` does to it."""
    presentation = Presentation()
    for layout in presentation.slide_layouts:
        layout.name = names.get(layout.name, layout.name)
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = "Voorbeelddia"
    shaped(presentation)
    held = BytesIO()
    presentation.save(held)
    return held.getvalue()


def swapped(presentation: Any) -> None:
    """Dark by its colour map: text and background have changed places, as in PowerPoint's own dark themes."""
    colours = presentation.slide_master._element.find(qn("p:clrMap"))
    for name, of in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, of)
