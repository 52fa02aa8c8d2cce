"""The parts of an agreement, each validated on its own: steps, levels, rounds, questions, targets, policies.

`data.configuration.agreement` puts them together and is the module to import from.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from data.text import Text

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=40)]


def _text(value: object) -> object:
    """TOML writes a text as {nl = ..., en = ...}; JSON as [nl, en]. An empty language is refused."""
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        value = (value["nl"], value["en"])
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(v, str) and v.strip() for v in value):
        return Text(*value)
    raise ValueError('expected a text in both languages: { nl = "...", en = "..." }')


Bilingual = Annotated[Text, BeforeValidator(_text)]


class Part(BaseModel):
    """Frozen; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """Anything with a code and a name in both languages."""

    code: Code
    name: Bilingual


class Step(Named):
    """One OECD step; `short` fits under a chart."""

    number: int
    short: Bilingual


class Level(Named):
    """A band of the maturity score; `minimum` is the inclusive lower bound, 0-100."""

    minimum: Decimal = Field(ge=0, lt=100)


class Deliverable(Named):
    """Something a company hands in. `public`: the world can see per company whether it did."""

    public: bool = False


class SizeClass(Named):
    """A size class in FTE; `fte_to` is inclusive, None for no upper end."""

    fte_from: int = Field(ge=0)
    fte_to: int | None = None


class InstrumentVersion(Part):
    """A questionnaire with its scoring; what changed against the one before, and by whom."""

    code: Code
    changes: Bilingual
    changed_by: Bilingual


class Round(Part):
    """One yearly cycle. Rounds with the same `comparability_group` may share a line."""

    number: int
    term: int
    label: Bilingual
    start: date
    end: date
    reference_date: date
    instrument_version: Code
    comparability_group: Code
    theme_list: Code
    due: dict[Code, date] = Field(default_factory=dict)
    not_made: tuple[Literal["risks", "assessments", "actions"], ...] = ()
    note: Bilingual | None = None


class Question(Part):
    """One question of one instrument version; `segments` empty means: applies to all."""

    id: Code
    version: Code
    step: Code
    themes: tuple[Code, ...] = ()
    weight: int = Field(ge=1, le=1000)
    maximum: int = Field(ge=1, le=100)
    segments: tuple[Code, ...] = ()
    conflict_area: bool = False
    text: Bilingual


class Theme(Named):
    """A risk theme of one list."""

    list: Code


class ThemeLink(Part):
    """A theme of one list that continues as a theme of another."""

    from_list: Code
    from_theme: Code
    to_list: Code
    to_theme: Code


class Target(Part):
    """The minimum maturity in a membership year (1 = the year of joining); size class None means every size."""

    membership_year: int = Field(ge=1)
    size_class: Code | None = None
    minimum: Decimal = Field(ge=0, le=100)


class Scoring(Part):
    """How answers become scores: what leaves the denominator, and whether the overall score asks for all steps."""

    unanswered: Literal["leaves", "zero"] = "leaves"
    not_applicable: Literal["leaves", "zero"] = "leaves"
    overall: Literal["all_steps", "existing_steps"] = "all_steps"
    severity_scale: int = Field(default=5, ge=2, le=100)
    likelihood_scale: int = Field(default=5, ge=2, le=100)


GroupDimension = Literal["secondary", "founders", "segment", "size_class", "cohort"]


class Policy(Part):
    """What one audience may see.

    minimum_companies (k): no combination of everything published rests on fewer; insiders (c): companies that may work
    together, k is at least c + 2. narrowest: insiders -> how narrow, in percentage points, the interval may become in
    which they can place another company's score. counts_from: counts only from so many companies on. rounding and
    coarse_rounding: of means, in percentage points. clip_insiders: means near either end are told as a bound, as if so
    many insiders had the values that help them most; None: never. two_way: groups of two dimensions too. waiting_room:
    companies that hand in for the first time count once k of them do.
    """

    version: str
    suppress: bool
    minimum_companies: int = Field(ge=1)
    insiders: int = Field(ge=0)
    narrowest: dict[int, Decimal] = Field(default_factory=dict)
    counts_from: int = Field(ge=1)
    rounding: Decimal = Field(gt=0)
    coarse_rounding: Decimal = Field(default=Decimal(5), gt=0)
    clip_insiders: int | None = Field(default=None, ge=0)
    groups: tuple[GroupDimension, ...]
    two_way: bool = False
    waiting_room: bool = False
    visible_to: Bilingual
    provisional: Bilingual | None = None


class ComputedFrom(Part):
    """The cell that computes a published figure. `delivery`: of the first or the last delivery of that round."""

    measure: Code
    item: str
    kind: Literal["all", "pair_start", "pair_end", "change"] = "all"
    base_round: int | None = None
    round: int
    dimension: str = "total"
    member: str = "all"
    delivery: Literal["first", "last"] = "last"


class PublishedFigure(Part):
    """A figure as the agreement published it, and the cell that computes it (None: cannot be computed here)."""

    year: int
    figure: Code
    population: Bilingual
    value: Decimal
    unit: Literal["percent", "companies", "risks", "countries"]
    n: int | None = None
    base: str = ""
    source: str
    computed_from: ComputedFrom | None = None


class OtherFigure(Part):
    """A figure that another agreement published about itself.

    year: its own year, as it writes it; n: the companies counted, where told; base: of which companies; instrument:
    what they were measured with.
    """

    agreement: Bilingual
    year: int
    figure: Bilingual
    value: Decimal
    unit: Literal["percent", "companies"]
    n: int | None = None
    base: Bilingual | None = None
    instrument: Bilingual | None = None
    note: Bilingual | None = None
    source: Bilingual
