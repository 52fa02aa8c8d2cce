"""The secretariat's report on an edition: how much is shown, and which rule withheld the rest. Never in the edition."""

from collections import Counter
from collections.abc import Iterator

from data.cube import Edition
from data.edition_tables import Content
from data.select import WITHHELD, Decision

RULES = {
    Decision.TOO_FEW: "too few companies",
    Decision.REMAINDER: "a remainder of too few companies with a row that comes first",
    Decision.COMBINATION: "a remainder of too few companies with several rows that come first (leavers and joiners)",
    Decision.NOT_ALL_RATED: "not every company of the round rated the theme",
    Decision.TOTAL_ONLY: "shown in total only",
}


def report(content: Content, edition: Edition) -> str:
    """Counts of cells per measure: shown, not made, and withheld by each rule; in plain text."""
    columns = [content.cells.column(name).to_pylist() for name in ("measure", "decision")]
    counts = Counter(zip(columns[0], (Decision(code) for code in columns[1]), strict=True))
    return "\n".join(_lines(counts, list(dict.fromkeys(columns[0])), edition)) + "\n"


def _lines(counts: Counter[tuple[str, Decision]], measures: list[str], edition: Edition) -> Iterator[str]:
    yield f"Edition {edition.name} for the {edition.audience} audience, policy {edition.policy.version}"
    yield f"Published {edition.published_at.isoformat()}, content {edition.content_hash}"
    yield "Confidential: for the secretariat. The rules are public, their effect per row is in no edition."
    yield ""
    yield f"{'measure':<20}{'shown':>8}{'not made':>10}{'withheld':>10}"
    for measure in measures:
        withheld = sum(counts[measure, rule] for rule in WITHHELD)
        shown, not_made = counts[measure, Decision.SHOWN], counts[measure, Decision.NOT_MADE]
        yield f"{measure:<20}{shown:>8}{not_made:>10}{withheld:>10}"
        for rule, words in RULES.items():
            if counts[measure, rule]:
                yield f"    {counts[measure, rule]:>6}  {words}"
