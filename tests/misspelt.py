"""A delivery of invented companies a year later, in which one is written otherwise than before."""

from tests.small_delivery import NORTH, Sheets, sheets

MISSPELT = "Voorbeeld Gieterij Nord B.V."


def a_year_later_misspelt(name: str = MISSPELT) -> Sheets:
    """The small delivery for year 4: companies and scores only."""
    rows = {sheet: sheets()[sheet] for sheet in ("companies", "assessments", "answers", "deliverables")}
    for row in (row for filled in rows.values() for row in filled):
        row["company"] = name if row["company"] == NORTH else row["company"]
        if "submitted_on" in row:
            row["submitted_on"] = "2023-04-01"
    rows["companies"][0]["aliases"] = ""
    return rows
