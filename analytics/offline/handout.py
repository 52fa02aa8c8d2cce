"""The handout of a deck as PDF: the offline file, printed on A4 by a Chromium that is found on this machine."""

from typing import Final

from analytics.chromium import printed

ROOT: Final = "<html "


def handout_pdf(html: str) -> bytes:
    """The slides of an offline file (`html_of`) with what explains them, as a PDF on A4 in the language of the file.

    Raises ChromiumError where this machine has no Chromium, or where it printed nothing in time: the browser of whoever
    reads can print the same handout from the offline file.
    """
    return printed(html.replace(ROOT, f"{ROOT}class='handout' ", 1))
