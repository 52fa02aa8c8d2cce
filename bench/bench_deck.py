"""A deck on its way out: PowerPoint, offline file, session pack, against bare python-pptx writing as many charts.

python -m bench.bench_deck --slides 20

Figures of the small edition of the tests, whole ones, over and over until there are enough; figures themselves are made
before the clock starts, as they are on the dashboard. The limits (docs/decks.md) are 1 s and 1 MB for the PowerPoint
and 10 s for the pack.
"""

import argparse
from io import BytesIO
from itertools import cycle, islice
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from analytics.decks.deck import Deck, Page
from analytics.offline import html_of
from analytics.pack import pack_of
from analytics.slides import pptx_of
from bench.stopwatch import timed
from tests.demo import demo_cube
from tests.every_figure import every_figure
from tests.slides import page_of


def pages(number: int) -> tuple[Page, ...]:
    """So many slides, each a figure."""
    figures = [each for each in every_figure(demo_cube(), "nl").values() if each.empty is None and each.categories]
    return tuple(page_of(each, place) for place, each in enumerate(islice(cycle(figures), number), start=1))


def bare(number: int) -> int:
    """So many slides with a title and a native chart of three series of six values, and nothing else; its size."""
    presentation: Any = Presentation()
    layout = presentation.slide_layouts[5]
    for _ in range(number):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = "Figuur"
        data = CategoryChartData()
        data.categories = list(range(6))
        for name in "abc":
            data.add_series(name, range(6))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 9_000_000, 5_000_000, data)
    held = BytesIO()
    presentation.save(held)
    return len(held.getvalue())


def measure(number: int) -> None:
    """One line per act, then the ratios and sizes."""
    shown, cube = pages(number), demo_cube()
    deck = Deck("Voortgang", "nl", cube.edition.name, ())
    bare(1)  # what python-pptx reads once
    charts = timed(f"bare python-pptx, {number} charts", lambda: bare(number), repeat=3)
    slides = timed(f"PowerPoint, {number} slides", lambda: pptx_of(shown, name=deck.name, language="nl"), repeat=3)
    offline = timed("offline file, one language", lambda: html_of(shown, name=deck.name, language="nl"), repeat=3)
    pptx = pptx_of(shown, name=deck.name, language="nl")
    html = html_of(shown, name=deck.name, language="nl")
    pack = timed(
        "values, manifest and zip", lambda: pack_of(cube, deck, shown, pptx=pptx, html=html, pdf=None), repeat=3
    )
    size = len(pack_of(cube, deck, shown, pptx=pptx, html=html, pdf=None))
    print(f"PowerPoint against bare charts {slides / charts:.1f}; whole pack {(slides + offline + pack) / charts:.1f}")
    print(f"PowerPoint {len(pptx) / 1000:.0f} kB, pack {size / 1000:.0f} kB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--slides", type=int, default=20)
    measure(parser.parse_args().slides)
