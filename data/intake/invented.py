"""What a workbook of the sample says about itself in its properties, so that it is never taken for a real delivery."""

import re
import zipfile
import zlib
from pathlib import Path

INVENTED = "verzonnen; invented"  # among the keywords of the document; a spreadsheet program that saves it keeps them
_PARTS = frozenset({"docProps/core.xml", "meta.xml"})  # of Excel and of OpenDocument
_KEYWORDS = re.compile(r"<(?:\w+:)?keywords?\b[^>]*>([^<]*)<")
_MOST_BYTES = 1 << 20


def says_invented(path: Path) -> bool:
    """Whether a workbook says that its answers are invented; False for what is no workbook or cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            texts = [archive.open(part).read(_MOST_BYTES) for part in _PARTS & {*archive.namelist()}]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False
    keywords = " ".join(word for text in texts for word in _KEYWORDS.findall(text.decode("utf-8", "replace")))
    return all(word in keywords.lower() for word in INVENTED.split("; "))
