"""The session pack of a deck: what is in it, that it is the same every time, and that nothing in it can run."""

import csv
import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import accumulate
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from analytics.decks.deck import Deck, Page, Slide, pages_of
from analytics.decks.long_tables import numbered, slide_counts
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.pack import pack_of
from data.cube import Cube
from tests.demo import cell, demo_cube
from tests.every_figure import every_figure
from tests.slides import page_of, pages_of_figures

CUBE = demo_cube()
SLIDES = (
    Slide("steps"), Slide("figure", "overall_trend"), Slide("figure", "levels", (("round", "5"),)),
    Slide("figure", "risk_field"), Slide("figure", "collective_projects"),
)  # fmt: skip
NL = Deck("Voortgang", "nl", CUBE.edition.name, SLIDES)
EN = replace(NL, language="en")
HOSTILE = "=1+1"
NBSP = "\N{NO-BREAK SPACE}"


@cache
def packed(deck: Deck = NL, *, pages: tuple[Page, ...] = (), pdf: bytes | None = None) -> bytes:
    return made(deck, pages=pages, pdf=pdf)


def made(deck: Deck = NL, *, cube: Cube = CUBE, pages: tuple[Page, ...] = (), pdf: bytes | None = None) -> bytes:
    shown = pages or pages_of(cube, deck)
    return pack_of(cube, deck, shown, pptx=b"slides", html="<p>slides</p>", pdf=pdf)


def files(pack: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(pack)) as held:
        return {name: held.read(name) for name in held.namelist()}


def one(pack: bytes, ending: str) -> bytes:
    return next(content for name, content in files(pack).items() if name.endswith(ending))


def manifest(pack: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(one(pack, "manifest.json"))
    return told


@cache
def sheets(pack: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(BytesIO(one(pack, ".xlsx")))
    return {sheet.title: [[each.value for each in row] for row in sheet.iter_rows()] for sheet in book}


def lines(pack: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(one(pack, ".csv").decode("utf-8-sig")), delimiter=separator))


def hostile_figure() -> Figure:
    """Words that a spreadsheet would run, in every place that a figure has."""
    marks = (Mark(at="@a", value=3.5, text="+3,5 punten", n=7, lo=3.4, hi=3.6), Mark("b", None, "@x", "withheld"))
    return Figure(
        key="hostile", form="table", title=HOSTILE, subtitle="-2+3", language="nl",
        categories=(Category("@a", "@SUM(A1)"), Category("b", "+b")), series=(Series("s", "=s", "all", marks),),
        table=Table(("=h", "@h"), (("=r", "+cmd|' /C calc'!A0"),)), alt="", source="=bron", notes=("-let op",),
        passport=(("=label", "@text"),),
    )  # fmt: skip


def test_a_pack_holds_the_deck_its_values_what_to_read_first_and_a_manifest() -> None:
    name = CUBE.edition.name
    assert list(files(packed(pdf=b"%PDF"))) == [
        "LEESMIJ.txt", f"presentatie-{name}.pptx", f"presentatie-{name}.html", f"hand-out-{name}.pdf",
        f"waarden-{name}.xlsx", f"waarden-{name}.csv", "manifest.json",
    ]  # fmt: skip
    assert list(files(packed(EN, pdf=b"%PDF"))) == [
        "README.txt", f"presentation-{name}.pptx", f"presentation-{name}.html", f"handout-{name}.pdf",
        f"values-{name}.xlsx", f"values-{name}.csv", "manifest.json",
    ]  # fmt: skip


def test_a_pack_without_a_handout_says_so_and_how_to_make_one() -> None:
    for deck, said in ((NL, "Er zit geen pdf bij"), (EN, "There is no PDF in it")):
        without, whole = packed(deck), packed(deck, pdf=b"%PDF")
        assert not any(name.endswith(".pdf") for name in files(without))
        assert said in one(without, ".txt").decode("utf-8-sig")
        assert said not in one(whole, ".txt").decode("utf-8-sig")
        assert manifest(without)["content_hash"] == manifest(whole)["content_hash"]


def test_the_same_deck_of_the_same_edition_gives_the_same_bytes_and_the_same_hash() -> None:
    again = made(NL, cube=demo_cube())
    assert packed() == again
    with ZipFile(BytesIO(again)) as held:
        assert {each.date_time for each in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = load_workbook(BytesIO(one(again, ".xlsx"))).properties
    assert (told.created, told.modified, told.creator) == (datetime(2000, 1, 1), datetime(2000, 1, 1), None)


def test_the_moment_at_which_a_browser_printed_the_handout_makes_no_difference() -> None:
    dated = [
        b"%%PDF-1.4\n1 0 obj\n<</Creator (Mozilla)\n/CreationDate (D:%s+00'00')\n/ModDate (D:%s+00'00')>>"
        % (each, each)
        for each in (b"20261127145137", b"20270101000000")
    ]
    assert len({packed(pdf=each) for each in dated}) == 1
    assert len(one(packed(pdf=dated[0]), ".pdf")) == len(dated[0])


def test_another_number_another_edition_another_slide_or_another_name_give_another_hash() -> None:
    # The mean of all companies of round 5 is a point on the trend: 59 becomes 58.
    other = demo_cube(changed=[cell("maturity", "overall", 5, 58, n=12)])
    edition = replace(CUBE, edition=replace(CUBE.edition, content_hash="1" * 64))
    packs = [
        packed(), packed(EN), made(NL, cube=other), made(NL, cube=edition),
        packed(replace(NL, slides=SLIDES[1:])), packed(replace(NL, name="Vooruitgang")),
    ]  # fmt: skip
    assert len({manifest(each)["content_hash"] for each in packs}) == len(packs)


def test_the_manifest_names_edition_readers_invention_and_the_hash_of_every_other_file() -> None:
    told, held = manifest(packed()), files(packed())
    assert told["edition"] == {"name": "metals-20260305-01", "audience": "plenary", "content_hash": "0" * 64}
    assert (told["visible_to"], told["invented"], told["slides"]) == (CUBE.edition.visible_to.nl, True, 5)
    assert set(told["versions"]) == {"ketenspiegel", "python-pptx", "xlsxwriter"}
    del held["manifest.json"]
    assert {name: each["sha256"] for name, each in told["files"].items()} == {
        name: sha256(content).hexdigest() for name, content in held.items()
    }


def test_what_to_read_first_and_the_first_sheet_say_edition_readers_invention_and_hash() -> None:
    pack = packed()
    told = [
        ("Presentatie", "Voortgang"), ("Editie", "metals-20260305-01 van 5 maart 2026"),
        ("Te zien voor", CUBE.edition.visible_to.nl), ("Antwoorden", "verzonnen"),
        ("Kenmerk van de inhoud", manifest(pack)["content_hash"]),
    ]  # fmt: skip
    first = [tuple(row) for row in sheets(pack)["Over dit bestand"]]
    read_me = one(pack, ".txt").decode("utf-8-sig")
    for label, text in told:
        assert (label, text) in first
        assert f"{label}: {text}\r\n" in read_me


def test_a_deck_of_public_facts_is_not_called_invented() -> None:
    deck = replace(NL, slides=(Slide("steps"), SLIDES[-1]))
    assert not manifest(packed(deck))["invented"]
    assert manifest(packed(replace(deck, slides=(*deck.slides, Slide("text", text="36 procent")))))["invented"]
    said = one(packed(deck), ".txt").decode("utf-8-sig")
    assert "verzonnen" not in said
    assert "Cijfers: openbare feiten" in said


def test_csv_and_sheet_hold_the_same_lines_and_the_sheet_holds_numbers_as_numbers() -> None:
    pack = packed()
    head, *rows = sheets(pack)["Waarden"]
    read, *plain = lines(pack, ";")
    assert head == read
    written = [["" if each is None else str(each).replace(".", ",") if isinstance(each, float) else str(each)
                for each in row] for row in rows]  # fmt: skip
    assert [[each.removeprefix("'") for each in row] for row in plain] == written
    shown = next(row for row in rows if row[2] == "alle bedrijven van het jaar" and row[3] == "Jaar 3 (2021/22)")
    assert shown[4:11] == [36, None, 35.5, 36.5, 13, f"36{NBSP}%", "getoond"]


def test_a_withheld_value_is_an_empty_cell_and_a_bound_has_no_value_never_zero() -> None:
    rows = sheets(packed(EN))["Values"][1:]
    hidden = [row for row in rows if row[10] in ("not shown", "not made", "no data")]
    bounds = [row for row in rows if row[10] == "bound only"]
    assert hidden
    assert bounds
    assert all(row[4:9] == [None] * 5 for row in hidden)
    assert all(row[4] is None and row[6] is not None and row[7] is not None for row in bounds)


def test_values_have_the_number_of_the_slide_on_which_they_stand_also_after_a_long_table() -> None:
    pages = pages_of(CUBE, NL)
    figure = pages[-1].figure
    assert figure is not None
    long = replace(figure, table=replace(figure.table, rows=figure.table.rows * 9))
    shown = (replace(pages[-1], number=1, figure=long), replace(pages[1], number=2))
    slides = numbered(shown, ())
    assert len(slides) >= 3
    pack = packed(NL, pages=shown)
    first = {row[1]: row[0] for row in reversed(sheets(pack)["Waarden"][1:])}
    assert first == {pages[-1].title: 1, pages[1].title: slides[-1].number}
    assert manifest(pack)["slides"] == len(slides)


def test_every_flag_and_column_and_every_figure_is_explained() -> None:
    pack = packed()
    explained = {row[0] for row in sheets(pack)["Over dit bestand"]}
    head, *rows = sheets(pack)["Waarden"]
    assert {*head, *(row[10] for row in rows)} <= explained
    meaning = sheets(pack)["Betekenis"][1:]
    assert {row[0] for row in rows} == {row[0] for row in meaning} == {2, 3, 4, 5}
    assert {"Definitie", "Populatie", "Te zien voor", "Kanttekening"} <= {row[2] for row in meaning}


def test_nothing_in_the_pack_can_run_as_a_formula() -> None:
    pack = packed(replace(NL, name=HOSTILE), pages=(page_of(hostile_figure()),))
    book = load_workbook(BytesIO(one(pack, ".xlsx")))
    cells = [each for sheet in book for row in sheet.iter_rows() for each in row if isinstance(each.value, str)]
    assert {HOSTILE, "=s", "@SUM(A1)", "=bron", "@text", "=label", "-2+3", "-let op"} <= {each.value for each in cells}
    for each in cells:
        assert each.data_type == "s"
        assert each.quotePrefix == each.value.startswith(("=", "+", "-", "@")), each.value
    assert not [each for row in lines(pack, ";") for each in row if each.startswith(("=", "@", "-", "+"))]


def test_every_number_in_the_workbook_stands_on_a_page() -> None:
    """Of every figure of the edition: a value, a bound or an n of a mark, or the number of the slide."""
    pages = pages_of_figures(each for each in every_figure(CUBE, "nl").values() if each.empty is None)
    starts = accumulate(slide_counts(pages, ()), initial=1)
    marks = {
        start: {
            round(float(number), 6)
            for series in each.figure.series for mark in series.marks
            for number in (mark.value, mark.x, mark.lo, mark.hi, mark.n) if number is not None
        }
        for start, each in zip(starts, pages, strict=False) if each.figure
    }  # fmt: skip
    seen = 0
    for rows in sheets(packed(NL, pages=pages)).values():
        for row in rows:
            numbers = [float(each) for each in row if isinstance(each, int | float)]
            if numbers:
                number, *rest = numbers
                assert set(rest) <= marks[int(number)]
                seen += len(rest)
    assert seen > 1000
