"""What the agreement did in a round, fact by fact: activities, projects, notes, decisions and outreach, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale

from analytics import vocabulary
from analytics.text import Text, day, join, number, say
from data.cube import Cube, Language

Fact = Mapping[str, Any]

PRESENT = Text(nl="{n} bedrijven aanwezig", en="{n} companies present")
OUTSIDERS = Text(nl="{n} anderen bereikt", en="{n} others reached")
REACHED = Text(nl="{n} mensen bereikt", en="{n} people reached")
WITH = Text(nl="met {partners}", en="with {partners}")
BECAUSE = Text(nl="{status}: {reason}", en="{status}: {reason}")
UNTIL = Text(nl="{start} tot {end}", en="{start} to {end}")
COUNTS = {
    "companies_listed": Text(nl="{n} bedrijven in beeld", en="{n} companies listed"),
    "approached": Text(nl="{n} benaderd", en="{n} approached"),
    "in_talks": Text(nl="{n} in gesprek", en="{n} in talks"),
    "joined": Text(nl="{n} toegetreden", en="{n} joined"),
    "declined": Text(nl="{n} afgezien", en="{n} declined"),
}
AS_PLANNED = "held"
BY_GROUP = ("activity", "project", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: what kind of thing, what, the details beside it, and where it can be read."""

    kind: str
    text: str
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The facts of an edition, told in one language."""

    cube: Cube
    language: Language

    def of_group(self, table: str, round: int, group: str) -> tuple[Entry, ...]:
        """The activities, projects or notes of one working group in one round, in the order of the edition."""
        tell = {"activity": self._activity, "project": self._project, "note": self._note}[table]
        return tuple(tell(row) for row in self.cube.fact_rows(table, round=round) if row["working_group"] == group)

    def decisions(self, round: int) -> tuple[Entry, ...]:
        """The decisions of a round."""
        return tuple(self._decision(row) for row in self.cube.fact_rows("decision", round=round))

    def outreach(self, round: int) -> tuple[Entry, ...]:
        """How new companies were sought in a round."""
        return tuple(self._outreach(row) for row in self.cube.fact_rows("outreach", round=round))

    def _activity(self, row: Fact) -> Entry:
        details = [*self._when(row, "date"), *self._partners(row)]
        details += [str(row[key]) for key in ("organiser", "place") if row.get(key)]
        details += self._counts(row, {"companies_present": PRESENT, "outsiders_reached": OUTSIDERS})
        if row["status"] != AS_PLANNED:
            status = self._word("activity_status", row["status"])
            reason = row.get("reason")
            details.append(say(BECAUSE, self.language, status=status, reason=reason) if reason else status)
        return self._entry(self._word("activity_kind", row["kind"]), row.get("title"), details, row)

    def _project(self, row: Fact) -> Entry:
        details = [*self._when(row, "started"), *self._partners(row)]
        if row.get("countries"):
            details.append(self._countries(row["countries"]))
        details += self._counts(row, {"people_reached": REACHED})
        if row.get("result"):
            details.append(row["result"].in_(self.language))
        return self._entry(self._word("project_status", row["status"]), row.get("title"), details, row)

    def _note(self, row: Fact) -> Entry:
        return self._entry(self._word("note_kind", row["kind"]), row.get("text"), [], row)

    def _decision(self, row: Fact) -> Entry:
        themes = [vocabulary.theme(self.cube, code, self.language) for code in _parts(row.get("themes"))]
        details = [*self._when(row, "date"), *([join(themes, self.language)] if themes else [])]
        return self._entry(self._word("decision_subject", row["subject"]), row.get("reason"), details, row)

    def _outreach(self, row: Fact) -> Entry:
        return self._entry("", row.get("text"), self._counts(row, COUNTS), row)

    def _entry(self, kind: str, text: Text | None, details: list[str], row: Fact) -> Entry:
        links = dict.fromkeys(str(row[key]) for key in ("url", "source") if row.get(key))
        safe = tuple(link for link in links if link.startswith(("https://", "http://")))
        return Entry(kind[:1].upper() + kind[1:], text.in_(self.language) if text else "", tuple(details), safe)

    def _word(self, kind: str, code: str) -> str:
        return vocabulary.word(self.cube, kind, code, self.language)

    def _counts(self, row: Fact, texts: Mapping[str, Text]) -> list[str]:
        found = ((text, row.get(key)) for key, text in texts.items())
        return [say(text, self.language, n=number(n, self.language)) for text, n in found if n is not None]

    def _partners(self, row: Fact) -> Iterator[str]:
        if row.get("partners"):
            yield say(WITH, self.language, partners=join(_parts(row["partners"]), self.language))

    def _when(self, row: Fact, start: str) -> Iterator[str]:
        begin, end = row.get(start), row.get("ended")
        if isinstance(begin, date) and isinstance(end, date) and end != begin:
            yield say(UNTIL, self.language, start=day(begin, self.language), end=day(end, self.language))
        elif isinstance(begin, date):
            yield day(begin, self.language)

    def _countries(self, codes: str) -> str:
        """ISO codes in the reader's language; any other word as it was written."""
        names = Locale.parse(self.language).territories
        return join([names.get(code, code) for code in _parts(codes)], self.language)


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(";") if part.strip()]
