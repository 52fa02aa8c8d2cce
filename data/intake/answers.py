"""The answers of a delivery: a million rows checked as sets, faults named one by one, gaps filled with their state."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from data.configuration.contract import Table
from data.faults import Fault
from data.intake.interpreting import FAULTS_FETCHED, Reading, read_column
from data.intake.readers import MICRO, UnreadableCellError, clean, read_answer
from data.text import Text

SQL = Path(__file__).parents[1] / "sql"
ANSWER_STATES = ("answered", "not_applicable", "unanswered")
NOT_APPLICABLE = -1  # beside values in micro, which are never negative
_DECIMALS = r"\d{1,9}([.,]\d{1,6})?"
_SHARES_AT_LEAST = 10  # so many answers between 0 and 1 and none above it: percentages of Excel, which are shares of 1


def check_answers(con: duckdb.DuckDBPyConnection, table: Table, of: Reading, *, joined: bool) -> list[Fault]:
    """Make typed_answers from text_answers (see check_answers_typed.sql); gives every fault of the answers.

    joined: typed_companies is there, with the segments that questions are asked of.
    """
    faults = []
    for code in ("company", "question", "assessor"):
        problems = read_column(con, table.sheet, code, of.value(table.sheet, table.column(code)), pa.string())
        faults += _unknown(con, table, code, problems, of)
    _read_values(con, of.foreign.absent)
    _number(con, of, joined=joined)
    con.execute(_sql("check_answers_typed"))
    return [
        *faults,
        *_unreadable(con, table.sheet, of),
        *_out_of_range(con, table.sheet, of),
        *_twice(con, table.sheet, of),
        *_shares(con, table.sheet),
    ]


def complete_answers(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """One row per company x question x assessor, see answers_complete.sql; words are columns of a dictionary."""
    answers = con.sql(_sql("answers_complete")).to_arrow_table()
    words: dict[str, Sequence[str]] = {"state": ANSWER_STATES}
    for code in ("company", "question", "assessor"):
        numbered = con.execute(f"select {code} from number_{code} order by number").fetchall()  # noqa: S608
        words[code] = [word for (word,) in numbered]
    columns = {
        name: _in_words(answers.column(name), words[name]) if name in words else answers.column(name)
        for name in answers.column_names
    }
    return pa.table(columns)


def _in_words(numbers: pa.ChunkedArray, words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(numbers.combine_chunks(), pa.array(words, pa.string()))


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _read_values(con: duckdb.DuckDBPyConnection, absent: frozenset[str]) -> None:
    """Make map_answers_value (text, value, problem): plain numbers in SQL, since there may be a million of them."""
    con.execute("create table answer_texts as select distinct coalesce(value, '') as text from text_answers")
    con.execute(
        "create table plain_values as select text from answer_texts "
        "where regexp_full_match(text, ?) and text not in (select unnest(?::varchar[]))",
        [_DECIMALS, sorted(absent)],
    )
    texts = [text for (text,) in con.execute("from answer_texts anti join plain_values using (text)").fetchall()]
    values: list[int | None] = []
    problems: list[int | None] = []
    for text in texts:
        value, problem = _value(clean(text), absent)
        values.append(value)
        problems.append(problem)
    columns = {"text": pa.array(texts, pa.string()), "value": pa.array(values, pa.int64())}
    con.register("other_values", pa.table(columns | {"problem": pa.array(problems, pa.int32())}))
    con.execute(
        "create table map_answers_value as "
        "select text, (replace(text, ',', '.')::decimal(18, 6) * ?)::bigint as value, null::integer as problem "
        "from plain_values union all select text, value, problem from other_values",
        [MICRO],
    )
    con.unregister("other_values")


def _value(text: str, absent: frozenset[str]) -> tuple[int | None, int | None]:
    if not text or text.lower() in absent:
        return None, None
    try:
        micro = read_answer(text)
    except UnreadableCellError:
        return None, 0
    return (NOT_APPLICABLE if micro is None else micro), None


def _number(con: duckdb.DuckDBPyConnection, of: Reading, *, joined: bool) -> None:
    """Make number_question, number_assessor and, where there is none, an empty names_declared."""
    segments = {each.code: 1 << place for place, each in enumerate(of.agreement.segments)}
    everyone = (1 << len(segments)) - 1
    questions = of.agreement.questions_of(of.round.instrument_version)
    con.register(
        "questions",
        pa.table({
            "question": [each.id for each in questions],
            "maximum": pa.array([each.maximum for each in questions], pa.int64()),
            "maximum_micro": pa.array([each.maximum * MICRO for each in questions], pa.int64()),
            "segment_bits": pa.array(
                [sum(segments[code] for code in each.segments) or everyone for each in questions], pa.int64()
            ),
            "number": pa.array(range(len(questions)), pa.int32()),
        }),
    )  # fmt: skip
    con.execute("create table number_question as select * from questions")
    con.execute("set variable last_question = (select coalesce(max(number), 0) from number_question)")
    assessors = [each.code for each in of.lists["assessor"].codes]
    con.register("assessors", pa.table({"assessor": assessors, "number": pa.array(range(len(assessors)), pa.int32())}))
    con.execute("create table number_assessor as select * from assessors")
    con.register("segments", pa.table({"segment": [*segments], "segment_bit": pa.array(segments.values(), pa.int64())}))
    con.execute(
        "create table names_declared as select distinct on (company) company, segment_bit "
        "from typed_companies left join segments using (segment) where company is not null"
        if joined
        else "create table names_declared (company varchar, segment_bit bigint)"
    )


def _unknown(
    con: duckdb.DuckDBPyConnection, table: Table, code: str, problems: list[UnreadableCellError], of: Reading
) -> list[Fault]:
    """One fault per unknown company, question or assessor of a sheet, at its first row: the same text may fill many."""
    if not problems:
        return []
    sheet = table.sheet
    rows = con.execute(
        f'select sheet_number, min(row_number), min(position), "{code}", problem, count(distinct row_number) '  # noqa: S608
        f"from text_{sheet} join map_{sheet}_{code} on coalesce(\"{code}\", '') = text "
        f'where problem is not null group by sheet_number, "{code}", problem order by 1, 2 limit {FAULTS_FETCHED}'
    ).fetchall()
    return [
        of.fault(sheet, sheet_number, row, code, found=counted(clean(text or ""), count), position=_at(code, position),
                 expected=problems[problem].expected, kind=problems[problem].kind)
        for sheet_number, row, position, text, problem, count in rows
        if not of.matched[sheet, sheet_number].lacks(table.column(code))
    ]  # fmt: skip


def _at(code: str, position: int | None) -> int | None:
    """In a wide sheet the question stands in the header of the column in which its answer stands."""
    return position if code == "question" else None


def counted(text: str, rows: int) -> str | Text | None:
    """A text as it was found, and in how many rows where there are several; None for nothing."""
    if rows == 1:
        return text or None
    return Text(f"{text!r} in {rows} rijen", f"{text!r} in {rows} rows") if text else Text(
        f"niets in {rows} rijen", f"nothing in {rows} rows"
    )  # fmt: skip


def _unreadable(con: duckdb.DuckDBPyConnection, sheet: str, of: Reading) -> list[Fault]:
    if con.execute("select 1 from map_answers_value where problem is not null limit 1").fetchone() is None:
        return []
    rows = con.execute(_sql("check_answers_unreadable"), [FAULTS_FETCHED]).fetchall()
    return [
        of.fault(
            sheet,
            sheet_number,
            row,
            "value",
            position=position,
            found=clean(found),
            expected=_range(maximum),
            kind="number",
        )
        for sheet_number, row, position, maximum, found in rows
    ]


def _out_of_range(con: duckdb.DuckDBPyConnection, sheet: str, of: Reading) -> list[Fault]:
    faulty = con.execute("select 1 from typed_answers where too_high or (value >= 0 and not asked) limit 1")
    if faulty.fetchone() is None:
        return []
    rows = con.execute(_sql("check_answers_range"), [FAULTS_FETCHED]).fetchall()
    not_asked = Text(
        "n.v.t. of leeg: de vraag {question} geldt niet voor het segment van dit bedrijf",
        "n/a or empty: question {question} is not for this company's segment",
    )
    return [
        of.fault(
            sheet, sheet_number, row, "value", position=position, found=clean(found),
            expected=_range(maximum) if too_high else Text(*(text.format(question=question) for text in not_asked)),
            kind="number" if too_high else "relation",
        )
        for sheet_number, row, position, question, maximum, too_high, found in rows
    ]  # fmt: skip


def _shares(con: duckdb.DuckDBPyConnection, sheet: str) -> list[Fault]:
    """One fault where the answers are shares of 1, as a cell that shows a percentage holds them."""
    highest, between, maximum = con.execute(
        "select max(value), count(*) filter (where value between 1 and ? - 1), max(maximum_micro) // ? "
        "from typed_answers t join number_question q on t.question = q.number where value >= 0 and maximum_micro > ?",
        [MICRO, MICRO, MICRO],
    ).fetchone() or (None, 0, 0)
    if highest is None or highest > MICRO or between < _SHARES_AT_LEAST:
        return []
    found = Text(
        f"geen antwoord boven 1 en {between} tussen 0 en 1", f"no answer above 1 and {between} between 0 and 1"
    )
    expected = Text(
        f"punten, met {maximum} als hoogste, en geen percentages: maal het maximum van de vraag",
        f"points, with {maximum} as the highest, and no percentages: multiply by the question's maximum",
    )
    return [Fault(sheet, "", found, expected, kind="number")]


def _range(maximum: int | None) -> Text:
    top = "…" if maximum is None else maximum
    return Text(
        f'een getal van 0 tot en met {top} (hoogstens zes decimalen), "n.v.t." of leeg',
        f'a number from 0 to {top} (at most six decimals), "n.v.t." or empty',
    )


def _twice(con: duckdb.DuckDBPyConnection, sheet: str, of: Reading) -> list[Fault]:
    if con.execute("select 1 from answered_by where answers > questions limit 1").fetchone() is None:
        return []
    rows = con.execute(_sql("check_answers_twice"), [FAULTS_FETCHED]).fetchall()
    faults = []
    for sheet_number, row, company, question, first_sheet_number, first_row in rows:
        first = of.matched[sheet, first_sheet_number]
        place = ": ".join(filter(None, [first.sheet.file, f"{first.sheet.name}!{first_row}"]))
        expected = Text(
            f"elke vraag eenmaal per bedrijf en beoordelaar (vraag {question} ook in {place})",
            f"each question once per company and assessor (question {question} also in {place})",
        )
        faults.append(of.fault(sheet, sheet_number, row, "company", found=company, expected=expected, kind="duplicate"))
    return faults
