"""An agreement as configuration: steps, levels, rounds, instruments, themes, targets and policies, validated on load.

Everything here is public: an edition carries it whole, so that analytics and pages need nothing else.
"""

import csv
import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from data.agreement_rules import contradictions
from data.text import Text

SHIPPED = Path(__file__).parent / "agreements"
VOCABULARY = SHIPPED / "vocabulary.toml"

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=40)]


def _text(value: object) -> object:
    """TOML writes a text as {nl = ..., en = ...}; JSON as [nl, en]. An empty language is refused."""
    if isinstance(value, dict):
        if set(value) != {"nl", "en"} or not all(isinstance(v, str) and v.strip() for v in value.values()):
            raise ValueError('expected a text in both languages: { nl = "...", en = "..." }')
        return Text(**value)
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(v, str) and v for v in value):
        return Text(*value)
    raise ValueError('expected a text in both languages: { nl = "...", en = "..." }')


Bilingual = Annotated[Text, BeforeValidator(_text)]


class AgreementError(ValueError):
    """The configuration of an agreement is refused; the message lists every fault."""

    def __init__(self, folder: Path, faults: list[str]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            "\n  ".join([f"The agreement in {folder} was not accepted: {count}. Nothing was written.", *faults])
        )


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
    """The minimum maturity after so many membership years; size class None means every size."""

    membership_year: int = Field(ge=1)
    size_class: Code | None = None
    minimum: Decimal = Field(ge=0, le=100)


class Scoring(Part):
    """How answers become scores: what leaves the denominator, and whether the overall score asks for all steps."""

    unanswered: Literal["leaves", "zero"] = "leaves"
    not_applicable: Literal["leaves", "zero"] = "leaves"
    overall: Literal["all_steps", "existing_steps"] = "all_steps"
    severity_scale: int = 5
    likelihood_scale: int = 5


GroupDimension = Literal["secondary", "founders", "segment", "size_class", "cohort"]


class Policy(Part):
    """What one audience may see."""

    version: str
    suppress: bool
    minimum_companies: int = Field(ge=1)
    insiders: int = Field(ge=0)
    counts_from: int = Field(ge=1)
    rounding: Decimal = Field(gt=0)
    groups: tuple[GroupDimension, ...]
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


class Agreement(Part):
    """The whole configuration of one agreement; see `docs/agreement.md` for the files."""

    code: Code
    name: Bilingual
    sample_name: Bilingual
    reporting_is_public: bool
    scoring: Scoring
    steps: tuple[Step, ...]
    levels: tuple[Level, ...]
    segments: tuple[Named, ...]
    size_classes: tuple[SizeClass, ...]
    deliverables: tuple[Deliverable, ...]
    assessment_deliverable: Code
    theme_lists: tuple[Named, ...]
    working_groups: tuple[Named, ...]
    instrument_versions: tuple[InstrumentVersion, ...]
    rounds: tuple[Round, ...]
    targets: tuple[Target, ...] = ()
    policies: dict[Literal["plenary", "secretariat"], Policy]
    questions: tuple[Question, ...]
    themes: tuple[Theme, ...]
    theme_links: tuple[ThemeLink, ...] = ()
    published_figures: tuple[PublishedFigure, ...] = ()
    vocabulary: dict[str, dict[str, Bilingual]]

    def round(self, number: int) -> Round:
        """The round with this number; KeyError where it is not configured."""
        for candidate in self.rounds:
            if candidate.number == number:
                return candidate
        raise KeyError(number)

    def questions_of(self, version: str) -> tuple[Question, ...]:
        """The questions of one instrument version, in file order."""
        return tuple(question for question in self.questions if question.version == version)

    def themes_of(self, theme_list: str) -> tuple[Theme, ...]:
        """The themes of one list, in file order."""
        return tuple(theme for theme in self.themes if theme.list == theme_list)

    def comparable_pairs(self) -> tuple[tuple[int, int], ...]:
        """Consecutive rounds of one comparability group, as (earlier, later)."""
        ordered = sorted(self.rounds, key=lambda each: each.number)
        return tuple(
            (earlier.number, later.number)
            for earlier, later in zip(ordered, ordered[1:], strict=False)
            if earlier.comparability_group == later.comparability_group
        )

    def word(self, kind: str, code: str) -> Text:
        """The name of a code of the shared vocabulary, e.g. word("activity_kind", "webinar")."""
        return self.vocabulary[kind][code]


def load_agreement(folder: Path) -> Agreement:
    """Read and validate one agreement's folder.

    Raises AgreementError with every fault in words (file, place, what was found, what was expected).
    """
    path = folder / "agreement.toml"
    if not path.exists():
        raise AgreementError(folder, ["agreement.toml: not found; an agreement is a folder with that file"])
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        raw.setdefault("vocabulary", tomllib.loads(VOCABULARY.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise AgreementError(folder, [f"agreement.toml: not valid TOML: {error}"]) from error
    raw["questions"] = [_question(row) for row in _rows(folder / "questions.csv")]
    raw["themes"] = [_bilingual(row) for row in _rows(folder / "themes.csv")]
    raw["theme_links"] = list(_rows(folder / "theme_links.csv"))
    raw["published_figures"] = [_figure(row) for row in _rows(folder / "published_figures.csv")]
    try:
        agreement = Agreement.model_validate(raw)
    except ValidationError as error:
        raise AgreementError(folder, [_in_words(each) for each in error.errors()]) from error
    faults = contradictions(agreement)
    if faults:
        raise AgreementError(folder, faults)
    return agreement


def find_agreement(code: str, extra: Iterable[Path] = ()) -> Path:
    """The folder of an agreement: the home's own folders first, then those shipped."""
    for root in (*extra, SHIPPED):
        if (root / code / "agreement.toml").exists():
            return root / code
    raise FileNotFoundError(f"There is no agreement {code!r} in {', '.join(str(r) for r in (*extra, SHIPPED))}.")


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _bilingual(row: dict[str, Any], key: str = "name") -> dict[str, Any]:
    """Fold the columns name_nl and name_en into one text."""
    text = {"nl": row.pop(f"{key}_nl", ""), "en": row.pop(f"{key}_en", "")}
    return {**row, key: text}


def _question(row: dict[str, Any]) -> dict[str, Any]:
    row = _bilingual(row, "text")
    return row | {key: tuple(filter(None, row.get(key, "").split(";"))) for key in ("themes", "segments")}


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    """The columns measure, item, kind, base_round, round, dimension, member and delivery name the computing cell."""
    row = _bilingual(row, "population")
    computed = {key: row.pop(key) for key in ComputedFrom.model_fields if row.get(key)}
    public = {key: value for key, value in row.items() if key not in ComputedFrom.model_fields}
    return public | {"n": row.get("n") or None, "computed_from": computed or None}


def _in_words(error: Any) -> str:
    """One pydantic fault as: place: what was found: what was expected."""
    place = ".".join(str(part) for part in error["loc"])
    found = "" if isinstance(error["input"], dict) else f"found {error['input']!r}, "
    return f"{place}: {found}{error['msg']}"
