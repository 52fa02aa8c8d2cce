"""A mapping file (TOML): how foreign sheets, columns and codes become a delivery's tables. See docs/delivery.md."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from data.configuration.contract import fold, tables
from data.faults import DeliveryRefused, Fault
from data.intake.readers import nearest, with_nearest
from data.text import Text

Told = tuple[str, str | None, Text]  # place, what was found, what was expected

_HEADER_OR_CONSTANT = Text('een kolomnaam of { constant = "..." }', 'a header or { constant = "..." }')
_SECTION = Text('een sectie met regels als naam = "..."', 'a section with lines such as name = "..."')
_TEXTS = Text(
    'een tekst tussen aanhalingstekens of een lijst ervan: ["...", "..."]', 'a quoted text or a list: ["...", "..."]'
)
_TEXT = Text("een tekst tussen aanhalingstekens", "a quoted text")

ROUND = "{round}"  # in a column's name, a constant or a filter: the round as the file names it


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True)


PartT = TypeVar("PartT", bound=_Part)


class Constant(_Part):
    """The same text in every row."""

    constant: str


class TableMapping(_Part):
    """How one table comes out of a foreign sheet.

    source: names of sheets or files; none: the table's own names, or the only sheet there is. where: only rows whose
    column holds one of these texts. skip_absent: no row where one of these columns is empty or an absent word.
    columns: foreign header (or a constant) per column of ours; others are found by their own names. codes: our code
    per foreign text, per column. questions: question per foreign header, which makes a wide sheet of answers.
    """

    source: Texts = Field(default=(), alias="from")
    where: dict[str, Texts] = Field(default_factory=dict)
    skip_absent: Texts = ()
    columns: dict[str, str | Constant] = Field(default_factory=dict)
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    questions: dict[str, str] = Field(default_factory=dict)

    def headers(self) -> dict[str, str]:
        """The foreign header of each column of ours, folded."""
        return {code: fold(header) for code, header in self.columns.items() if isinstance(header, str)}

    def constants(self) -> dict[str, str]:
        """The constant of each column of ours that has one."""
        return {code: each.constant for code, each in self.columns.items() if isinstance(each, Constant)}


class _MappingFile(_Part):
    absent: Texts = ()
    ignore: Texts = ()
    rounds: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping for one round. absent: lower-case words that mean an empty cell; ignore: folded sheet names."""

    absent: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    by_table: dict[str, TableMapping] = field(default_factory=dict)


def load_mapping(path: Path, round: int) -> Mapping:
    """Read a mapping file for one round. Raises DeliveryRefused with every fault of the file."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _refused(path, [("", None, Text("een mapping-bestand", "a mapping file"))]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refused(path, [("", str(error), Text("geldige TOML", "valid TOML"))]) from error
    general = {key: value for key, value in raw.items() if key not in tables()}
    faults: list[Told] = []
    whole = _validated(_MappingFile, general, "", faults) or _MappingFile()
    label = whole.rounds.get(str(round), str(round))
    by_table: dict[str, TableMapping] = {}
    for sheet in raw.keys() & tables().keys():
        mapped = _validated(TableMapping, _with_round(raw[sheet], label), sheet, faults)
        if mapped is not None:
            by_table[sheet] = mapped
            faults += _unknown_columns(sheet, mapped)
    if faults:
        raise _refused(path, faults)
    return Mapping(
        frozenset(word.strip().lower() for word in whole.absent), frozenset(map(fold, whole.ignore)), by_table
    )


def _with_round(value: Any, label: str) -> Any:
    """Every text of a table's mapping with {round} filled in."""
    if isinstance(value, str):
        return value.replace(ROUND, label)
    if isinstance(value, list):
        return [_with_round(each, label) for each in value]
    if isinstance(value, dict):
        return {_with_round(key, label): _with_round(each, label) for key, each in value.items()}
    return value


def _validated(kind: type[PartT], value: Any, place: str, faults: list[Told]) -> PartT | None:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        told = (_told(kind, tuple(map(str, each["loc"])), each["type"], each["input"]) for each in error.errors())
        faults += dict.fromkeys(
            (".".join(filter(None, (place, *where))), found, expected) for where, found, expected in told
        )
        return None


def _told(kind: type[_Part], where: tuple[str, ...], what: str, value: Any) -> tuple[tuple[str, ...], str | None, Text]:
    """Where a fault of a mapping stands, what was found there and what was expected."""
    if where[0] == "columns" and len(where) > 1:
        return where[:2], None, _HEADER_OR_CONSTANT
    if what == "extra_forbidden":
        keys = [each.alias or name for name, each in kind.model_fields.items()]
        known = keys if kind is TableMapping else [*keys, *tables()]
        near = nearest(where[-1], {fold(each) for each in known})
        every = ", ".join(known)
        return where[:-1], where[-1], with_nearest(Text(f"een van {every}", f"one of {every}"), near)
    expected = {"dict_type": _SECTION, "tuple_type": _TEXTS}.get(what, _TEXT)
    return where, None if isinstance(value, dict | list) else str(value), expected


def _unknown_columns(sheet: str, mapped: TableMapping) -> list[Told]:
    known = [column.code for column in tables()[sheet].columns]
    expected = Text(f"een kolom van ons: {', '.join(known)}", f"a column of ours: {', '.join(known)}")
    named = [(f"{sheet}.columns", code) for code in mapped.columns] + [
        (f"{sheet}.codes", code) for code in mapped.codes
    ]
    return [(place, code, expected) for place, code in named if code not in known]


def _refused(path: Path, faults: list[tuple[str, str | None, Text]]) -> DeliveryRefused:
    return DeliveryRefused(
        path.name, [Fault(place or path.name, "", found, expected, kind="column") for place, found, expected in faults]
    )
