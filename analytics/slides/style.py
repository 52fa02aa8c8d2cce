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
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

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
    """The style in a file, with what it leaves out as in the dashboard.

    Raises SlidesError where the file says something unknown, OSError where it is not there.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SlidesError(NO_TOML, found=str(fault)) from fault
    _checked(told)
    colours, fonts, logo = (dict(told.get(part, {})) for part in PARTS)
    picture = path.parent / str(logo["picture"]) if "picture" in logo else None
    if picture is not None and not picture.is_file():
        raise SlidesError(NO_LOGO, found=picture.name)
    return Style(
        look=replace(LIGHT, **colours),
        heading=fonts.get("heading", EVERYWHERE),
        body=fonts.get("body", EVERYWHERE),
        logo=picture.read_bytes() if picture else None,
        logo_alt=Text(nl=logo.get("nl", LOGO.nl), en=logo.get("en", LOGO.en)),
    )


def _checked(told: dict[str, Any]) -> None:
    for part, values in told.items():
        known = PARTS.get(part, set())
        names = set(values) if isinstance(values, dict) else {str(values)}
        for name in sorted(names - known) or ([part] if not known else []):
            raise SlidesError(UNKNOWN, found=name, part=part, known=", ".join(sorted(known or PARTS)))
    for name, found in told.get("colours", {}).items():
        if not _COLOUR.fullmatch(str(found)):
            raise SlidesError(NO_COLOUR, name=name, found=found)
