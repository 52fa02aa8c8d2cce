"""Slides as LibreOffice draws them: what stands where on every page of the PDF, what is wrong there, what it says.

Needs soffice and poppler's tools (pdftotext, pdftohtml, pdftoppm): `sh .ci/tools` sees to them.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from pathlib import Path

from PIL import Image

from analytics.theme import contrast

DPI = 80
SMALLEST = 12.0
# Line boxes of a PDF are a little higher than type; letters of two words touch from about here (points).
TOUCHING = 3.0
# Lines of one title that stand closely share so much of their height.
LEADING = 0.25
# A mean of edges that are drawn soft: what has 4.5:1 in the file has at least this on a picture.
STANDS_OUT = 3.0
# The commonest colours of a word: its background, its own, and what lies between.
COLOURS = 40
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
# As large as pdftohtml draws: it rounds type to whole pixels.
ZOOM = 3
SIZED_PAGE = re.compile(r"<page number.*?</page>", re.S)
SIZE = re.compile(r'<fontspec id="(\d+)" size="(\d+)"')
SIZED = re.compile(r'<text [^>]*font="(\d+)">(.*?)</text>')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def over(self, other: "Word") -> bool:
        """Whether two words lie over each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > TOUCHING and down > max(TOUCHING, LEADING * min(self.high, other.high))

    @property
    def high(self) -> float:
        """The height of its line, also where the word is turned."""
        high, wide = self.bottom - self.top, self.right - self.left
        return wide if high > wide and len(self.text) > 3 else high


@dataclass(frozen=True, slots=True)
class Drawn:
    """One slide as it was drawn: its size and its words in points, a picture of it at DPI.

    sizes: the type size of every line in points, with the line.
    """

    wide: float
    high: float
    words: tuple[Word, ...]
    sizes: tuple[tuple[float, str], ...]
    picture: Path

    def faults(self) -> Iterator[str]:
        """Words over words, words off the slide, type that is too small, words that hardly stand out."""
        for one, other in combinations(self.words, 2):
            if one.over(other):
                yield f"‘{one.text}’ lies over ‘{other.text}’"
        for size, line in self.sizes:
            if size < SMALLEST:
                yield f"‘{line}’ is in type of {size:g} points"
        with Image.open(self.picture) as opened:
            picture = opened.convert("RGB")
        for each in self.words:
            if each.left < 0 or each.top < 0 or each.right > self.wide or each.bottom > self.high:
                yield f"‘{each.text}’ runs off the slide"
            if len(each.text) > 1 and (found := _contrast(picture, each)) < STANDS_OUT:
                yield f"‘{each.text}’ hardly stands out ({found:.1f}:1)"


def drawn(files: Mapping[str, bytes], folder: Path) -> dict[str, tuple[Drawn, ...]]:
    """The slides of every PowerPoint file, by its name, drawn in one start of LibreOffice; what it made is in folder.

    Raises CalledProcessError where one of the programs fails, FileNotFoundError where one is not on this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}.pptx" for name in files}
    for name, file in files.items():
        paths[name].write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths.values())]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {name: tuple(_pages(path.with_suffix(".pdf"))) for name, path in paths.items()}


def _pages(pdf: Path) -> Iterator[Drawn]:
    # Not as PNG: packing them takes four times as long as drawing.
    subprocess.run(["pdftoppm", "-r", str(DPI), str(pdf), str(pdf.with_suffix(""))], check=True)
    pictures = sorted(pdf.parent.glob(f"{pdf.stem}-*.ppm"))
    pages = PAGE.findall(_told("pdftotext", "-bbox", str(pdf), "-"))
    for (wide, high, page), sizes, picture in zip(pages, _sizes(pdf), pictures, strict=True):
        words = tuple(Word(*map(float, each[:4]), unescape(each[4])) for each in WORD.findall(page))
        yield Drawn(float(wide), float(high), words, sizes, picture)


def _sizes(pdf: Path) -> Iterator[tuple[tuple[float, str], ...]]:
    """Per page the type size of every line, points, and the line."""
    known: dict[str, float] = {}  # a font is named once, on the page that has it first
    for page in SIZED_PAGE.findall(_told("pdftohtml", "-xml", "-i", "-stdout", "-zoom", str(ZOOM), str(pdf))):
        known |= {font: int(size) / ZOOM for font, size in SIZE.findall(page)}
        yield tuple((known[font], unescape(TAG.sub("", line))) for font, line in SIZED.findall(page))


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _contrast(picture: Image.Image, word: Word) -> float:
    """Between the commonest colour in a word's box and the one farthest from it."""
    box = tuple(round(each * DPI / 72) for each in (word.left, word.top, word.right, word.bottom))
    part = picture.crop(box)  # type: ignore[arg-type]
    counted = sorted(part.getcolors(part.width * part.height) or [], reverse=True)
    colours = ["#{:02x}{:02x}{:02x}".format(*colour) for _, colour in counted[:COLOURS]]  # type: ignore[misc]
    return max((contrast(colours[0], each) for each in colours), default=21.0)
