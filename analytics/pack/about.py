"""What a pack says of itself, in the language of its deck."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from analytics.decks.deck import PUBLIC_KINDS, Deck, Page
from analytics.evidence import INVENTED_WORD, PUBLIC_FACTS, WITHHELD_NOTE
from analytics.passport import EDITION, LABELS
from analytics.text import Language, Text, day, say
from data.cube import Cube

DECK: Final = Text(nl="Presentatie", en="Presentation")
AGREEMENT: Final = Text(nl="Overeenkomst", en="Agreement")
FIGURES: Final = Text(nl="Cijfers", en="Figures")
ANSWERS: Final = Text(nl="Antwoorden", en="Answers")
CONTENT: Final = Text(nl="Kenmerk van de inhoud", en="Hash of the content")
IN_IT: Final = Text(nl="Wat erin zit", en="What is in it")
FILES: Final = {
    ".pptx": Text(nl="PowerPoint; grafieken en tabellen zijn te bewerken",
                  en="PowerPoint; charts and tables can be edited"),
    ".html": Text(nl="presenteren zonder netwerk: openen in een browser, F is volledig scherm",
                  en="present without a network: open in a browser, F is full screen"),
    ".pdf": Text(nl="hand-out, om af te drukken", en="handout, to print"),
    ".xlsx": Text(nl="alle waarden van de figuren, en wat elk cijfer betekent",
                  en="all values of the figures, and what every figure means"),
    ".csv": Text(nl="dezelfde waarden als platte tekst", en="the same values as plain text"),
    ".json": Text(nl="editie, kenmerk van de inhoud, en sha256 van elk bestand",
                  en="edition, hash of the content, and sha256 of every file"),
}  # fmt: skip
NO_PDF: Final = Text(
    nl="Er zit geen pdf bij: de server die dit pakket maakte, kon er geen maken. Open het html-bestand in een browser "
    "en kies ‘Hand-out afdrukken’, dan ‘Opslaan als pdf’.",
    en="There is no PDF in it: the server that made this pack could not make one. Open the HTML file in a browser "
    "and choose ‘Print handout’, then ‘Save as PDF’.",
)
SAME: Final = Text(
    nl="Dezelfde presentatie van dezelfde editie heeft hetzelfde kenmerk, op welke dag het pakket ook is gemaakt.",
    en="The same presentation of the same edition has the same hash, on whatever day the pack was made.",
)
Told = tuple[tuple[str, str], ...]


def facts(cube: Cube, deck: Deck, pages: Sequence[Page], *, content: str) -> Told:
    """Label and text: deck, agreement, edition, who may see it, what the answers are, and the hash."""
    language, edition = deck.language, cube.edition
    agreement = cube.agreement.sample_name if invented(cube, pages) else cube.agreement.name
    date = day(edition.published_at, language)
    told = [
        (DECK, deck.name),
        (AGREEMENT, agreement.in_(language)),
        (LABELS["edition"], say(EDITION, language, edition=edition.name, date=date)),
        (LABELS["visible_to"], edition.visible_to.in_(language)),
    ]
    if invented(cube, pages):
        told.append((ANSWERS, INVENTED_WORD.in_(language)))
    if public(pages) and any(each.kind != "steps" for each in pages):
        told.append((FIGURES, PUBLIC_FACTS.in_(language)))
    told.append((CONTENT, content))
    return tuple((label.in_(language), text) for label, text in told)


def read_me(told: Told, names: Sequence[str], language: Language) -> bytes:
    """The file that somebody opens first. told: the facts; names: of the files; says so where there is no handout."""
    width = max(map(len, names))
    files = [f"  {name:<{width}}  {FILES[PurePosixPath(name).suffix].in_(language)}" for name in names]
    parts = [[f"{label}: {text}" for label, text in told], [IN_IT.in_(language), *files]]
    if not any(name.endswith(".pdf") for name in names):
        parts.append([NO_PDF.in_(language)])
    parts += [[WITHHELD_NOTE.in_(language)], [SAME.in_(language)]]
    return "\r\n".join(line for part in parts for line in (*part, "")).encode("utf-8-sig")


def invented(cube: Cube, pages: Sequence[Page]) -> bool:
    """Whether anything in the pack rests on invented answers."""
    return cube.edition.invented and not public(pages)


def public(pages: Sequence[Page]) -> bool:
    """Whether the pages show public facts only; own words may quote the edition's numbers."""
    return all(each.figure.public if each.figure else each.kind in PUBLIC_KINDS for each in pages)
