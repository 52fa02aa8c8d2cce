"""Assessments beside answers: each that was handed in has answers, and all answers belong to an assessment."""

import duckdb

from data.faults import Fault
from data.intake.answers import counted
from data.intake.interpreting import Reading
from data.text import Text

_TOGETHER = frozenset({"company", "question", "value"})  # the columns without which nobody can tell


def check_assessed(con: duckdb.DuckDBPyConnection, of: Reading) -> list[Fault]:
    """Assessments handed in without one answer, and answers without an assessment. Needs typed_assessments.

    None where a column that tells which belong together is missing, nor where an answer could not be read: those are
    faults by themselves.
    """
    both = [each for (sheet, _), each in of.matched.items() if sheet in {"assessments", "answers"}]
    if any(each.lacks(column) for each in both for column in each.table.columns if column.code in _TOGETHER):
        return []
    without_assessment = con.execute(
        "select sheet_number, row_number, c.company, a.assessor, answers from answered_by b "
        "join number_company c on b.company = c.number join number_assessor a on b.assessor = a.number "
        "anti join typed_assessments t on t.company = c.company and t.assessor = a.assessor where filled > 0 "
        "order by sheet_number, row_number"
    ).fetchall()
    without_answers = con.execute(
        "select t.sheet_number, t.row_number, t.company, t.assessor from typed_assessments t "
        "left join number_company c on t.company = c.company left join number_assessor a on t.assessor = a.assessor "
        "left join answered_by b on b.company = c.number and b.assessor = a.number "
        "where t.submitted_on is not null and t.company is not null and t.assessor is not null "
        "and coalesce(b.filled, 0) = 0"
    ).fetchall()
    unreadable = _unreadable_of(con) if without_answers else set()
    faults = []
    for sheet_number, row, company, assessor, answers in without_assessment:
        expected = Text(
            f"een rij in assessments voor dit bedrijf (beoordelaar {assessor})",
            f"a row in assessments for this company (assessor {assessor})",
        )
        found = counted(company, answers)
        faults.append(
            of.fault("answers", sheet_number, row, "company", found=found, expected=expected, kind="relation")
        )
    for sheet_number, row, company, assessor in without_answers:
        if (company, assessor) in unreadable:
            continue
        expected = Text(
            f"antwoorden van dit bedrijf (beoordelaar {assessor}), of geen datum van indienen",
            f"answers of this company (assessor {assessor}), or no date of handing in",
        )
        faults.append(
            of.fault("assessments", sheet_number, row, "company", found=company, expected=expected, kind="relation")
        )
    return faults


def check_handed_in(con: duckdb.DuckDBPyConnection, of: Reading) -> list[Fault]:
    """Assessments that deliverables call handed in and assessments does not: a workbook that was filled in half.

    Needs typed_assessments and typed_deliverables. None where assessments lacks a column that tells, or names a company
    that nobody knows: it may be the one that is missed.
    """
    sheets = [each for (sheet, _), each in of.matched.items() if sheet == "assessments"]
    if any(each.lacks(each.table.column(code)) for each in sheets for code in ("company", "submitted_on")):
        return []
    if con.execute("select 1 from typed_assessments where company is null limit 1").fetchone():
        return []
    rows = con.execute(
        "select sheet_number, row_number, submitted_on from typed_deliverables d "
        "where deliverable = ? and submitted_on is not null and company is not null and not exists ("
        "from typed_assessments t where t.company = d.company and t.assessor = 'self' and t.submitted_on is not null) "
        "order by sheet_number, row_number",
        [of.agreement.assessment_deliverable],
    ).fetchall()
    expected = Text(
        "ook een rij in assessments met de datum van indienen van dit bedrijf, of hier geen datum",
        "a row in assessments with this company's date of handing in as well, or no date here",
    )
    return [
        of.fault("deliverables", number, row, "submitted_on", found=str(day), expected=expected, kind="relation")
        for number, row, day in rows
    ]


def _unreadable_of(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """The companies and assessors with an answer that could not be read."""
    rows = con.execute(
        "select distinct c.value, a.value from text_answers t "
        "join map_answers_value v on coalesce(t.value, '') = v.text and v.problem is not null "
        "join map_answers_company c on coalesce(t.company, '') = c.text "
        "join map_answers_assessor a on coalesce(t.assessor, '') = a.text"
    ).fetchall()
    return {(company, assessor) for company, assessor in rows}
