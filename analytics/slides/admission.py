"""Whether a file that somebody offers as a template may be opened: small enough, readable, and whole in itself."""

import zlib
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from analytics.office import from_template
from analytics.slides.faults import SlidesError
from analytics.text import Text

NO_PRESENTATION: Final = Text(
    nl="Het sjabloon is geen leesbaar PowerPoint-bestand (.pptx of .potx).",
    en="The template is no readable PowerPoint file (.pptx or .potx).",
)
TOO_LARGE: Final = Text(
    nl="Het sjabloon is te groot: gevonden {found} MB, verwacht hoogstens {most} MB. Maak de afbeeldingen erin kleiner "
    "(Afbeeldingen comprimeren).",
    en="The template is too large: found {found} MB, expected at most {most} MB. Make the pictures in it smaller "
    "(Compress Pictures).",
)
UNPACKS: Final = Text(
    nl="Het sjabloon pakt uit tot {found} MB in {parts} delen, verwacht hoogstens {most} MB in {most_parts} delen. "
    "Maak een kleiner sjabloon.",
    en="The template unpacks to {found} MB in {parts} parts, expected at most {most} MB in {most_parts} parts. Make a "
    "smaller template.",
)
FROM_OUTSIDE: Final = Text(
    nl="Het sjabloon haalt iets van buiten het bestand ({found}). Een presentatie zou dat bij elk openen opvragen. "
    "Sluit het in het sjabloon in, of haal het eruit.",
    en="The template fetches something from outside the file ({found}). A presentation would ask for it whenever it is "
    "opened. Embed it in the template, or take it out.",
)
PROGRAM: Final = Text(
    nl="In het sjabloon zit een programma (macro of besturingselement). Bewaar het als .potx, zonder macro's.",
    en="The template holds a program (macro or control). Save it as .potx, without macros.",
)
MEGABYTE: Final = 1_000_000
# A template with a dozen photographs is some 15 MB; what unpacks to far more than it weighs is no template.
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 25 * MEGABYTE, 150 * MEGABYTE, 3000
PROGRAMS: Final = ("/vbaProject", "/control", "/activeXControlBinary", "/oleObject", "/attachedToolbars")
# By one word in its list of parts, a .potx differs from a .pptx.
TEMPLATE: Final = "presentationml.template.main+xml"
DOCUMENT: Final = "presentationml.presentation.main+xml"
# What the libraries raise on a file that is broken in one of many ways.
BROKEN: Final = (
    BadZipFile, zlib.error, XMLSyntaxError, LookupError, ValueError, OSError, AttributeError, TypeError,
    NotImplementedError, RuntimeError, AssertionError, EOFError,
)  # fmt: skip


def admitted(file: bytes) -> Any:
    """The file as a presentation. Raises SlidesError where it may not be opened, before anything is unpacked."""
    if len(file) > MOST_BYTES:
        raise SlidesError(TOO_LARGE, found=len(file) // MEGABYTE + 1, most=MOST_BYTES // MEGABYTE)
    try:
        with ZipFile(BytesIO(file)) as parts:
            found = parts.infolist()
            # No part unpacks to more than it says: reading stops there.
            unpacked = sum(each.file_size for each in found)
            if unpacked <= MOST_UNPACKED and len(found) <= MOST_PARTS:
                return Presentation(BytesIO(from_template(file, template=TEMPLATE, document=DOCUMENT)))
    except BROKEN as fault:
        raise SlidesError(NO_PRESENTATION) from fault
    raise SlidesError(UNPACKS, found=unpacked // MEGABYTE + 1, parts=len(found), most=MOST_UNPACKED // MEGABYTE,
                      most_parts=MOST_PARTS)  # fmt: skip


def whole_in_itself(presentation: Any) -> None:
    """Raises SlidesError where what goes along in every deck fetches something, or runs.

    Asked after the template's own slides were taken out. An address that somebody can click is neither.
    """
    for relation in presentation.part.package.iter_rels():
        if relation.reltype.endswith(PROGRAMS):
            raise SlidesError(PROGRAM)
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            raise SlidesError(FROM_OUTSIDE, found=str(relation.target_ref)[:80])
