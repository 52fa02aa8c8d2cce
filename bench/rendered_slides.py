"""Draw the ready decks with LibreOffice and look at them: `python -m bench.rendered_slides OUT [TEMPLATE ...]`.

For whoever changes slides: tests/test_slide_check.py knows what a file says, this sees what a program makes of it. The
ready decks are of the demo edition, or of the current edition of --home, in both languages, in the built-in theme and
in every template given. OUT gets the .pptx, .pdf and a picture per slide. It reports words over words, words off the
slide, type below 12 points and words that hardly stand out; the exit code is 1 where it found any. Needs soffice,
pdftoppm and pdftotext.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from PIL import Image

from analytics.decks.deck import pages_of
from analytics.decks.ready_decks import deck_of, ready_decks
from analytics.slides import pptx_of
from analytics.theme import contrast
from data.cube import LANGUAGES, POINTER_FILE, Cube, open_cube
from tests.demo import demo_cube

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


def main() -> None:
    """Make, draw, look, report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("templates", type=Path, nargs="*")
    asked.add_argument("--home", type=Path, help="a home with a published edition; without it the demo edition")
    told = asked.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    for name, file in _files(_cube(told.home), told.templates):
        (told.out / f"{name}.pptx").write_bytes(file)
    decks = sorted(told.out.glob("*.pptx"))
    profile = f"-env:UserInstallation=file://{(told.out / 'profile').absolute()}"
    run = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(told.out), *map(str, decks)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    faults = [fault for deck in decks for fault in _faults(deck.with_suffix(".pdf"))]
    print("\n".join(faults) or f"{len(decks)} decks: nothing found")
    sys.exit(bool(faults))


def _cube(home: Path | None) -> Cube:
    if home is None:
        return demo_cube()
    name = (home / "editions" / "plenary" / POINTER_FILE).read_text(encoding="utf-8").strip()
    return open_cube(home / "editions", "plenary", name=name)


def _files(cube: Cube, templates: list[Path]) -> Iterator[tuple[str, bytes]]:
    looks = {"house": None} | {each.stem: each.read_bytes() for each in templates}
    for code, ready in ready_decks().items():
        for language in LANGUAGES:
            deck, _ = deck_of(ready, cube, language)
            pages = pages_of(cube, deck)
            for look, template in looks.items():
                yield f"{code}-{language}-{look}", pptx_of(pages, name=deck.name, language=language, template=template)


def _faults(pdf: Path) -> Iterator[str]:
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pictures = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    for number, (page, path) in enumerate(zip(told.split("<page ")[1:], pictures, strict=True), start=1):
        wide, high = (float(re.search(rf'{side}="([\d.]+)"', page)[1]) for side in ("width", "height"))  # type: ignore[index]
        words = [Word(*map(float, each[:4]), each[4]) for each in WORD.findall(page)]
        with Image.open(path) as picture:
            drawn = picture.convert("RGB")
        where = f"{pdf.stem} {number}"
        for one, other in combinations(words, 2):
            if one.over(other):
                yield f"{where}: ‘{one.text}’ lies over ‘{other.text}’"
        for each in words:
            if each.left < 0 or each.top < 0 or each.right > wide or each.bottom > high:
                yield f"{where}: ‘{each.text}’ runs off the slide"
            if each.high < SMALLEST * 0.9:
                yield f"{where}: ‘{each.text}’ is smaller than {SMALLEST:.0f} points"
            if len(each.text) > 1 and (found := _contrast(drawn, each)) < STANDS_OUT:
                yield f"{where}: ‘{each.text}’ hardly stands out ({found:.1f}:1)"


def _contrast(drawn: Image.Image, word: Word) -> float:
    """Between the commonest colour in a word's box and the one farthest from it."""
    box = tuple(round(each * DPI / 72) for each in (word.left, word.top, word.right, word.bottom))
    part = drawn.crop(box)  # type: ignore[arg-type]
    counted = sorted(part.getcolors(part.width * part.height) or [], reverse=True)
    colours = ["#{:02x}{:02x}{:02x}".format(*colour) for _, colour in counted[:COLOURS]]  # type: ignore[misc]
    return max((contrast(colours[0], each) for each in colours), default=21.0)


if __name__ == "__main__":
    main()
