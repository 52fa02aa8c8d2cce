"""Have the ready decks drawn by LibreOffice and look at them: `python -m bench.rendered_slides OUT [TEMPLATE ...]`.

For whoever changes slides: every ready deck of the demo edition, or of the current edition of --home, in both
languages, in the built-in theme and in every template given; tests/test_rendered_slides.py does the same with a choice
of them. OUT gets the .pptx, .pdf and a picture per slide. It reports what is wrong; the exit code is 1 where it found
anything.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from analytics.decks.ready_decks import ready_decks
from analytics.slides import pptx_of
from analytics.text import other_language
from data.cube import LANGUAGES, POINTER_FILE, Cube, open_cube
from tests.demo import demo_cube
from tests.rendered import drawn
from tests.slides import ready_pages


def main() -> None:
    """Make, draw, look, report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("templates", type=Path, nargs="*")
    asked.add_argument("--home", type=Path, help="a home with a published edition; without it the demo edition")
    told = asked.parse_args()
    decks = drawn(dict(_files(_cube(told.home), told.templates)), told.out)
    faults = [
        f"{name} {number}: {fault}"
        for name, slides in decks.items()
        for number, slide in enumerate(slides, start=1)
        for fault in slide.faults()
    ]
    for picture in (slide.picture for slides in decks.values() for slide in slides):
        with Image.open(picture) as opened:
            opened.save(picture.with_suffix(".png"), compress_level=1)
        picture.unlink()
    print("\n".join(faults) or f"{len(decks)} decks: nothing found")
    sys.exit(bool(faults))


def _cube(home: Path | None) -> Cube:
    if home is None:
        return demo_cube()
    name = (home / "editions" / "plenary" / POINTER_FILE).read_text(encoding="utf-8").strip()
    return open_cube(home / "editions", "plenary", name=name)


def _files(cube: Cube, templates: list[Path]) -> Iterator[tuple[str, bytes]]:
    looks = {"house": None} | {each.stem: each.read_bytes() for each in templates}
    for code in ready_decks():
        for language in LANGUAGES:
            pages, other = (ready_pages(cube, code, each) for each in (language, other_language(language)))
            for look, template in looks.items():
                made = pptx_of(pages, name=code, language=language, template=template, other=other)
                yield f"{code}-{language}-{look}", made


if __name__ == "__main__":
    main()
