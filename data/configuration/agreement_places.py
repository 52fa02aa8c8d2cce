"""Where a part of an agreement stands in its files, for the wording of a fault."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

TOML = "agreement.toml"
Faults = Iterator[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Tells the file and line of a CSV row; where its line is not known, rows follow the header one by one."""

    lines: Mapping[str, tuple[int, ...]]

    def row(self, table: str, index: int) -> str:
        """For example "questions.csv line 12"."""
        numbers = self.lines.get(table, ())
        return f"{table}.csv line {numbers[index] if index < len(numbers) else index + 2}"

    def item(self, table: str, index: int) -> str:
        """A row of a CSV table, or an item of a list in agreement.toml, for example "agreement.toml: levels item 2"."""
        if table in ("questions", "themes", "theme_links", "published_figures", "other_agreements"):
            return self.row(table, index)
        return f"{TOML}: {table} item {index + 1}"


def is_one_of(place: str, what: str, code: object, known: Iterable[object]) -> Faults:
    """A fault where the code is not among the known ones."""
    known = list(known)
    if code not in known:
        expected = f"one of {', '.join(map(str, known))}" if known else f"a {what} that is configured"
        yield f"{place}: found the {what} {str(code)!r}, expected {expected}"
