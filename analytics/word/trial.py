"""Whether a template can serve: a small document of everything that ours are made of."""

from typing import Final

from analytics.admission import BROKEN
from analytics.slides.style import HOUSE
from analytics.text import Text
from analytics.word.faults import WordError
from analytics.word.margins import write_margins
from analytics.word.paper import TABLE, Paper, Reference
from analytics.word.template import NO_DOCUMENT
from data.cube import LANGUAGES

TRIAL: Final = Text(nl="Proef", en="Trial")


def check_template(file: bytes) -> None:
    """Raises WordError where no document of ours can be made with the file."""
    for language in LANGUAGES:
        try:
            name = TRIAL.in_(language)
            paper = Paper(language, template=file, landscape=True)
            for style in ("Title", "Subtitle"):
                paper.words(name, style)
            for level in (1, 2, 3):
                paper.heading(name, level)
            paper.fact(name, [name], Reference("[1]", "https://www.example.org", name))
            paper.caption(TABLE, name)
            paper.remark(name)
            paper.table([name, name], [[name, name]], shares=[1.0, 1.0], name=name, whole=True)
            write_margins(paper.document, language, style=HOUSE, name=name, mark=name, source=name)
            paper.finished(name)
        except WordError:
            raise
        except BROKEN as fault:
            raise WordError(NO_DOCUMENT) from fault
