"""The invented companies of the sample: who joined and left when, and how each is written.

The counts follow the published facts: 7 founders, 5 joiners in year 2 (two recyclers), 2 recyclers in year 3, one
leaver before year 3, one wholesaler in year 4, two leavers after that year's reference date, 2 joiners in year 5.
Who has which property was searched, so that in rounds 3 and 5 the total, the split on secondary materials, the
founders, the same-company pairs and the changes from 3 to 5 can be shown together with four companies in every
remainder.
"""

from dataclasses import dataclass
from datetime import date

SIGNED = date(2019, 7, 1)
TERM_TWO = date(2025, 11, 17)


@dataclass(frozen=True)
class Company:
    """One invented company; `first` and `last` are the rounds whose deliveries list it."""

    code: str
    name: str
    joined: date
    segment: str
    secondary: str
    size_class: str
    first: int
    last: int = 6
    left: date | None = None
    earlier_name: str = ""
    renamed_in: int = 0

    @property
    def founder(self) -> bool:
        """Whether it signed at the start."""
        return self.joined == SIGNED

    def written(self, number: int) -> str:
        """The name on the companies sheet of a round: renamed companies had another name before."""
        return self.earlier_name if number < self.renamed_in else self.name

    def aliases(self, number: int) -> str:
        """Earlier names, as the companies sheet of a round lists them."""
        return self.earlier_name if self.renamed_in and number >= self.renamed_in else ""


COMPANIES = (
    Company("f1", "Voorbeeld Gieterij Noord B.V.", SIGNED, "primary", "no", "fte_26_250", 1),
    Company("f2", "Voorbeeld Walserij Delta N.V.", SIGNED, "primary", "depends", "fte_251_5000", 1),
    Company("f3", "Voorbeeld Smelterij Kust N.V.", SIGNED, "primary", "no", "fte_5001", 1),
    Company("f4", "Voorbeeld Plaatwerk Midden B.V.", SIGNED, "end_user", "no", "fte_26_250", 1),
    Company("f5", "Voorbeeld Draadtrekkerij Oost B.V.", SIGNED, "primary", "depends", "fte_251_5000", 1),
    Company("f6", "Voorbeeld Staalbouw Zuid B.V.", SIGNED, "end_user", "no", "fte_251_5000", 1, last=5),
    Company(
        "f7",
        "Voorbeeld Superlegeringen West B.V.",
        SIGNED,
        "primary",
        "depends",
        "fte_26_250",
        1,
        earlier_name="Voorbeeld Legeringen West B.V.",
        renamed_in=4,
    ),
    Company("r1", "Voorbeeld Schrootverwerking Haven B.V.", date(2020, 9, 1), "recycling", "supplies", "fte_26_250", 2),
    Company("n1", "Voorbeeld Extrusie Heuvel B.V.", date(2020, 10, 1), "primary", "no", "fte_26_250", 2),
    Company(
        "r2",
        "Voorbeeld Metaalrecycling Polder B.V.",
        date(2020, 12, 1),
        "recycling",
        "supplies",
        "fte_0_25",
        2,
        last=4,
        left=date(2023, 3, 31),
    ),
    Company("n2", "Voorbeeld Apparatenbouw Veld B.V.", date(2020, 12, 15), "end_user", "no", "fte_251_5000", 2),
    Company(
        "l1",
        "Voorbeeld Verzinkerij Duin B.V.",
        date(2020, 11, 1),
        "primary",
        "no",
        "fte_0_25",
        2,
        last=2,
        left=date(2021, 5, 14),
    ),
    Company("r3", "Voorbeeld Koperherwinning Meer B.V.", date(2021, 9, 1), "recycling", "supplies", "fte_0_25", 3),
    Company(
        "r4",
        "Voorbeeld Shredderij Eiland B.V.",
        date(2021, 10, 15),
        "recycling",
        "supplies",
        "fte_26_250",
        3,
        last=4,
        left=date(2023, 2, 28),
    ),
    Company("w1", "Voorbeeld Metaalgroothandel Plein B.V.", date(2022, 10, 1), "wholesale", "no", "fte_26_250", 4),
    Company("n3", "Voorbeeld Kabelmakerij Brug B.V.", date(2023, 9, 1), "end_user", "depends", "fte_251_5000", 5),
    Company("n4", "Voorbeeld Titaanbewerking Dijk B.V.", date(2023, 11, 15), "primary", "depends", "fte_0_25", 5),
    Company("t1", "Voorbeeld Batterijbouw Ster B.V.", TERM_TWO, "end_user", "depends", "fte_251_5000", 6),
    Company("t2", "Voorbeeld Magneetfabriek Ring B.V.", TERM_TWO, "primary", "no", "fte_26_250", 6),
    Company("t3", "Voorbeeld Metaalhandel Kade B.V.", date(2026, 2, 1), "wholesale", "supplies", "fte_0_25", 6),
)


def listed(number: int) -> list[Company]:
    """The companies on the companies sheet of a round, those that left during it included."""
    return [company for company in COMPANIES if company.first <= number <= company.last]


def left_during(company: Company, number: int) -> bool:
    """Whether this is the round in which the company left."""
    return company.left is not None and company.last == number


def monitored(number: int, *, corrected: bool = True) -> list[Company]:
    """Who was expected to hand in. The first delivery of round 2 left out two companies that joined late that year."""
    late = set() if corrected or number != 2 else {"r2", "n2"}
    return [each for each in listed(number) if not left_during(each, number) and each.code not in late]


def known_left(company: Company, number: int) -> date | None:
    """The day of leaving as known in a round's delivery: not yet written down in the rounds before."""
    return company.left if left_during(company, number) else None
