"""Which companies of a delivery no round knows yet, and which members it does not list: said before it is written.

A company that is written otherwise is a new one, and breaks its own series without a fault. Names are kept nowhere, so
that a known name is found by its hash: as this delivery writes it, or as one slip of the pen away from a new one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from data.configuration.agreement import Named
from data.custody.home import Home
from data.custody.panel import SQL
from data.custody.pseudonym import Key
from data.intake.delivery import Delivery
from data.intake.panel_names import Joined, Spellings
from data.intake.slips import slips
from data.text import Text, alike

LOOKED_AT_CLOSELY = (
    25  # new names and aliases; slips of two letters take a tenth of a second each, those of one some thousandths
)
NAMED = 20  # in one list; the rest is counted


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A company that no round knows. looks_like: names that it may stand for, as this delivery writes them or, of a
    company that it does not list, in their normal form. same_day: members that are not listed and joined that day."""

    name: str = field(repr=False)
    joined: date
    looks_like: tuple[str, ...] = field(default=(), repr=False)
    same_day: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be a company that is known by another name."""
        return bool(self.looks_like or self.same_day)

    @property
    def words(self) -> Text:
        """The company, and what makes it doubtful, in a line."""
        nl, en = [f"'{self.name}', toegetreden op {self.joined}"], [f"'{self.name}', joined on {self.joined}"]
        if self.looks_like:
            names = ", ".join(f"'{each}'" for each in self.looks_like)
            nl.append(f"lijkt op {names}")
            en.append(f"looks like {names}")
        if self.same_day:
            nl.append(f"op dezelfde dag als {_some(self.same_day).nl} hieronder")
            en.append(f"on the same day as {_some(self.same_day).en} below")
        return Text("; ".join(nl), "; ".join(en))


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A member of the round before that has not left and that the delivery does not list; its name is kept nowhere."""

    joined: date
    segment: Text
    size_class: Text

    @property
    def words(self) -> Text:
        """What is known of it, in a line."""
        return Text(
            f"toegetreden op {self.joined}, {self.segment.nl}, {self.size_class.nl}",
            f"joined on {self.joined}, {self.segment.en}, {self.size_class.en}",
        )


@dataclass(frozen=True, slots=True)
class RollCall:
    """The new companies of a delivery and the members that it does not list; empty in the first round."""

    newcomers: tuple[Newcomer, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()

    @property
    def doubtful(self) -> int:
        """How many new companies may be known ones, by another name."""
        return sum(each.is_doubtful for each in self.newcomers)

    @property
    def lists(self) -> Iterator[tuple[Text, list[Text]]]:
        """Each list that is not empty: what it is of, and its lines."""
        if self.newcomers:
            doubtful_first = sorted(self.newcomers, key=lambda each: (not each.is_doubtful, each.name))
            yield _counted(NEW, len(self.newcomers)), _cut([each.words for each in doubtful_first])
        if self.unlisted:
            yield _counted(NOT_LISTED, len(self.unlisted)), _cut([each.words for each in self.unlisted])

    @property
    def question(self) -> Text:
        """What the secretariat must decide about the doubtful ones, and how to say it."""
        nl, en = (
            ("1 nieuw bedrijf is misschien een bekend bedrijf", "1 new company may be a known one")
            if self.doubtful == 1
            else (
                f"{self.doubtful} nieuwe bedrijven zijn misschien bekende bedrijven",
                f"{self.doubtful} new companies may be known ones",
            )
        )
        return Text(
            f"{nl}, anders geschreven. Is dat zo, verbeter dan de naam, of zet de naam van eerder bij aliases. Zo "
            "niet, laat de naam dan staan met --confirm-companies.",
            f"{en}, written otherwise. If so, correct the name, or put the earlier name among its aliases. If not, let "
            "the name stand with --confirm-companies.",
        )


NEW = (
    Text("Nieuw, in geen eerdere levering: 1 bedrijf", "New, in no earlier delivery: 1 company"),
    Text("Nieuw, in geen eerdere levering: {n} bedrijven", "New, in no earlier delivery: {n} companies"),
)
NOT_LISTED = (
    Text(
        "Lid in de vorige ronde, niet vertrokken, en niet in deze levering: 1 bedrijf (zonder naam: die wordt nergens "
        "bewaard)",
        "A member in the round before, not left, and not in this delivery: 1 company (without its name, which is kept "
        "nowhere)",
    ),
    Text(
        "Lid in de vorige ronde, niet vertrokken, en niet in deze levering: {n} bedrijven (zonder naam: die wordt "
        "nergens bewaard)",
        "Members in the round before, not left, and not in this delivery: {n} companies (without their names, which "
        "are kept nowhere)",
    ),
)

NOBODY_NEW = RollCall()


def call_roll(
    con: duckdb.DuckDBPyConnection, home: Home, delivery: Delivery, joined: Joined, *, known: Spellings
) -> RollCall:
    """Who of a delivery is new and who is not in it. Reads only; without a companies sheet, or without another round,
    there is nothing to compare with."""
    if "company" not in delivery.tables or not known.elsewhere:
        return NOBODY_NEW
    listed = {company for _, company in joined.declared}
    before = con.execute(
        (SQL / "earlier_members.sql").read_text(encoding="utf-8"), {"round": delivery.round}
    ).fetchall()
    gone = [row for row in before if row[0] not in listed]
    rows = zip(*(delivery.tables["company"].column(name).to_pylist() for name in ("company", "joined")), strict=True)
    known_companies = known.of_round.union(*known.elsewhere.values())
    new = {name: day for name, day in rows if joined.pseudonyms[name] not in known_companies}
    like = _look_alikes(new, delivery, joined, known, key=home.key(), is_one_missing=bool(gone))
    days = Counter(day for _, day, *_ in gone)
    newcomers = tuple(Newcomer(name, day, like[name], days[day]) for name, day in sorted(new.items()))
    return RollCall(newcomers, _unlisted(home, gone) if gone else ())


def _unlisted(home: Home, rows: Iterable[tuple[str, date, str, str]]) -> tuple[Unlisted, ...]:
    agreement = home.agreement()
    return tuple(
        Unlisted(day, _name_of(segment, agreement.segments), _name_of(size, agreement.size_classes))
        for _, day, segment, size in rows
    )


def _look_alikes(
    new: Mapping[str, date], delivery: Delivery, joined: Joined, known: Spellings, *, key: Key, is_one_missing: bool
) -> dict[str, tuple[str, ...]]:
    """New name -> the names of other companies that it, or one of its aliases, is one slip away from.

    Names of this delivery are compared as they are; only where a member is missing, who may stand here under another
    name, are as many letters looked at among the hashes, which takes three times as long.
    """
    closely = 2 if sum(len(delivery.spellings[name]) for name in new) <= LOOKED_AT_CLOSELY else 1
    here = {spelling: joined.pseudonyms[name] for name, every in delivery.spellings.items() for spelling in every}
    found: dict[str, tuple[str, ...]] = {}
    for name in new:
        others: dict[str, str] = {}  # company -> its name
        for spelling in delivery.spellings[name]:
            listed = (here[each] for each in slips(spelling, letters=closely) if each in here)
            others |= {company: joined.written[company] for company in listed}
            for meant in slips(spelling, letters=closely if is_one_missing else 1):
                for company in known.elsewhere.get(key.spelling(meant), ()):
                    others.setdefault(company, joined.written.get(company, meant))
        others.pop(joined.pseudonyms[name], None)
        found[name] = tuple(sorted(others.values()))
    return found


def _name_of(code: str, among: Iterable[Named]) -> Text:
    return next((each.name for each in among if each.code == code), alike(code))


def _counted(forms: tuple[Text, Text], n: int) -> Text:
    return Text(*(each.format(n=n) for each in forms[n != 1]))


def _some(n: int) -> Text:
    return Text("1 bedrijf", "1 company") if n == 1 else Text(f"{n} bedrijven", f"{n} companies")


def _cut(lines: list[Text]) -> list[Text]:
    rest = len(lines) - NAMED
    return lines if rest <= 0 else [*lines[:NAMED], Text(f"en nog {rest}", f"and {rest} more")]
