"""What a PowerPoint and a Word file share: the language of words, the theme, the zip of parts, faults in words."""

import re
from html import escape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from analytics.text import Language, Text, say
from analytics.theme import Look
from analytics.zipped import zipped

# How a file says in which language its words are.
LANGUAGE_TAGS: Final = Text(nl="nl-NL", en="en-GB")
LIST_OF_PARTS: Final = "[Content_Types].xml"


class OfficeError(ValueError):
    """A template or house style that cannot be used; `in_` says why in either language, str() in English."""

    def __init__(self, text: Text, **values: object) -> None:
        """Keep the text, and its values for either language."""
        self.text = text
        self.values = values
        super().__init__(say(text, "en", **values))

    def in_(self, language: Language) -> str:
        """The message in one language."""
        return say(self.text, language, **self.values)


def packed(file: bytes) -> bytes:
    """The same parts with one date for all, so that the same parts are the same bytes."""
    with ZipFile(BytesIO(file)) as parts:
        return zipped((name, parts.read(name)) for name in parts.namelist())


def from_template(file: bytes, *, template: str, document: str) -> bytes:
    """A template (.potx, .dotx) as the document that it differs from by one word in its list of parts.

    template, document: that word, as in "wordprocessingml.template.main+xml". Raises BadZipFile or KeyError where the
    file is no Office file.
    """
    with ZipFile(BytesIO(file)) as parts:
        if template.encode() not in parts.read(LIST_OF_PARTS):
            return file
        made = BytesIO()
        with ZipFile(made, "w") as copy:
            for each in parts.infolist():
                held = parts.read(each)
                if each.filename == LIST_OF_PARTS:
                    held = held.replace(template.encode(), document.encode())
                copy.writestr(each, held)
        return made.getvalue()


def themed(theme: bytes, *, look: Look, heading: str, body: str) -> bytes:
    """A theme part with these colours and fonts, so that what somebody adds by hand looks the same."""
    xml = theme.decode("utf-8")
    colours = {"dk1": look.ink, "lt1": look.background, "dk2": look.muted, "lt2": look.track, "accent1": look.accent,
               "accent2": look.quiet, "accent3": look.contrast, "accent4": look.target, "accent5": look.shade_to,
               "accent6": look.grid, "hlink": look.accent, "folHlink": look.quiet}  # fmt: skip
    for name, colour in colours.items():
        xml = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour[1:].upper()}"/>\2', xml, flags=re.S)
    for name, font in (("majorFont", heading), ("minorFont", body)):
        start, end = re.search(rf'<a:{name}>\s*<a:latin typeface="([^"]*)', xml).span(1)  # type: ignore[union-attr]
        xml = xml[:start] + escape(font) + xml[end:]
    return xml.encode("utf-8")
