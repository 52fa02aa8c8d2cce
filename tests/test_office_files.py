"""What we write opens without repair: every part holds to the schemas of its format, and leads to what is there."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from analytics.pack.workbook import values_xlsx
from analytics.slides import pptx_of
from analytics.word import matrix_docx, year_docx
from tests.demo import demo_cube
from tests.every_figure import every_figure
from tests.slides import flat, own_template, pages_of_figures, swapped, text_page
from tests.words import painted

CUBE = demo_cube()
# The schemas are read once.
CHECK = OpenXmlValidator()
SLIDE, CHART = "ppt/slides/slide", "ppt/charts/chart"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@cache
def _pages() -> tuple[Any, ...]:
    """A section, and a figure of every form."""
    figures = {figure.form: figure for figure in every_figure(CUBE, "nl").values() if figure.empty is None}
    return (text_page("section", "Begin", "Ondertitel"), *pages_of_figures(figures.values()))


@cache
def _deck(*, own: bool = False) -> bytes:
    template = own_template({}, shaped=swapped) if own else None
    return pptx_of(_pages()[:3] if own else _pages(), name="Elke vorm", language="nl", template=template)


def faults(file: bytes, ending: str, folder: Path) -> list[str]:
    """What is wrong with a file, with its part."""
    path = folder / f"bestand.{ending}"
    path.write_bytes(file)
    told = [f"{each.part_uri}: {each.description}" for each in CHECK.validate(path).errors]
    return [*told, *_leading_nowhere(file)]


def _leading_nowhere(file: bytes) -> Iterator[str]:
    """Every name of a relation in a part that its list of relations does not have."""
    with ZipFile(BytesIO(file)) as parts:
        for name in parts.namelist():
            folder, _, part = name.rpartition("/")
            if not name.endswith(".xml"):
                continue
            beside = f"{folder}/_rels/{part}.rels"
            known = (
                {each.get("Id") for each in etree.fromstring(parts.read(beside))}
                if beside in parts.NameToInfo
                else set()
            )
            used = {value for each in etree.fromstring(parts.read(name)).iter() for key, value in each.attrib.items()
                    if key.startswith(RELATIONS)}  # fmt: skip
            yield from (f"{name}: {each}" for each in used - known)


@pytest.mark.parametrize("own", [False, True])
def test_a_presentation_holds_to_the_format_in_every_part(own: bool, tmp_path: Path) -> None:
    assert faults(_deck(own=own), "pptx", tmp_path) == []
    for slide in Presentation(BytesIO(_deck(own=own))).slides:
        numbers = [each.shape_id for each in flat(slide.shapes)]
        assert len(set(numbers)) == len(numbers)


def test_the_workbooks_behind_charts_and_of_a_pack_hold_to_the_format(tmp_path: Path) -> None:
    with ZipFile(BytesIO(_deck())) as parts:
        behind = [parts.read(each) for each in parts.namelist() if each.endswith(".xlsx")]
    assert len(behind) >= 6
    for each in (*behind[::3], values_xlsx(_pages(), (("Editie", "proef"),), "nl")):
        assert faults(each, "xlsx", tmp_path) == []


def test_documents_for_word_hold_to_the_format_with_pictures_and_in_their_own_template(tmp_path: Path) -> None:
    again = matrix_docx(CUBE, "en", template=matrix_docx(CUBE, "nl"))
    for each in (year_docx(CUBE, "nl", round=4, draw=painted), again):
        assert faults(each, "docx", tmp_path) == []


def _swap(root: Any, parent: str) -> None:
    """The first two children of an element in the other order."""
    first = next(root.iter(qn(parent)))
    first.insert(0, first[1])


def _twice(root: Any) -> None:
    numbers = list(root.iter(qn("p:cNvPr")))
    numbers[-1].set("id", numbers[-2].get("id"))


def _below_zero(root: Any) -> None:
    next(root.iter(qn("c:axId"))).set("val", "-2068027336")


def _lost(root: Any) -> None:
    next(root.iter(qn("c:externalData"))).set(qn("r:id"), "rId99")


@pytest.mark.parametrize(
    ("part", "break_it"),
    [(CHART, lambda root: _swap(root, "c:chart")), (SLIDE, lambda root: _swap(root, "p:nvSpPr")), (SLIDE, _twice),
     (CHART, _below_zero), (CHART, _lost)],
)  # fmt: skip
def test_what_makes_powerpoint_repair_a_file_is_found(
    part: str, break_it: Callable[[Any], None], tmp_path: Path
) -> None:
    made = BytesIO()
    with ZipFile(BytesIO(_deck())) as parts, ZipFile(made, "w") as copy:
        chosen = min(each for each in parts.namelist() if each.startswith(part))
        for name in parts.namelist():
            held = parts.read(name)
            if name == chosen:
                root = etree.fromstring(held)
                break_it(root)
                held = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            copy.writestr(name, held)
    assert any(chosen in fault for fault in faults(made.getvalue(), "pptx", tmp_path))
