"""All that an edition without suppression tells beside its cells: details and actions. docs/editions.md lists them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.configuration.agreement import Agreement
from data.configuration.contract import Code, CodeList
from data.countries import country_code
from data.detail import Action, Detail
from data.measuring.attendance import attendance
from data.measuring.configured import configure
from data.measuring.lattice import lattice
from data.measuring.movement import movement
from data.measuring.other_scores import other_scores
from data.measuring.risk_order import risk_order
from data.measuring.roster import CROSS, TOTAL
from data.measuring.scoring import MILLION, NO_ROW, NOT_APPLICABLE, UNANSWERED
from data.measuring.series import is_made
from data.measuring.statistics import CompanyValues, query, sums

Integers = NDArray[np.int64]
Named = Callable[[str], bool]

REACHED = 80 * MILLION  # of a question's maximum: the bar of the agreement's own target, for one question
OTHER = "other"
ALIKE = 2  # companies that wrote the same; what one alone wrote is its own words
CLOSED_LISTS = ("partner", "support_wanted")


@dataclass(frozen=True, slots=True)
class Internal:
    """What an edition that suppresses nothing says beside its cells."""

    details: tuple[Detail, ...] = ()
    actions: tuple[Action, ...] = ()


def internal(con: duckdb.DuckDBPyConnection, values: CompanyValues, agreement: Agreement, *, named: Named) -> Internal:
    """The details and actions of a snapshot; con and values are of the same one.

    named: whether a text reads like a company's name; such a text does not leave the room.
    """
    configure(con, agreement, values.series)
    con.execute(query("roster"))
    years, stays = _membership(con, values)
    _agree_on_words(con, agreement, named)
    details = (
        *movement(values, agreement, stays),
        *other_scores(con, values, agreement),
        *risk_order(values, agreement),
        *_risk_where(con, agreement),
        *_questions_reached(values, agreement),
        *_questions_open(values, agreement),
        *_on_schedule(values, agreement, years),
        *attendance(con, values, agreement),
    )
    return Internal(details, tuple(_actions(con, agreement, named)))


def _membership(
    con: duckdb.DuckDBPyConnection, values: CompanyValues
) -> tuple[dict[int, Integers], dict[int, NDArray[np.bool_]]]:
    """Per round, the membership year of every company (0: not on the roster) and whether it is one when it ends."""
    found = con.execute(query("membership_year")).fetchnumpy()
    years = {number: np.zeros(values.roster.size, dtype=np.int64) for number in values.roster.rounds}
    stays = {number: np.zeros(values.roster.size, dtype=bool) for number in values.roster.rounds}
    for number in values.roster.rounds:
        here = found["round"] == number
        years[number][found["company_no"][here]] = found["membership_year"][here]
        stays[number][found["company_no"][here]] = found["stays"][here]
    return years, stays


def _agree_on_words(con: duckdb.DuckDBPyConnection, agreement: Agreement, named: Named) -> None:
    """Make the table wording (kind, folded, word): one word for what companies wrote freely beside risks, actions.

    A material has its code where the agreement knows it, and a country its ISO code: two spellings are one place. What
    reads like a company's name is "other", and so are a partner or wanted support that one company alone wrote.
    """
    con.execute(query("free_word"))
    materials = CodeList(Code(code, name) for code, name in agreement.vocabulary.get("material", {}).items())
    code_of = {"material": materials.find, "country": country_code}
    rows = con.execute("from free_word order by kind, folded").fetchall()
    words = []
    for kind, _, word, companies in rows:
        own = kind in CLOSED_LISTS and companies < ALIKE
        known = code_of[kind](word) if kind in code_of else None
        words.append(OTHER if own or named(word) else known or word)
    columns = {"kind": [row[0] for row in rows], "folded": [row[1] for row in rows], "word": words}
    table = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    con.register("given", table)
    con.execute("create or replace temp table wording as select * from given")
    con.unregister("given")


def _risk_where(con: duckdb.DuckDBPyConnection, agreement: Agreement) -> Iterator[Detail]:
    """Companies whose analysis names a theme in a country or with a material; n: companies with an analysis."""
    for number, theme, kind, word, n, companies in con.execute(query("risk_where")).fetchall():
        if "risks" not in agreement.round(number).not_made:
            yield Detail("risk_where", f"{theme}:{kind}:{word}", None, number, *TOTAL, n, Decimal(companies))


def _questions_reached(values: CompanyValues, agreement: Agreement) -> Iterator[Detail]:
    """Companies that reach 80 % of a question's maximum, of those that answered it; per group."""
    lines = [line for line, each in enumerate(values.series) if each.part == "question"]
    series = tuple(values.series[line] for line in lines)
    counted = replace(
        values, series=series, present={number: each[lines] for number, each in values.present.items()},
        value={number: (each[lines] >= REACHED).astype(float) for number, each in values.value.items()},
    )  # fmt: skip
    rows = [row for row in lattice(values.roster, agreement) if row.kind == "all" and CROSS not in row.dimension]
    found = sums(counted, rows)
    for place, row in enumerate(rows):
        for line in np.flatnonzero(found.n[place]):
            if is_made(series[line], agreement, None, row.round):
                n, reached = int(found.n[place, line]), Decimal(int(found.total[place, line]))
                item = series[line].item
                yield Detail("question_reached", item, None, row.round, row.dimension, row.member, n, reached)


def _questions_open(values: CompanyValues, agreement: Agreement) -> Iterator[Detail]:
    """Companies that left a question open and to which it does not apply, of those that handed in."""
    overall = next(each for each in values.series if (each.measure, each.item) == ("maturity", "overall"))
    for number, codes in values.codes.items():
        handed_in = (codes != NO_ROW).any(axis=0)
        if not handed_in.any() or not is_made(overall, agreement, None, number):
            continue
        for question, answers in zip(values.sheets[number].items, codes[:, handed_in], strict=True):
            for state, code in (("unanswered", UNANSWERED), ("not_applicable", NOT_APPLICABLE)):
                where = (None, number, *TOTAL, answers.size)
                yield Detail("question_open", f"{question}:{state}", *where, Decimal(int((answers == code).sum())))


def _on_schedule(values: CompanyValues, agreement: Agreement, years: dict[int, Integers]) -> Iterator[Detail]:
    """Companies at or above their own target, by how many years they have belonged to the agreement."""
    line = next(line for line, each in enumerate(values.series) if each.measure == "on_schedule")
    for number in values.roster.rounds:
        if not is_made(values.series[line], agreement, None, number):
            continue
        with_target = values.present[number][line]
        n = np.bincount(years[number][with_target])
        reached = np.bincount(years[number][with_target], weights=values.value[number][line, with_target])
        for year in np.flatnonzero(n).tolist():
            where = (None, number, *TOTAL, int(n[year]))
            yield Detail("on_schedule_by_year", f"year:{year}", *where, Decimal(int(reached[year])))


def _actions(con: duckdb.DuckDBPyConnection, agreement: Agreement, named: Named) -> Iterator[Action]:
    for row in con.execute(query("edition_action")).fetchall():
        action = Action(*row)
        if "actions" not in agreement.round(action.round).not_made:
            yield replace(action, action=OTHER) if named(action.action) else action
