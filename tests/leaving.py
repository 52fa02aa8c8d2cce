"""Numbers that may leave the house, in whatever is written: of cells, of the figures at hand, of what is public."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal

from analytics.figure import Figure
from analytics.text import day
from data.cube import FACT_TABLES, LANGUAGES, Cube
from tests.arithmetic import bands, worked_out, zero_limits

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What the agreement says of itself on any page: its years, levels, sizes, and which questionnaire was used when.
SAID = {"name", "sample_name", "steps", "levels", "size_classes", "theme_lists", "instrument_versions", "rounds",
        "verification"}  # fmt: skip
ENDS = {"0", "100"}  # of a score
Told = tuple[float | None, float | None, float | None, int | None]


def rounded(value: Decimal | float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def cells_and_shares(cube: Cube) -> set[Told]:
    """What every published cell says, and of a count the share of its n; what a page works out; public targets."""
    told: set[Told] = set()
    for cell in cube._cells.values():
        if cell.status == "published":
            numbers = (cell.value, cell.lo, cell.hi)
            told.add((*map(rounded, numbers), cell.n))
            if cell.n:
                told.add((*(rounded(None if each is None else 100 * each / cell.n) for each in numbers), cell.n))
    told |= {(None, rounded(lo), rounded(hi), n) for lo, hi, n in bands(cube)}
    told |= {(None, 0, limit, n) for limit, n in zero_limits(cube)}
    return told | {(*[float(each.minimum)] * 3, None) for each in cube.agreement.targets}


def plain(token: str) -> str:
    return token.replace(",", ".").rstrip(".")


def tokens(text: str) -> set[str]:
    return {plain(each) for each in NUMBER.findall(text)}


def all_tokens(texts: Iterable[str]) -> set[str]:
    """The numbers in any of these texts."""
    return set().union(*map(tokens, texts))


def public_words(cube: Cube) -> set[str]:
    """Numbers that are no statistic and stand anywhere: years, levels, the policy, the edition, public facts."""
    told = [
        cube.agreement.model_dump_json(include=SAID),
        json.dumps(cube.edition.policy.model_dump(mode="json")),
        cube.edition.name,
        *(day(cube.edition.published_at, language) for language in LANGUAGES),
        *(str(row) for table in FACT_TABLES for row in cube.fact_rows(table)),
        *map(str, cube.published_figures),
    ]
    found = all_tokens(told) | ENDS
    return found | {token.lstrip("0") for token in found}


def known_words(cube: Cube) -> set[str]:
    """Those, and all else that the agreement declares: targets, questions, what other agreements published."""
    return public_words(cube) | tokens(cube.agreement.model_dump_json())


def figure_words(figure: Figure) -> set[str]:
    """Every number that a figure itself says; that these are cells is asked of the figure."""
    table = (figure.table.header, *figure.table.rows)
    texts = [
        figure.title, figure.subtitle, figure.alt, figure.source, figure.empty or "", figure.axis_title,
        figure.second_axis_title, *figure.notes, *(text for row in table for text in row),
        *(text for pair in figure.passport for text in pair), *(each.label for each in figure.categories),
        *(f"{series.label} {mark.text} {mark.n}" for series in figure.series for mark in series.marks),
    ]  # fmt: skip
    return all_tokens(texts) | ({plain(f"{figure.target[0]:g}")} if figure.target else set())


def mark_numbers(figure: Figure) -> set[str]:
    """Value and ends of every mark, as the file of values writes them."""
    marks = (mark for series in figure.series for mark in series.marks)
    numbers = (each for mark in marks for each in (mark.value, mark.lo, mark.hi, mark.x) if each is not None)
    return {plain(f"{abs(each):.6f}".rstrip("0")) for each in numbers}


def places(number: int) -> set[str]:
    """The numbers that so many slides, sources or figures are counted with."""
    return set(map(str, range(1, number + 1)))


def known_cells(cube: Cube) -> set[str]:
    """Numbers of cells as a reader sees them, at any rounding that figures use."""
    found = set()
    for told in cells_and_shares(cube):
        for number in told:
            if number is not None:
                size = Decimal(str(abs(number)))
                found |= {plain(f"{size:.{decimals}f}") for decimals in (0, 1)} | {plain(f"{size.normalize():f}")}
    return found | {f"{each:f}" for number in worked_out(cube) for each in (number, number.normalize())}
