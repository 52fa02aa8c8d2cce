"""An agreement as configuration: steps, levels, rounds, instruments, themes, targets and policies.

Everything here is public: an edition carries it whole, so that analytics and pages need nothing else.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

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
from data.text import Text

__all__ = [
    "Agreement", "Bilingual", "Code", "ComputedFrom", "Deliverable", "GroupDimension", "InstrumentVersion", "Level",
    "Named", "OtherFigure", "Part", "Policy", "PublishedFigure", "Question", "Round", "Scoring", "SizeClass", "Step",
    "Target", "Theme", "ThemeLink",
]  # fmt: skip

# The table behind a measure, where a round may lack it; a measure that is not here rests on records of every round.
TABLE_BEHIND: Final[Mapping[str, str]] = {
    "risk_prioritised": "risks", "risk_rated": "risks", "risk_severity": "risks", "risk_likelihood": "risks",
    "action_companies": "actions", "action_theme_companies": "actions", "action_rows": "actions",
    "action_theme_rows": "actions",
    "maturity": "assessments", "level_at_least": "assessments", "unanswered": "assessments",
    "not_applicable": "assessments", "target_mean": "assessments", "on_schedule": "assessments",
}  # fmt: skip


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

    def is_made(self, measure: str, *numbers: int) -> bool:
        """Whether the table behind a measure was made in each of these rounds."""
        return all(TABLE_BEHIND.get(measure) not in self.round(number).not_made for number in numbers)

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
