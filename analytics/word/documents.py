"""The documents: a year, all years, and the draft of an annual report, in the words and numbers of the screen."""

from collections.abc import Iterable
from typing import Any, Final

from docx.shared import Pt

from analytics.evidence import INVENTED, INVENTED_WORD, internal, source_line
from analytics.record.report import YEAR_FIGURES, Line, draft_figures, draft_of
from analytics.record.telling import (
    DONE,
    FACTS,
    FIGURES,
    MATRIX,
    NOTHING,
    ROUND,
    SOURCE,
    Sources,
    beside,
    sorts_of,
    sources_of,
)
from analytics.record.year import Entry, Year, matrix, year
from analytics.slides.style import HOUSE, Style
from analytics.text import Language, Text, capital, say
from analytics.word.figures import NO_BROWSER, Drawn, drawings, show, values
from analytics.word.margins import BETWEEN, write_margins
from analytics.word.paper import Paper, Reference
from analytics.word.pictures import Draw
from data.cube import Cube

INVENTED_ANSWERS: Final = Text(
    nl="De antwoorden van de bedrijven zijn verzonnen: de cijfers in dit document zijn een voorbeeld. De activiteiten, "
    "projecten en besluiten zijn openbare feiten.",
    en="The companies' answers are invented: the figures in this document are an example. The activities, projects and "
    "decisions are public facts.",
)
BELOW_TITLE: Final = Pt(8)
ROUND_SHARE: Final = 0.45  # of the width of a working group's column


def year_docx(
    cube: Cube,
    language: Language,
    *,
    round: int,
    draw: Draw | None = None,
    style: Style = HOUSE,
    template: bytes | None = None,
) -> bytes:
    """One round as on screen: what was done and decided per working group, with its sources, then the figures.

    draw: makes pictures of the figures; without it they are tables, and the document says so. Raises WordError where
    the template cannot serve, and what `draw` raises.
    """
    found = year(cube, language, round=round)
    figures = drawings([build(cube, language, round=round) for build in YEAR_FIGURES.values()], draw)
    paper = Paper(language, style=style, template=template)
    _opening(paper, cube, found.label, *filter(None, (found.period, found.note)), figures=figures)
    sources = sources_of([found])
    paper.heading(DONE.in_(language), 1)
    _groups(paper, found, sources)
    _sources(paper, sources, level=2)
    paper.heading(FIGURES.in_(language), 1)
    for each in figures:
        show(paper, each)
    values(paper, figures)
    _margins(paper, cube)
    return paper.finished(found.label)


def matrix_docx(cube: Cube, language: Language, *, style: Style = HOUSE, template: bytes | None = None) -> bytes:
    """All rounds x working groups on paper that lies on its side. Raises WordError where the template cannot serve."""
    years = matrix(cube, language)
    paper = Paper(language, style=style, template=template, landscape=True)
    name = MATRIX.in_(language)
    _opening(paper, cube, name, FACTS.in_(language), public=True)
    sources = sources_of(years)
    groups = [capital(each.name) for each in years[0].groups] if years else []
    table = paper.table(
        [ROUND.in_(language), *groups], [[each.label, *("" for _ in groups)] for each in years],
        shares=[ROUND_SHARE, *(1.0 for _ in groups)], name=name,
    )  # fmt: skip
    for row, each in zip(table.rows[1:], years, strict=True):
        _across(paper, row, each, sources)
    _sources(paper, sources, level=1)
    _margins(paper, cube, public=True)
    return paper.finished(name)


def draft_docx(
    cube: Cube,
    language: Language,
    *,
    round: int,
    draw: Draw | None = None,
    style: Style = HOUSE,
    template: bytes | None = None,
) -> bytes:
    """The draft of a round's annual report: the text to copy, with each figure where its sentences are.

    cube: of the plenary, since an annual report is public. Raises as `year_docx` does.
    """
    made = draft_of(cube, language, round=round)
    codes, asked = zip(*draft_figures(cube, language, round=round), strict=True)
    figures = drawings(asked, draw)
    paper = Paper(language, style=style, template=template)
    _opening(paper, cube, made.title, made.period, figures=figures)
    for part in made.parts:
        paper.heading(part.heading, 1)
        for line in part.lines:
            _line(paper, line)
        for code, figure in zip(codes, figures, strict=True):
            if code == part.code:
                show(paper, figure)
    values(paper, figures)
    _margins(paper, cube)
    return paper.finished(made.title)


def _opening(
    paper: Paper, cube: Cube, title: str, *below: str, figures: Iterable[Drawn] = (), public: bool = False
) -> None:
    paper.words(title, "Title")
    for each in (_name(cube, paper.language, public=public), *below):
        paper.words(each, "Subtitle")
    said = (
        (INVENTED_ANSWERS, cube.edition.invented and not public),
        (NO_BROWSER, any(each.undrawn for each in figures)),
    )
    for text in (text for text, needed in said if needed):
        paper.words(text.in_(paper.language)).paragraph_format.space_before = BELOW_TITLE


def _margins(paper: Paper, cube: Cube, *, public: bool = False) -> None:
    """Whose figures, that they are internal or invented, and the source with the edition and who may see it."""
    name, said = _name(cube, paper.language, public=public), ""
    if cube.edition.invented and not public:
        said = name if INVENTED_WORD.in_(paper.language) in name else capital(INVENTED.in_(paper.language))
    write_margins(
        paper.document, paper.language, style=paper.style,
        name="" if said == name else name, mark=BETWEEN.join(filter(None, (internal(cube, paper.language), said))),
        source=source_line(cube, paper.language, public=public),
    )  # fmt: skip


def _name(cube: Cube, language: Language, *, public: bool) -> str:
    """Whose document it is: of answers that are invented, the sample's."""
    invented = cube.edition.invented and not public
    return (cube.agreement.sample_name if invented else cube.agreement.name).in_(language)


def _groups(paper: Paper, found: Year, sources: Sources) -> None:
    language = paper.language
    if not any(group.entries for group in found.groups):
        paper.words(NOTHING.in_(language))
        return
    paper.words(FACTS.in_(language))
    for group in found.groups:
        if group.entries:
            paper.heading(capital(group.name), 2)
        for name, entries in sorts_of(group):
            paper.heading(name.in_(language), 3)
            _facts(paper, entries, sources)


def _across(paper: Paper, row: Any, found: Year, sources: Sources) -> None:
    """A cell per working group; one over all of them that says so where nothing is recorded."""
    first, *others = row.cells
    first.paragraphs[0].runs[0].bold = True
    if not any(group.entries for group in found.groups):
        paper.across(others, NOTHING.in_(paper.language))
        return
    for cell, group in zip(others, found.groups, strict=True):
        _facts(paper, group.entries, sources, place=cell)


def _facts(paper: Paper, entries: Iterable[Entry], sources: Sources, *, place: Any = None) -> None:
    for entry in entries:
        n = sources.number(entry)
        spoken = "" if n is None else say(SOURCE, paper.language, n=n)
        reference = None if n is None else Reference(f"[{n}]", entry.url or entry.source, spoken)
        paper.fact(entry.title, beside(entry), reference, place=place)


def _sources(paper: Paper, sources: Sources, *, level: int) -> None:
    if not sources.addresses:
        return
    paper.heading(sources.heading.in_(paper.language), level)
    for n, where in enumerate(sources.addresses, start=1):
        paragraph = paper.words(f"[{n}] " if len(sources.addresses) > 1 else "")
        paper.link(paragraph, where, where)


def _line(paper: Paper, line: Line) -> None:
    if line.sort == "group":
        paper.heading(line.text.removesuffix(":"), 2)
    elif line.sort == "source":
        number, where = line.text.split(" ", 1)
        paper.link(paper.words(f"{number} "), where, where)
    else:
        paper.words(line.text, "List Bullet" if line.sort == "fact" else None)
