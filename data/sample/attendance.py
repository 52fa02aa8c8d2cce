"""Which invented company attended which activity. The activities are public facts; who was there is not.

In year 1 nearly all companies attended the knowledge sessions: so it was published. All else is free. Of most
activities nothing is written down, as they were not for the companies.
"""

from data.sample.members import Company, listed

# Activity of `public_facts` -> the companies that were there.
ATTENDED: dict[str, set[str]] = {
    "jaar-1-02": {"f1", "f2", "f3", "f4", "f5", "f7"},
    "jaar-2-02": {"f1", "f2", "f3", "f5", "f7", "r1", "n1", "n2"},
    "jaar-2-04": {"r1", "r2"},  # for recycling companies
    "jaar-3-02": {"f1", "f2", "f5", "f7", "n2", "r3"},
    "jaar-3-03": {"f2", "r1", "r2", "r3", "r4"},  # at a recycling company
    "jaar-4-01": {"f1", "f5", "f6", "n1", "n2", "r3", "w1"},
    "jaar-4-03": {"f5", "r3", "w1"},  # on the circular economy
    "jaar-4-06": {"f1", "f4", "n1", "w1"},
}


def attendance(number: int) -> list[tuple[Company, str]]:
    """Company and activity of a round, activity by activity."""
    return [
        (company, activity)
        for activity, there in ATTENDED.items()
        if activity.startswith(f"jaar-{number}-")
        for company in listed(number)
        if company.code in there
    ]
