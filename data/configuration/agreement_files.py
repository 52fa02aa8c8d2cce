"""The files of an agreement's folder: read as text, folded into what the models expect, their faults put in words."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.configuration.agreement_parts import ComputedFrom
from data.text import LANGUAGES

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TOML = "agreement.toml"
VOCABULARY = Path(__file__).parents[1] / "agreements" / "vocabulary.toml"
CELL = tuple(ComputedFrom.model_fields)
# Texts about another agreement's figure that its report may leave open.
OPTIONAL_TEXTS = ("base", "instrument", "note")

# Per table: the columns that must be there, those that may be, and whether the file may be absent.
COLUMNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "questions": (
        ("id", "version", "step", "weight", "maximum", "text_nl", "text_en"),
        ("themes", "segments", "conflict_area"),
        False,
    ),
    "themes": (("list", "code", "name_nl", "name_en"), (), True),
    "theme_links": (("from_list", "from_theme", "to_list", "to_theme"), (), True),
    "published_figures": (
        ("year", "figure", "population_nl", "population_en", "value", "unit", "source"),
        ("n", "base", *CELL),
        True,
    ),
    "other_agreements": (
        ("agreement_nl", "agreement_en", "year", "figure_nl", "figure_en", "value", "unit", "source_nl", "source_en"),
        ("n", *(f"{name}_{language}" for name in OPTIONAL_TEXTS for language in LANGUAGES)),
        True,
    ),
}
# Rows that no other part refers to: without a faulty one the rest can still be compared.
LEAVES = ("questions", "theme_links", "published_figures", "other_agreements", "targets")
# Kinds whose codes no calculation asks for: an agreement may add its own.
OPEN_KINDS = ("activity_kind", "initiative", "decision_subject", "note_kind", "material")
# What was expected, per start of pydantic's error type; limits are filled in from the error.
EXPECTED = {
    "string_pattern_mismatch": "a code of lower-case letters, digits, dot, dash or underscore",
    "string_too_long": "at most {max_length} characters",
    "int_": "a whole number",
    "decimal_": "a number",
    "bool_": "1 or 0 (true or false in TOML)",
    "date_": "a date such as 2024-06-30",
    "literal_error": "one of {expected}",
    "greater_than_equal": "a number of at least {ge}",
    "greater_than": "a number above {gt}",
    "less_than_equal": "a number of at most {le}",
    "less_than": "a number below {lt}",
    "string_type": "a text",
    "tuple_type": "a list",
}


@dataclass(frozen=True, slots=True)
class AgreementFiles:
    """A folder as read.

    raw: what the models validate; lines: per CSV table the line number of each row; faults: of reading, in words;
    toml_was_read: False where agreement.toml could not be parsed, so that its keys are not called missing too;
    incomplete: the tables of which rows are missing here, so that nothing is concluded from their absence.
    """

    raw: Mapping[str, Any]
    lines: Mapping[str, tuple[int, ...]]
    faults: tuple[str, ...]
    toml_was_read: bool
    incomplete: frozenset[str] = field(default_factory=frozenset)

    def without(self, faulty: Mapping[str, set[int]]) -> "AgreementFiles":
        """The same without these rows (table -> indexes)."""

        def rest(table: str, rows: Any) -> tuple[Any, ...]:
            return tuple(row for index, row in enumerate(rows) if index not in faulty.get(table, ()))

        return replace(
            self,
            raw={**self.raw, **{table: rest(table, self.raw[table]) for table in faulty}},
            lines={table: rest(table, numbers) for table, numbers in self.lines.items()},
            incomplete=self.incomplete | frozenset(faulty),
        )


def read_files(folder: Path) -> AgreementFiles:
    """Read agreement.toml, the CSV tables and the shared vocabulary; faults are collected, not raised."""
    faults: list[str] = []
    raw = _toml(folder / TOML, faults)
    toml_was_read = not faults
    raw["vocabulary"] = _vocabulary(raw.get("vocabulary", {}), faults)
    lines: dict[str, tuple[int, ...]] = {}
    incomplete: set[str] = set()
    for table in COLUMNS:
        if table in raw:
            faults.append(f"{TOML}: {table}: found in this file, expected in {table}.csv")
        rows, numbers, found = _csv(folder / f"{table}.csv", table)
        faults.extend(found)
        if found:
            incomplete.add(table)
        raw[table] = [_folded(table, row) for row in rows]
        lines[table] = numbers
    return AgreementFiles(raw, lines, tuple(faults), toml_was_read, frozenset(incomplete))


def _toml(path: Path, faults: list[str]) -> dict[str, Any]:
    if not path.exists():
        faults.append(f"{TOML}: not found; an agreement is a folder with that file")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{TOML}: not valid TOML: {error}")
    except UnicodeDecodeError:
        faults.append(f"{TOML}: found characters that are not UTF-8, expected a file saved as UTF-8")
    return {}


def _vocabulary(own: object, faults: list[str]) -> dict[str, Any]:
    """The shared words; an agreement may rename any of them and add to the open kinds."""
    shared: dict[str, dict[str, Any]] = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    if not isinstance(own, dict):
        faults.append(f"{TOML}: vocabulary: found {own!r}, expected a table per kind")
        return shared
    for kind, words in own.items():
        if kind not in shared:
            faults.append(f"{TOML}: vocabulary: found the kind {kind!r}, expected one of {', '.join(shared)}")
        elif not isinstance(words, dict):
            faults.append(f"{TOML}: vocabulary.{kind}: found {words!r}, expected codes with a text each")
        else:
            unknown = [] if kind in OPEN_KINDS else [code for code in words if code not in shared[kind]]
            faults.extend(
                f"{TOML}: vocabulary.{kind}: found the code {code!r}, expected one of {', '.join(shared[kind])}"
                for code in unknown
            )
            shared[kind] |= {code: text for code, text in words.items() if code not in unknown}
    return shared


def _csv(path: Path, table: str) -> tuple[list[dict[str, str]], tuple[int, ...], list[str]]:
    """The rows of one file with their line numbers; no rows where the header is not what it should be."""
    required, optional, may_be_absent = COLUMNS[table]
    if not path.exists():
        return [], (), [] if may_be_absent else [f"{path.name}: not found, expected a file with {', '.join(required)}"]
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [], (), [f"{path.name}: found characters that are not UTF-8, expected a file saved as UTF-8"]
    first_line = content.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.reader(content.splitlines(keepends=True), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    allowed = (*required, *optional)
    faults = [f"{path.name} line 1: column {name} is missing" for name in required if name not in header]
    faults += [
        f"{path.name} line 1: found the column {name!r}, expected one of {', '.join(allowed)}"
        for name in header
        if name not in allowed
    ]
    faults += [f"{path.name} line 1: found the column {name!r} twice" for name in _twice(header)]
    if faults:
        return [], (), faults
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    for values in reader:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            place = f"{path.name} line {reader.line_num}"
            faults.append(f"{place}: found {len(values)} fields, expected {len(header)} as in the header")
            continue
        rows.append({name: value.strip() for name, value in zip(header, values, strict=True)})
        numbers.append(reader.line_num)
    return rows, tuple(numbers), faults


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _folded(table: str, row: dict[str, str]) -> dict[str, Any]:
    """Columns become what the model expects: one text per language pair, tuples of codes, the computing cell."""
    folded: dict[str, Any] = dict(row)
    for name in [name.removesuffix("_nl") for name in row if name.endswith("_nl")]:
        folded[name] = {"nl": folded.pop(f"{name}_nl"), "en": folded.pop(f"{name}_en")}
    if table == "questions":
        for name in ("themes", "segments"):
            folded[name] = tuple(code.strip() for code in folded.get(name, "").split(";") if code.strip())
        folded["conflict_area"] = folded.get("conflict_area") or "0"
    if table == "published_figures":
        cell = {name: value for name in CELL if (value := folded.pop(name, ""))}
        folded |= {"n": folded.get("n") or None, "computed_from": cell or None}
    if table == "other_agreements":
        folded["n"] = folded.get("n") or None
        folded |= {name: None for name in OPTIONAL_TEXTS if not any(folded.get(name, {}).values())}
    return folded


def in_words(error: ValidationError, files: AgreementFiles) -> list[str]:
    """Each pydantic fault as: file, place: what was found, what was expected."""
    return [
        f"{_place(each['loc'], files)}: {_found_and_expected(each)}"
        for each in error.errors()
        if files.toml_was_read or each["loc"][0] in COLUMNS
    ]


def _place(location: tuple[int | str, ...], files: AgreementFiles) -> str:
    match location:
        case (str(table), int(index), *rest) if table in COLUMNS:
            required, optional, _ = COLUMNS[table]
            columns = (*required, *optional)
            names = [f"{name}_nl, {name}_en" if f"{name}_nl" in columns else str(name) for name in rest[-1:]]
            return f"{table}.csv line {files.lines[table][index]}" + "".join(f", column {name}" for name in names)
        case (str(table), int(index), *rest):
            item = files.raw[table][index]
            named = next((f" ({item[key]})" for key in ("code", "number") if key in item), "")
            return f"{TOML}: {'.'.join(map(str, (f'{table} item {index + 1}{named}', *rest)))}"
        case _:
            return f"{TOML}: {'.'.join(map(str, location))}"


def _found_and_expected(error: "ErrorDetails") -> str:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "missing"
    if kind == "extra_forbidden":
        return "unknown key; see docs/agreement.md for the keys"
    worded = next((words for start, words in EXPECTED.items() if kind.startswith(start)), None)
    expected = worded.format(**limits) if worded else error["msg"].removeprefix("Value error, expected ")
    found = error["input"]
    if isinstance(found, dict):
        found = ", ".join(f"{key} = {value!r}" for key, value in found.items())
        return f"found {{{found}}}, expected {expected}"
    return f"found {str(found)!r}, expected {expected}"
