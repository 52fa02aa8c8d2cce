"""An agreement as configuration: steps, levels, rounds, instruments, themes, targets and policies, validated on load.

Everything here is public: an edition carries it whole, so that analytics and pages need nothing else.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from data.configuration.agreement_files import LEAVES, VOCABULARY, AgreementFiles, in_words, read_files
from data.configuration.agreement_parts import (
    Bilingual,
    Code,
    ComputedFrom,
    Deliverable,
    GroupDimension,
    InstrumentVersion,
    Level,
    Named,
    OtherFigure,
    Part,
    Policy,
    PublishedFigure,
    Question,
    Round,
    Scoring,
    SizeClass,
    Step,
    Target,
    Theme,
    ThemeLink,
)
from data.configuration.agreement_rules import contradictions
from data.text import Text

__all__ = [
    "SHIPPED", "VOCABULARY", "Agreement", "AgreementError", "Bilingual", "Code", "ComputedFrom", "Deliverable",
    "GroupDimension", "InstrumentVersion", "Level", "Named", "OtherFigure", "Part", "Policy", "PublishedFigure",
    "Question", "Round", "Scoring", "SizeClass", "Step", "Target", "Theme", "ThemeLink", "find_agreement",
    "load_agreement",
]  # fmt: skip

SHIPPED = VOCABULARY.parent


class AgreementError(ValueError):
    """The configuration of an agreement is refused; `faults` has every fault in words, and so has the message."""

    def __init__(self, folder: Path, faults: list[str], *, compared: bool = True) -> None:
        """Word the refusal; compared=False says that the parts could not be compared with each other yet."""
        self.faults = tuple(faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        opening = f"The agreement in {folder} was not accepted: {count}. Nothing was written."
        still_to_come = () if compared else ("Its parts are compared with each other once this is repaired.",)
        super().__init__("\n  ".join([opening, *faults, *still_to_come]))


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
    other_agreements: tuple[OtherFigure, ...] = ()
    verification: Bilingual | None = None
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
            for earlier, later in pairwise(ordered)
            if earlier.comparability_group == later.comparability_group
        )

    def target(self, membership_year: int, size_class: str) -> Decimal | None:
        """The minimum, in percent, in a membership year (1 = the year of joining) for one size class.

        A row for the size class goes before a row for every size; after the last year of the table that year's
        minimum holds. None where the table has no row that applies.
        """
        applicable = [
            target
            for target in self.targets
            if target.membership_year <= membership_year and target.size_class in (None, size_class)
        ]
        if not applicable:
            return None
        return max(applicable, key=lambda target: (target.membership_year, target.size_class is not None)).minimum

    def word(self, kind: str, code: str) -> Text:
        """The name of a code of the shared vocabulary, e.g. word("activity_kind", "webinar")."""
        return self.vocabulary[kind][code]


def load_agreement(folder: Path) -> Agreement:
    """Read and validate one agreement's folder.

    Raises AgreementError with every fault in words (file, place, what was found, what was expected).
    """
    files = read_files(folder)
    faults = list(files.faults)
    agreement: Agreement | None = None
    try:
        agreement = Agreement.model_validate(files.raw)
    except ValidationError as error:
        faults.extend(in_words(error, files))
        agreement, files = _without_faulty_rows(error, files)
    if agreement is not None:
        faults.extend(contradictions(agreement, lines=files.lines, incomplete=files.incomplete))
    if agreement is None or faults:
        raise AgreementError(folder, faults, compared=agreement is not None)
    return agreement


def _without_faulty_rows(error: ValidationError, files: AgreementFiles) -> tuple[Agreement | None, AgreementFiles]:
    """What is left without the faulty rows, so that the rest is compared too; None where another part is faulty."""
    faulty: dict[str, set[int]] = {}
    for each in error.errors():
        match each["loc"]:
            case (str(table), int(index), *_) if table in LEAVES:
                faulty.setdefault(table, set()).add(index)
            case _:
                return None, files
    rest = files.without(faulty)
    return Agreement.model_validate(rest.raw), rest


def find_agreement(code: str, extra: Iterable[Path] = ()) -> Path:
    """The folder of an agreement: the home's own folders first, then those shipped."""
    roots = (*extra, SHIPPED)
    for root in roots:
        if (root / code / "agreement.toml").exists():
            return root / code
    known = sorted({path.parent.name for root in roots for path in root.glob("*/agreement.toml")})
    raise FileNotFoundError(
        f"There is no agreement {code!r} in {' or '.join(str(root) for root in roots)}: found {', '.join(known)}. "
        f"A new one is a folder of its own there, see docs/agreement.md. Nothing was written."
    )
