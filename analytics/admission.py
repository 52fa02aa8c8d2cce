"""Whether a file that somebody offers as a template may be opened: small enough, readable, and whole in itself."""

import zlib
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import LxmlError

from analytics.office import OfficeError
from analytics.text import Text

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
    nl="Het sjabloon haalt iets van buiten het bestand ({found}). Wat ermee wordt gemaakt, zou dat bij elk openen "
    "opvragen. Sluit het in het sjabloon in, of haal het eruit.",
    en="The template fetches something from outside the file ({found}). What is made with it would ask for it whenever "
    "it is opened. Embed it in the template, or take it out.",
)
PROGRAM: Final = Text(
    nl="In het sjabloon zit een programma (macro of besturingselement). Bewaar het als {plain}, zonder macro's.",
    en="The template holds a program (macro or control). Save it as {plain}, without macros.",
)
MEGABYTE: Final = 1_000_000
# A template with a dozen photographs is some 15 MB; what unpacks to far more than it weighs is no template.
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 25 * MEGABYTE, 150 * MEGABYTE, 3000
PROGRAMS: Final = ("/vbaProject", "/control", "/activeXControlBinary", "/oleObject", "/attachedToolbars")
# All that a package holds for what is made of it.
OF_CONTENT: Final = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
# What the libraries raise on a file that is broken in one of many ways.
BROKEN: Final = (
    BadZipFile, zlib.error, LxmlError, LookupError, ValueError, OSError, AttributeError, TypeError,
    NotImplementedError, RuntimeError, AssertionError, EOFError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Program:
    """The program that a template is for: how its files are read, and what is said of one that cannot be.

    plain: the kind of file without macros, ".potx".
    """

    fault: type[OfficeError]
    unreadable: Text
    plain: str
    read: Callable[[bytes], Any]


def admitted(file: bytes, program: Program) -> Any:
    """The file as its program's library has it.

    Raises the program's fault where it may not be opened, before anything is unpacked.
    """
    if len(file) > MOST_BYTES:
        raise program.fault(TOO_LARGE, found=len(file) // MEGABYTE + 1, most=MOST_BYTES // MEGABYTE)
    try:
        with ZipFile(BytesIO(file)) as parts:
            found = parts.infolist()
            # No part unpacks to more than it says: reading stops there.
            unpacked = sum(each.file_size for each in found)
            if unpacked <= MOST_UNPACKED and len(found) <= MOST_PARTS:
                return program.read(file)
    except BROKEN as fault:
        raise program.fault(program.unreadable) from fault
    raise program.fault(UNPACKS, found=unpacked // MEGABYTE + 1, parts=len(found), most=MOST_UNPACKED // MEGABYTE,
                        most_parts=MOST_PARTS)  # fmt: skip


def without_what_it_says_of_itself(relations: MutableMapping[str, Any]) -> None:
    """Takes out what a template says of itself beside its content, in its package's relations.

    That is a picture of its first page, and its titles, program, manager, company and labels. What runs stays, for
    `whole_in_itself` to refuse.
    """
    for key, relation in list(relations.items()):
        if relation.reltype not in OF_CONTENT and not relation.reltype.endswith(PROGRAMS):
            relations.pop(key)


def whole_in_itself(package: Any, program: Program) -> None:
    """Raises the program's fault where what goes along in every file fetches something, or runs.

    package: after what the template itself says was taken out. An address that somebody can click is neither.
    """
    for relation in package.iter_rels():
        if relation.reltype.endswith(PROGRAMS):
            raise program.fault(PROGRAM, plain=program.plain)
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            raise program.fault(FROM_OUTSIDE, found=str(relation.target_ref)[:80])
