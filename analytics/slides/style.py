"""A house style: colours, fonts and a logo, from a small file; without one, the look of the dashboard.

[colours]                 # any of: background ink muted grid track accent quiet contrast target shade_from shade_to
accent = "#004b87"
[fonts]
heading = "Georgia"
body = "Arial"
[logo]
picture = "logo.png"      # beside the file
nl = "Logo van de stichting"
en = "Logo of the foundation"
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, UnidentifiedImageError

from analytics.slides.faults import SlidesError
from analytics.text import Text
from analytics.theme import LIGHT, Look

# A font that every office program has, or has a twin of with the same widths.
EVERYWHERE: Final = "Arial"
LOGO: Final = Text(nl="Logo", en="Logo")
PARTS: Final = {"colours": {each.name for each in fields(Look)}, "fonts": {"heading", "body"},
                "logo": {"picture", "nl", "en"}}  # fmt: skip
UNKNOWN: Final = Text(
    nl="Het huisstijlbestand kent ‘{found}’ niet in [{part}]; mogelijk is: {known}.",
    en="The house style file has an unknown ‘{found}’ in [{part}]; known are: {known}.",
)
NO_COLOUR: Final = Text(
    nl="Het huisstijlbestand heeft bij {name} ‘{found}’; verwacht is een kleur als #0067a3.",
    en="The house style file has ‘{found}’ for {name}; expected is a colour like #0067a3.",
)
NO_TOML: Final = Text(
    nl="Het huisstijlbestand is geen leesbaar TOML-bestand: {found}.",
    en="The house style file is no readable TOML file: {found}.",
)
NO_LOGO: Final = Text(
    nl="Het logo ‘{found}’ staat niet naast het huisstijlbestand.",
    en="The logo ‘{found}’ is not beside the house style file.",
)
NO_TEXT: Final = Text(
    nl="Het huisstijlbestand heeft in [{part}] bij {name} ‘{found}’; verwacht is een korte tekst tussen "
    "aanhalingstekens.",
    en="The house style file has ‘{found}’ for {name} in [{part}]; expected is a short text in quotation marks.",
)
NO_PICTURE: Final = Text(
    nl="Het logo ‘{found}’ kan niet worden gebruikt. Verwacht is een PNG of JPEG van hoogstens 5 MB.",
    en="The logo ‘{found}’ cannot be used. Expected is a PNG or JPEG of at most 5 MB.",
)
MOST_SHOWN, MOST_LETTERS = 60, 200
MOST_BYTES, MOST_PIXELS = 5_000_000, 40_000_000
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Style:
    """What a deck without a template of its own looks like; logo is a PNG or JPEG."""

    look: Look = LIGHT
    heading: str = EVERYWHERE
    body: str = EVERYWHERE
    logo: bytes | None = None
    logo_alt: Text = LOGO


HOUSE: Final = Style()


def read_style(path: Path) -> Style:
    """The style in a file, with its logo beside it.

    Raises SlidesError where the file says something that cannot be used, OSError where it is not there.
    """
    return style_of(path.read_bytes(), {each.name: each.read_bytes for each in path.parent.iterdir()})


def style_of(file: bytes, beside: Mapping[str, Callable[[], bytes]]) -> Style:
    """The style that a file says, with what it leaves out as in the dashboard.

    beside: the files that came with it, by name; only the logo is read. Raises SlidesError where something in it cannot
    be used.
    """
    try:
        told = tomllib.loads(file.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise SlidesError(NO_TOML, found=str(fault)[:MOST_SHOWN]) from fault
    _checked(told)
    colours, fonts, logo = (dict(told.get(part, {})) for part in PARTS)
    name = logo.get("picture")
    if name is not None and name not in beside:
        raise SlidesError(NO_LOGO, found=name[:MOST_SHOWN])
    return Style(
        look=replace(LIGHT, **colours),
        heading=fonts.get("heading", EVERYWHERE),
        body=fonts.get("body", EVERYWHERE),
        logo=_picture(name, beside[name]()) if name is not None else None,
        logo_alt=Text(nl=logo.get("nl", LOGO.nl), en=logo.get("en", LOGO.en)),
    )


def _picture(name: str, held: bytes) -> bytes:
    """A logo that a slide can show; only its head is read here."""
    try:
        with Image.open(BytesIO(held), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height <= MOST_PIXELS and len(held) <= MOST_BYTES:
                return held
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise SlidesError(NO_PICTURE, found=name[:MOST_SHOWN]) from fault
    raise SlidesError(NO_PICTURE, found=name[:MOST_SHOWN])


def _checked(told: dict[str, Any]) -> None:
    for part, values in told.items():
        known = PARTS.get(part, set())
        names = set(values) if isinstance(values, dict) else {str(values)}
        for name in sorted(names - known) or ([part] if not known else []):
            raise SlidesError(
                UNKNOWN, found=name[:MOST_SHOWN], part=part[:MOST_SHOWN], known=", ".join(sorted(known or PARTS))
            )
        for name, found in values.items():
            if not isinstance(found, str) or len(found) > MOST_LETTERS or not found.isprintable():
                raise SlidesError(NO_TEXT, part=part, name=name, found=str(found)[:MOST_SHOWN])
    for name, found in told.get("colours", {}).items():
        if not _COLOUR.fullmatch(found):
            raise SlidesError(NO_COLOUR, name=name, found=found[:MOST_SHOWN])
