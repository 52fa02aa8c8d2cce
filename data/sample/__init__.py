"""The invented, calibrated sample deliveries: one workbook per delivery, in the order in which they are received."""

from dataclasses import dataclass
from pathlib import Path

from data.text import Text

FOLDER = Path(__file__).parent
AGREEMENT = "metals"


@dataclass(frozen=True)
class SampleDelivery:
    """One sample workbook; `note` says what is special about it."""

    round: int
    path: Path
    note: Text


def deliveries() -> list[SampleDelivery]:
    """The sample workbooks in the order in which the secretariat received them; round 2 came twice."""
    return [
        SampleDelivery(1, FOLDER / "jaar-1.xlsx", Text("De zeven oprichters.", "The seven founders.")),
        SampleDelivery(
            2,
            FOLDER / "jaar-2.xlsx",
            Text("Eerste levering: negen gemonitorde bedrijven.", "First delivery: nine monitored companies."),
        ),
        SampleDelivery(
            2,
            FOLDER / "jaar-2-gecorrigeerd.xlsx",
            Text(
                "Gecorrigeerd: twee bedrijven die laat in het jaar toetraden, tellen alsnog mee (elf gemonitord).",
                "Corrected: two companies that joined late in the year count after all (eleven monitored).",
            ),
        ),
        SampleDelivery(
            3,
            FOLDER / "jaar-3.xlsx",
            Text("Eerste jaar van de webtool; geen risico-overzicht.", "First year of the web tool; no heat map."),
        ),
        SampleDelivery(
            4,
            FOLDER / "jaar-4.xlsx",
            Text(
                "Acht van twaalf zelfbeoordelingen; twee bedrijven vertrokken.",
                "Eight of twelve self-assessments; two companies left.",
            ),
        ),
        SampleDelivery(
            5, FOLDER / "jaar-5.xlsx", Text("Laatste jaar van de eerste termijn.", "Last year of the first term.")
        ),
        SampleDelivery(
            6,
            FOLDER / "termijn-2-jaar-1.xlsx",
            Text("Eerste jaar van de tweede termijn.", "First year of the second term."),
        ),
    ]
