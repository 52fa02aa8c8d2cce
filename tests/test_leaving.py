"""Everything that leaves the house: every number in it is a cell of the edition, or arithmetic that the docs allow.

Allowed (docs/protection.md) are a count as a share of its n, how many things a figure itself lists, and what
tests/arithmetic.py works out again.
"""

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from analytics.breaks import rounds
from analytics.decks.deck import Deck, Page, pages_of
from analytics.decks.long_tables import numbered
from analytics.decks.ready_decks import deck_of, ready_decks
from analytics.drawing import DRAWN, plotly_spec
from analytics.export import figure_csv
from analytics.figure import Figure, Mark
from analytics.offline import html_of
from analytics.pack import pack_of
from analytics.record.report import YEAR_FIGURES
from analytics.slides import pptx_of
from analytics.word import draft_docx, matrix_docx, year_docx
from data.cube import Cube, Language, open_cube
from pages.parts import shelf
from tests.arithmetic import paces
from tests.dashboard import PAGES
from tests.every_figure import every_figure
from tests.leaving import (
    cells_and_shares,
    figure_words,
    known_cells,
    known_words,
    mark_numbers,
    places,
    public_words,
    rounded,
    tokens,
)
from tests.slides import read
from tests.words import described, painted, said

ROOT = Path(__file__).parents[1]
MOST_SOURCES = 30  # a document numbers them, its figures and its pages
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@pytest.fixture(scope="module")
def home(sample_home: Path) -> Path:
    return sample_home


@pytest.fixture(scope="module")
def cube(home: Path) -> Cube:
    return open_cube(home / "editions", "plenary")


@pytest.fixture(scope="module")
def figures(cube: Cube) -> list[Figure]:
    return [figure for language in LANGUAGES for figure in every_figure(cube, language).values()]


def marks(figures: list[Figure]) -> Iterator[tuple[Figure, Mark]]:
    return ((figure, mark) for figure in figures for series in figure.series for mark in series.marks)


def to_six_decimals(text: str) -> str:
    """A text that is one bare number, rounded; any other text as it stands."""
    try:
        return f"{float(text):.6f}"
    except ValueError:
        return text


def test_every_mark_is_one_cell_with_its_bounds_and_its_n(cube: Cube, figures: list[Figure]) -> None:
    allowed, per_year = cells_and_shares(cube), paces(cube)
    seen = 0
    for figure, mark in marks(figures):
        if not figure.invented or (mark.value is None and mark.lo is None):  # public facts, or no number
            continue
        seen += 1
        if mark.lo is None:
            assert mark.value in per_year, (figure.key, mark)
            continue
        assert (rounded(mark.value), rounded(mark.lo), rounded(mark.hi), mark.n) in allowed, (figure.key, mark)
    assert seen > 500


def test_a_mark_without_a_cell_has_no_number_at_all(figures: list[Figure]) -> None:
    for figure, mark in marks(figures):
        if mark.state in ("withheld", "not_made", "absent"):
            assert (mark.value, mark.lo, mark.hi, mark.n) == (None,) * 4, (figure.key, mark)
            assert not tokens(mark.text), (figure.key, mark)


def test_the_words_of_a_figure_hold_only_cells_public_numbers_and_how_much_it_lists(
    cube: Cube, figures: list[Figure]
) -> None:
    allowed = known_cells(cube) | known_words(cube)
    for figure in figures:
        listed = {str(len(figure.categories)), *map(str, range(len(figure.table.rows) + 1))}
        texts = [figure.title, figure.subtitle, *figure.notes, figure.alt, figure.source, figure.empty or ""]
        texts += [text for row in figure.table.rows for text in row]
        for text in texts:
            assert tokens(text) <= allowed | listed, (figure.key, text, tokens(text) - allowed - listed)


def test_the_values_file_of_a_figure_holds_only_cells(cube: Cube, figures: list[Figure]) -> None:
    allowed = known_cells(cube) | known_words(cube)
    for figure in figures:
        listed = set(map(str, range(len(figure.table.rows) + 1)))
        for text in csv_words(figure_csv(figure), figure.language):
            assert tokens(text) <= allowed | listed, (figure.key, text)


def test_a_drawn_chart_writes_nothing_that_the_figure_does_not_say(figures: list[Figure]) -> None:
    for figure in figures:
        if figure.form not in DRAWN:
            continue
        said = set().union(
            *map(tokens, (figure.title, figure.subtitle, figure.alt, figure.source, *figure.notes, figure.axis_title)),
            *(tokens(category.label) for category in figure.categories),
            *(tokens(f"{series.label} {mark.text} {mark.n}") for series in figure.series for mark in series.marks),
            tokens(" ".join(text for row in figure.table.rows for text in row)),
            {"0", "20", "25", "40", "50", "60", "75", "80", "100", *map(str, range(1, 11))},  # ticks of the axes
        )  # fmt: skip
        spec = plotly_spec(figure)
        written = [str(each.get("text", "")) for each in spec["layout"].get("annotations", [])]
        for trace in spec["data"]:
            for name in ("text", "hovertext", "name"):
                value = trace.get(name)
                written += [value] if isinstance(value, str) else [str(each) for each in value or []]
        for text in written:
            bare = re.sub(r"<[^>]*>", " ", text)
            assert tokens(bare) <= said, (figure.key, bare, tokens(bare) - said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [page for page in PAGES if page != "receive"])
def test_a_page_sends_the_browser_only_cells_and_public_numbers(
    home: Path, cube: Cube, page: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(home))
    monkeypatch.delenv("KETENSPIEGEL_AUDIENCE", raising=False)
    shown: dict[str, Figure] = {}
    test = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60)
    test.query_params["lang"] = language
    test.run()
    for each in ("_of_pages", "_of_explorer"):
        monkeypatch.setattr(shelf, each, shelf.Shelf(100, 100, figures=shown))
    if page == "overview":
        test.run()
    else:
        test.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not test.exception
    bodies = [each.proto.body for each in test.get("html")] + [each.proto.alt for each in test.get("plotly_chart")]
    assert shown or page == "method"
    allowed = public_words(cube).union(*map(figure_words, shown.values()))
    if page == "method":  # the worked examples of the dictionary
        allowed |= tokens((ROOT / "docs" / f"dictionary.{language}.md").read_text(encoding="utf-8"))
    for body in bodies:
        told = body.replace(cube.edition.content_hash[:12], "")
        text = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)\b.*?</\1>", " ", told, flags=re.DOTALL)))
        assert tokens(text) <= allowed, tokens(text) - allowed


@pytest.mark.parametrize("code", ready_decks())
@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_their_notes_and_workbooks_the_offline_file_and_the_pack_hold_only_cells(
    cube: Cube, language: Language, code: str
) -> None:
    in_cells = {number for told in cells_and_shares(cube) for number in told if number is not None}
    deck = deck_of(ready_decks()[code], cube, language)[0]
    pages = pages_of(cube, deck)
    allowed = public_words(cube).union(*(figure_words(each.figure) for each in pages if each.figure is not None))
    allowed |= places(len(numbered(pages, ())))
    slides = read(pptx_of(pages, name=code, language=language))
    assert any(slide.numbers for slide in slides)
    for slide in slides:
        drawn = {f"{number:.6f}" for number in slide.numbers}  # a chart repeats the numbers of its workbook
        words = " ".join([*(text for text in slide.texts if to_six_decimals(text) not in drawn), slide.notes])
        assert tokens(words) <= allowed, (slide.title, tokens(words) - allowed)
        alike = {number for number in slide.numbers if not any(abs(number - each) < 1e-6 for each in in_cells)}
        assert not alike, (slide.title, alike)
    in_values = allowed.union(*(mark_numbers(each.figure) for each in pages if each.figure is not None))
    assert_pack_holds_only_cells(cube, deck, pages, allowed=in_values, in_cells=in_cells)
    file = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", html_of(pages, name=code, language=language), flags=re.DOTALL)
    said = unescape(re.sub(r"<[^>]*>", " ", file))  # an apostrophe is written with a number
    assert tokens(said) <= allowed, tokens(said) - allowed


def assert_pack_holds_only_cells(
    cube: Cube, deck: Deck, pages: tuple[Page, ...], *, allowed: set[str], in_cells: set[float]
) -> None:
    """The values as workbook and CSV, what to read first, and the manifest; hashes and versions are no figures."""
    with ZipFile(BytesIO(pack_of(cube, deck, pages, pptx=b"", html="", pdf=None))) as held:
        files = {Path(name).suffix: held.read(name) for name in held.namelist()}
    book = load_workbook(BytesIO(files[".xlsx"]))
    cells = [each.value for sheet in book for row in sheet.iter_rows() for each in row if each.value is not None]
    sizes = {told[3] for told in cells_and_shares(cube)} | {each.number for each in pages}
    counted = [each for each in cells if isinstance(each, int | float)]
    assert counted
    strange = {
        each for each in counted if each not in sizes and not any(abs(each - known) < 1e-6 for known in in_cells)
    }
    assert not strange, strange
    told = json.loads(files[".json"])
    read_me = files[".txt"].decode("utf-8-sig")
    words = [each for each in cells if isinstance(each, str)] + [read_me, *csv_words(files[".csv"], deck.language)]
    words += [str(each) for key, each in told.items() if key not in ("format", "edition", "files", "versions")]
    for text in words:
        bare = text.replace(told["content_hash"], "")
        bare = bare.replace("sha256", "")
        assert tokens(bare) <= allowed, (text, tokens(bare) - allowed)


def csv_words(content: bytes, language: Language) -> list[str]:
    """Every cell of a CSV file."""
    separator = ";" if language == "nl" else ","
    return [text for row in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=separator) for text in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_for_word_hold_only_cells_and_public_numbers(cube: Cube, language: Language) -> None:
    sources = public_words(cube) | places(MOST_SOURCES)
    for number in rounds(cube):
        shown = [build(cube, language, round=number) for build in YEAR_FIGURES.values()]
        allowed = sources.union(*map(figure_words, shown))
        assert_says_only(year_docx(cube, language, round=number, draw=painted), allowed)
    assert_says_only(matrix_docx(cube, language), sources)
    for number in rounds(cube)[-3:]:
        assert_says_only(draft_docx(cube, language, round=number), sources | known_cells(cube))


def assert_says_only(file: bytes, allowed: set[str]) -> None:
    """Of a document for Word: its words and what its pictures are said to show."""
    for text in (*said(file).splitlines(), *described(file)):
        assert tokens(text) <= allowed, (text, tokens(text) - allowed)
