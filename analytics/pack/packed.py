"""The zip itself: what the deck left as, its values, what to read first, and a manifest over all of it."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Final

from analytics.decks.deck import Deck, Page, content_hash
from analytics.decks.long_tables import slide_counts
from analytics.evidence import internal_file
from analytics.pack.about import facts, invented, read_me
from analytics.pack.values import values_csv
from analytics.pack.workbook import values_xlsx
from analytics.text import Text
from analytics.zipped import zipped
from data.cube import Cube

FORMAT: Final = "ketenspiegel-pack-1"
MANIFEST: Final = "manifest.json"
FIRST: Final = Text(nl="LEESMIJ.txt", en="README.txt")
NAME: Final = Text(nl="presentatie", en="presentation")
VALUES: Final = Text(nl="waarden", en="values")
HANDOUT: Final = Text(nl="hand-out", en="handout")
MAKERS: Final = ("python-pptx", "xlsxwriter")
# A browser writes into a PDF when it printed it: the same slides would differ every second.
WHEN: Final = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
ALWAYS: Final = rb"\g<1>20000101000000"
DECLARATION: Final = Path(__file__).parents[2] / "pyproject.toml"


def pack_of(
    cube: Cube, deck: Deck, pages: Sequence[Page], *, pptx: bytes, html: str, pdf: bytes | None,
    other: Sequence[Page] = (),
) -> bytes:  # fmt: skip
    """All files of a deck as one zip; the same pages and files give the same bytes.

    pages: those of the deck in its own language; pptx, html, pdf: the same pages as files. Without a PDF the pack says
    so, and how to make one. other: the same pages in the other language, as the files were made with, so that the
    values have the numbers of their slides.
    """
    language = deck.language
    counts = slide_counts(pages, other)
    starts = accumulate(counts, initial=1)
    placed = [replace(page, number=first) for page, first in zip(pages, starts, strict=False)]
    content = pack_hash(cube, deck, pages)
    told = facts(cube, deck, pages, content=content)
    first = internal_file(cube.edition.audience, language)
    shown, values, handout = (f"{first}{each.in_(language)}-{deck.edition}" for each in (NAME, VALUES, HANDOUT))
    files = {f"{shown}.pptx": pptx, f"{shown}.html": html.encode()}
    if pdf is not None:
        files[f"{handout}.pdf"] = WHEN.sub(ALWAYS, pdf)
    files |= {
        f"{values}.xlsx": values_xlsx(placed, told, language),
        f"{values}.csv": values_csv(placed, language),
    }
    files = {FIRST.in_(language): read_me(told, (*files, MANIFEST), language), **files}
    files[MANIFEST] = _manifest(cube, deck, pages, slides=sum(counts), content=content, files=files)
    return zipped(files.items())


def pack_hash(cube: Cube, deck: Deck, pages: Sequence[Page]) -> str:
    """One SHA-256 over what the deck says and the edition that it is of; no file, version or day changes it."""
    told = (deck.name, deck.language, cube.edition.name, cube.edition.content_hash, content_hash(pages))
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _manifest(
    cube: Cube, deck: Deck, pages: Sequence[Page], *, slides: int, content: str, files: Mapping[str, bytes]
) -> bytes:
    """What the pack is of and what lies in it, for a program: hashes of the content, the edition and every file."""
    edition = cube.edition
    told = {
        "format": FORMAT,
        "name": deck.name,
        "language": deck.language,
        "slides": slides,
        "content_hash": content,
        "agreement": edition.agreement,
        "edition": {"name": edition.name, "audience": edition.audience, "content_hash": edition.content_hash},
        "visible_to": edition.visible_to.in_(deck.language),
        "public_from": edition.public_from and edition.public_from.isoformat(),
        "invented": invented(cube, pages),
        "files": {name: {"sha256": sha256(held).hexdigest()} for name, held in files.items()},
        "versions": {"ketenspiegel": _own_version(), **{name: version(name) for name in MAKERS}},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _own_version() -> str:
    declared = tomllib.loads(DECLARATION.read_text(encoding="utf-8"))
    return str(declared["project"]["version"])
