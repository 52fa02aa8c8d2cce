"""Which company a name stands for: names of a delivery join the companies that the panel knows by keyed hash.

Names stay in memory. A company keeps the pseudonym of the name under which it first came, whatever it is called
later, as long as a delivery lists a name that the panel knows among its aliases.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.custody.panel import SQL
from data.custody.pseudonym import Key
from data.faults import DeliveryRefused, Fault
from data.intake.delivery import Delivery, Known
from data.text import Text

SHEET = "companies"
NOBODY: frozenset[str] = frozenset()
UNKNOWN = Text("een bedrijf uit het tabblad companies", "a company of the companies sheet")
APART = Text(
    "namen van één bedrijf; eerder kwamen deze naam en de aliassen voor als verschillende bedrijven",
    "names of one company; this name and its aliases came as different companies before",
)


@dataclass(frozen=True, slots=True)
class Spellings:
    """What the panel knows: spelling (keyed hash) -> companies, of the other rounds and of the round that comes in."""

    elsewhere: Mapping[str, frozenset[str]]
    this_round: Mapping[str, frozenset[str]]

    def companies(self, spelling: str) -> frozenset[str]:
        """The companies that a spelling may stand for; one at most unless deliveries contradict one another."""
        return self.elsewhere.get(spelling) or self.this_round.get(spelling, frozenset())

    @property
    def of_round(self) -> frozenset[str]:
        """The companies that the earlier companies sheet of this round lists."""
        return frozenset().union(*self.this_round.values())

    @property
    def all(self) -> frozenset[str]:
        """Every spelling that is known."""
        return frozenset(self.elsewhere) | frozenset(self.this_round)


@dataclass(frozen=True, slots=True)
class Joined:
    """A delivery's names, joined. pseudonyms: name as written -> company; written: company -> name as written;
    declared: (spelling, company) that its companies sheet says; empty without that sheet."""

    pseudonyms: Mapping[str, str] = field(repr=False)
    written: Mapping[str, str] = field(repr=False)
    declared: tuple[tuple[str, str], ...] = field(repr=False)


def known_spellings(con: duckdb.DuckDBPyConnection, round_number: int) -> Spellings:
    """The spellings that count now; a wrong alias of this round's earlier delivery must not bind its correction."""
    elsewhere: dict[str, set[str]] = defaultdict(set)
    this_round: dict[str, set[str]] = defaultdict(set)
    for spelling, company, number in con.execute((SQL / "known_spellings.sql").read_text(encoding="utf-8")).fetchall():
        (this_round if number == round_number else elsewhere)[spelling].add(company)
    return Spellings(_frozen(elsewhere), _frozen(this_round))


def known_names(spellings: Spellings, key: Key) -> Known | None:
    """What the checks of a delivery without a companies sheet ask: which of these names are companies of the round?

    None where no companies sheet of this round was received yet.
    """
    of_round = spellings.of_round
    if not of_round:
        return None

    def are_known(names: Sequence[str]) -> Sequence[bool]:
        return [bool(spellings.companies(key.alias(name)) & of_round) for name in names]

    return are_known


def join_names(delivery: Delivery, known: Spellings, key: Key, *, name: str) -> Joined:
    """Join every name of a delivery to its company. name: of the delivery, for the report.

    Raises DeliveryRefused with every name that is unknown or stands for two companies.
    """
    faults: list[Fault] = []
    written: dict[str, str] = {}
    declared: dict[str, str] = {}
    pseudonyms: dict[str, str] = {}
    if "company" in delivery.tables:
        rows = {row: tuple(map(key.spelling, every)) for row, every in delivery.spellings.items()}
        faults += _shared_spellings(rows)
        new = {row: key.company(every[0]) for row, every in delivery.spellings.items()}
        for row, companies in _companies(rows, known, new).items():
            company = min(companies)
            if len(companies) > 1:
                faults.append(_fault(row, APART))
            if company in written:
                faults.append(_fault(row, _one_before(written[company])))
            pseudonyms[row], written[company] = company, row
            declared |= dict.fromkeys(rows[row], company)
    for each in sorted(_names(delivery.tables) - pseudonyms.keys()):
        spelling = key.alias(each)
        if spelling in declared:
            found = frozenset({declared[spelling]})
        else:
            found = NOBODY if declared else known.companies(spelling) & known.of_round
        if len(found) != 1:
            faults.append(_fault(each, UNKNOWN))
            continue
        pseudonyms[each] = next(iter(found))
        written.setdefault(pseudonyms[each], each)
    if faults:
        raise DeliveryRefused(name, faults)
    return Joined(pseudonyms, written, tuple(sorted(declared.items())))


def pseudonymised(table: pa.Table, joined: Joined) -> pa.Table:
    """A delivered table with pseudonyms for names, once for each name and not for each row."""
    if not _has_company(table):
        return table
    place = table.column_names.index("company")
    encoded = table.column(place).combine_chunks().dictionary_encode()  # as it is, where it is encoded already
    companies = pa.array([joined.pseudonyms.get(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return table.set_column(place, "company", pa.DictionaryArray.from_arrays(encoded.indices, companies))


def _one_before(other: str) -> Text:
    return Text(
        f"een ander bedrijf dan '{other}'; een eerdere levering noemt beide namen voor één bedrijf",
        f"another company than '{other}'; an earlier delivery gives both names to one company",
    )


def _companies(
    rows: Mapping[str, tuple[str, ...]], spellings: Spellings, new: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Row -> the companies that its spellings stand for; where none is known, the new one.

    Other rounds decide first. What only this round's earlier delivery said holds where nobody else claims it: a
    company to which that delivery gave a wrong alias is separate again after the correction.
    """
    if not spellings.elsewhere and not spellings.this_round:
        return {name: frozenset({company}) for name, company in new.items()}
    found = {name: _standing_for(hashes, spellings.elsewhere) for name, hashes in rows.items()}
    claimed = frozenset().union(*found.values())
    weak = {name: _standing_for(rows[name], spellings.this_round) - claimed for name in rows if not found[name]}
    claims = Counter(company for companies in weak.values() for company in companies)
    for name, companies in weak.items():
        keeps = frozenset(company for company in companies if claims[company] == 1 or company == new[name])
        found[name] = keeps or frozenset({new[name]})
    return found


def _standing_for(hashes: Iterable[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return NOBODY if known.keys().isdisjoint(hashes) else frozenset().union(*(known.get(each, ()) for each in hashes))


def _shared_spellings(rows: Mapping[str, tuple[str, ...]]) -> list[Fault]:
    """One spelling, two companies of the same sheet."""
    if len(frozenset().union(*rows.values())) == sum(map(len, rows.values())):
        return []
    owner: dict[str, str] = {}
    faults = []
    for name, hashes in rows.items():
        rivals = dict.fromkeys(owner[each] for each in hashes if each in owner)
        faults += [
            _fault(
                name,
                Text(f"een naam of alias die niet ook bij {rival!r} staat", f"no name or alias that {rival!r} has too"),
            )
            for rival in rivals
        ]
        owner |= dict.fromkeys(hashes, name)
    return faults


def _names(tables: Mapping[str, pa.Table]) -> set[str]:
    """Every distinct name as written, over all tables."""
    columns = [table.column("company").combine_chunks() for table in tables.values() if _has_company(table)]
    words = [each.dictionary if pa.types.is_dictionary(each.type) else each.unique() for each in columns]
    return set().union(*(each.to_pylist() for each in words))


def _has_company(table: pa.Table) -> bool:
    return "company" in table.column_names


def _fault(found: str, expected: Text) -> Fault:
    return Fault(SHEET, "", found, expected, kind="company")


def _frozen(spellings: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {spelling: frozenset(companies) for spelling, companies in spellings.items()}
