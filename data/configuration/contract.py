"""The twelve tables of a delivery, as contract.toml declares them, and the codes that their cells may hold."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from data.configuration.agreement import Agreement, Round
from data.text import Text

DECLARATION = Path(__file__).parent / "contract.toml"

Kind = Literal[
    "company", "aliases", "activity", "text", "id", "url", "date", "count", "scale", "yes_no", "round", "answer",
    "code", "codes",
]  # fmt: skip
Group = Literal["scores", "company", "facts"]

VOCABULARY_LISTS = (
    "secondary", "assessor", "relation", "action_status", "activity_kind", "activity_status", "initiative",
    "project_status", "decision_subject", "note_kind",
)  # fmt: skip

_GAPS = re.compile(r"[\s_\-–—\u200b\ufeff]+")
_APOSTROPHES = re.compile(r"['’‘`´]")
_NUMBERED = re.compile(r"\d+(\.\d+)+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a delivered table; see the head of contract.toml for what each part means."""

    code: str
    kind: Kind
    name: Text
    help: Text
    of: str = ""
    required: bool = False
    column: bool = False
    default: str = ""
    also: tuple[str, ...] = ()

    def recognised(self) -> frozenset[str]:
        """The folded headers under which this column may stand."""
        return frozenset(fold(each) for each in (self.code, *self.name, *self.also))


@dataclass(frozen=True, slots=True)
class Table:
    """One delivered table. `key` names one row; `panel` is the panel's table; `group` says who needs it."""

    sheet: str
    panel: str
    group: Group
    key: tuple[str, ...]
    name: Text
    help: Text
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    def recognised(self) -> frozenset[str]:
        """The folded names under which this sheet or file may stand."""
        return frozenset(fold(each) for each in (self.sheet, self.panel, *self.name, *self.also))

    def column(self, code: str) -> Column:
        """The column with this code; KeyError where there is none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list with its name; `also` are further spellings, such as a step's number."""

    code: str
    name: Text
    also: tuple[str, ...] = ()


class CodeList:
    """The codes that a column may hold. A cell may write the code or its name in either language."""

    def __init__(self, codes: Iterable[Code]) -> None:
        """Learn every spelling; a name that two codes share stands for neither."""
        self.codes = tuple(codes)
        names: dict[str, set[str]] = {}
        for each in self.codes:
            for spelling in (*each.name, *each.also):
                names.setdefault(fold(spelling), set()).add(each.code)
        certain = {spelling: min(found) for spelling, found in names.items() if len(found) == 1}
        self.spellings = MappingProxyType(certain | {fold(each.code): each.code for each in self.codes})

    def find(self, text: str) -> str | None:
        """The code that a cell's text stands for; None where there is none, or more than one."""
        return self.spellings.get(fold(text))


def fold(text: str) -> str:
    """A header, code or name in the form in which two spellings are compared."""
    plain = unicodedata.normalize("NFKC", text)
    return _GAPS.sub(" ", _APOSTROPHES.sub("", plain)).strip().casefold()


@cache
def tables() -> MappingProxyType[str, Table]:
    """All tables by the name of their sheet, in the order in which a workbook holds them."""
    return MappingProxyType({sheet: _table(sheet, deepcopy(parts)) for sheet, parts in _declared()["table"].items()})


def code_lists(agreement: Agreement, round: Round) -> dict[str, CodeList]:
    """The lists of codes that hold in one round: its own instrument version, questions and theme list."""
    lists = {
        kind: CodeList(
            Code(code, name, tuple(_spoken(kind).get(code, ())))
            for code, name in agreement.vocabulary.get(kind, {}).items()
        )
        for kind in VOCABULARY_LISTS
    }
    lists["segment"] = CodeList(Code(each.code, each.name) for each in agreement.segments)
    lists["size_class"] = CodeList(Code(each.code, each.name) for each in agreement.size_classes)
    lists["deliverable"] = CodeList(Code(each.code, each.name) for each in agreement.deliverables)
    lists["working_group"] = CodeList(Code(each.code, each.name) for each in agreement.working_groups)
    lists["theme"] = CodeList(Code(each.code, each.name) for each in agreement.themes_of(round.theme_list))
    lists["step"] = CodeList(Code(each.code, each.name, (*each.short, str(each.number))) for each in agreement.steps)
    version = round.instrument_version
    lists["instrument_version"] = CodeList([Code(version, Text(version, version))])
    lists["question"] = CodeList(
        Code(each.id, each.text, _written_by_excel(each.id)) for each in agreement.questions_of(version)
    )
    return lists


def _spoken(kind: str) -> dict[str, list[str]]:
    """The further words for each code of a list."""
    further: dict[str, dict[str, list[str]]] = _declared()["also"]
    return further.get(kind, {})


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(DECLARATION.read_text(encoding="utf-8"))


def _written_by_excel(question: str) -> tuple[str, ...]:
    """Dutch Excel turns the question number 1.1 into a number and writes it as 1,1."""
    return (question.replace(".", ","),) if _NUMBERED.fullmatch(question) else ()


def _table(sheet: str, parts: dict[str, Any]) -> Table:
    columns = tuple(_column(code, column) for code, column in parts.pop("columns").items())
    named: dict[str, Any] = _named(parts)
    return Table(sheet=sheet, columns=columns, key=tuple(parts.pop("key")), **named, **parts)


def _column(code: str, parts: dict[str, Any]) -> Column:
    named: dict[str, Any] = _named(parts)
    return Column(code=code, **named, **parts)


def _named(parts: dict[str, Any]) -> dict[str, Any]:
    """Take the name, the help and the other names out of a declaration."""
    return {
        "name": Text(**parts.pop("name")),
        "help": Text(**parts.pop("help")),
        "also": tuple(parts.pop("also", ())),
    }
