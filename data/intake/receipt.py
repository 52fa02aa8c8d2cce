"""What a delivery did or would do, and what the secretariat must decide before it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.faults import WordedError
from data.intake.changes import TableChange
from data.intake.passages import NameHit, question
from data.intake.roll_call import NOBODY_NEW, RollCall
from data.text import Text, joined

NOT_WRITTEN = Text("Er is niets weggeschreven.", "Nothing was written.")


class ReceiptRefused(WordedError):  # noqa: N818 - it says what happened, not that the code is wrong
    """A faultless delivery that needs a decision of the secretariat first; `receipt` says what would change."""

    def __init__(self, questions: Sequence[Text], receipt: "Receipt") -> None:
        """questions: all that must be decided, and how to say it."""
        self.receipt = receipt
        super().__init__(joined([*questions, NOT_WRITTEN], "\n"))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a delivery did, or would do.

    delivery: its number; None where nothing was written (a dry run, or nothing changed). rows: per delivered table.
    replaces: the delivery of this round whose tables it takes the place of. published: an edition holds figures of
    this round. name_hits: passages of titles and notes that read like a company's name and are not confirmed. unshown:
    delivered tables of which the agreement says that the round has none (`not_made`): kept, and shown nowhere.
    roll_call: which companies are new and which members are not listed; once written, the doubt is settled.
    """

    delivery: int | None
    round: int
    rows: Mapping[str, int]
    changes: tuple[TableChange, ...]
    replaces: int | None = None
    published: bool = False
    name_hits: tuple[NameHit, ...] = ()
    unshown: tuple[str, ...] = ()
    roll_call: RollCall = NOBODY_NEW

    @property
    def nothing_changed(self) -> bool:
        """The panel holds exactly this already."""
        return all(change.what == "unchanged" for change in self.changes)

    @property
    def needs_reason(self) -> bool:
        """Figures of a published round would change: that takes `restate`."""
        return self.published and any(change.touches_scores for change in self.changes)

    def questions(self, restate: str | None, *, confirm_names: bool, confirm_companies: bool) -> list[Text]:
        """Everything that the secretariat must decide first and has not decided yet, and how to say it."""
        asked = []
        if self.needs_reason and not (restate or "").strip():
            asked.append(
                Text(
                    f"Ronde {self.round} is al gepubliceerd en deze levering verandert haar cijfers: zeg waarom met "
                    '--restate "REDEN".',
                    f"Round {self.round} has been published, and this delivery changes its figures: say why with "
                    '--restate "REASON".',
                )
            )
        if self.name_hits and not confirm_names:
            asked.append(question(self.name_hits))
        if self.roll_call.doubtful and not confirm_companies:
            asked.append(self.roll_call.question)
        return asked
