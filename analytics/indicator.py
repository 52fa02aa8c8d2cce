"""Indicators: what a figure measures, declared once in `indicators/*.yml` and validated when they are read.

A declaration holds words, an address pattern and worked examples. It holds no SQL, no markup and no condition: an
indicator that would need one is two indicators.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from data.cube import Cell, Kind, Text

FOLDER = Path(__file__).parent / "indicators"

Unit = Literal["percent", "points", "companies", "scale", "actions"]
# What the codes of the items stand for: a series ("overall", "step:act"), or a part of the agreement.
Named = Literal["series", "level", "deliverable", "theme", "step_status", "theme_status", "membership"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _text(value: object) -> object:
    if isinstance(value, Mapping) and set(value) == {"nl", "en"} and all(str(v).strip() for v in value.values()):
        return Text(nl=str(value["nl"]).strip(), en=str(value["en"]).strip())
    raise ValueError("expected a text in both languages: {nl: ..., en: ...}")


Bilingual = Annotated[Text, BeforeValidator(_text)]


class IndicatorError(ValueError):
    """A declaration is refused; the message names the file and lists every fault."""


class Part(BaseModel):
    """Frozen; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Part):
    """One worked example: what the companies have, and what the reader sees.

    scores: one value per company (their mean is shown); with `starts` the change of the same companies. counted and
    of: a count; `coded` where the ends of the count are only bounded. minimum: companies needed before it is shown.
    """

    explanation: Bilingual
    scores: tuple[Decimal, ...] = ()
    starts: tuple[Decimal, ...] = ()
    counted: int | None = None
    of: int | None = None
    coded: bool = False
    minimum: int = 4
    shows: Bilingual

    @model_validator(mode="after")
    def _complete(self) -> "Example":
        if bool(self.scores) == (self.counted is not None):
            raise ValueError("expected either scores or counted and of")
        if self.starts and len(self.starts) != len(self.scores):
            raise ValueError("expected as many starts as scores: they are of the same companies")
        if (self.counted is None) != (self.of is None):
            raise ValueError("expected counted and of together")
        return self


class Indicator(Part):
    """One declaration. `items` name the series: a code, or a pattern such as "step:*"; `named` says what codes mean.

    assessed: it rests on answers of the self-assessment, so that breaks in it, its response and the share left
    unanswered matter.
    """

    key: Code
    order: int
    name: Bilingual
    definition: Bilingual
    numerator: Bilingual
    denominator: Bilingual
    population: Bilingual
    unit: Unit
    decimals: int = Field(default=0, ge=0, le=4)
    base: Literal["all", "paired"]
    source: Bilingual
    better: Literal["higher", "lower", "neither"]
    caveats: tuple[Bilingual, ...] = ()
    measure: Code
    items: tuple[str, ...] = Field(min_length=1)
    named: Named = "series"
    assessed: bool = False
    kinds: tuple[Kind, ...] = ("all",)
    examples: tuple[Example, ...] = Field(min_length=2)

    def covers(self, cell: Cell) -> bool:
        """Whether a cell is one of this indicator's."""
        named = any(fnmatchcase(cell.item, each) for each in self.items)
        return named and cell.measure == self.measure and cell.kind in self.kinds


@cache
def indicators() -> Mapping[str, Indicator]:
    """All declarations by key, in their order.

    Raises IndicatorError with every fault of every file.
    """
    read: list[Indicator] = []
    faults: list[str] = []
    for path in sorted(FOLDER.glob("*.yml")):
        try:
            found = read_indicator(path)
        except IndicatorError as error:
            faults.append(str(error))
            continue
        read.append(found)
    if faults:
        raise IndicatorError("\n".join(faults))
    return {found.key: found for found in sorted(read, key=lambda each: each.order)}


def read_indicator(path: Path) -> Indicator:
    """One declaration from its file; raises IndicatorError with all its faults."""
    try:
        found = Indicator.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise IndicatorError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        faults = (f"  {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise IndicatorError("\n".join([f"{path.name} was not accepted:", *faults])) from error
    if found.key != path.stem:
        raise IndicatorError(f"{path.name}: key is {found.key!r}, expected the name of the file")
    return found


def worked(example: Example, *, indicator: Indicator) -> Cell:
    """The cell that an example leads to, the slow and obvious way: the twin of the SQL in the data room."""
    n = len(example.scores) or example.of or 0
    place = Cell(
        measure=indicator.measure, item=indicator.items[0], kind="change" if example.starts else "all",
        base_round=3 if example.starts else None, round=4, dimension="total", member="all", status="withheld",
    )  # fmt: skip
    if n < example.minimum:
        return place
    if example.counted is not None:
        return _counted(place, example.counted, n=n, coded=example.coded)
    mean = (sum(example.scores) - sum(example.starts)) / Decimal(n)
    return replace(place, status="published", n=n, value=mean, lo=mean, hi=mean, precision="rounded")


def _counted(place: Cell, counted: int, *, n: int, coded: bool) -> Cell:
    """A count among n; coded: exact only from four companies away from either end."""
    edge = 4
    shown = replace(place, status="published", n=n)
    if not coded or edge <= counted <= n - edge:
        exact = Decimal(counted)
        return replace(shown, value=exact, lo=exact, hi=exact, precision="exact")
    if counted < edge:
        return replace(shown, lo=Decimal(0), hi=Decimal(edge - 1), precision="at_most")
    return replace(shown, lo=Decimal(n - edge + 1), hi=Decimal(n), precision="at_least")
