"""The sample workbooks as sheets of cells: invented answers of invented companies beside the public facts."""

from collections.abc import Iterable
from datetime import timedelta

from data.configuration.agreement import Agreement
from data.configuration.contract import Table, tables
from data.sample import AGREEMENT, FOLDER, SampleDelivery, deliveries, habits
from data.sample.actions import actions
from data.sample.answers import NOT_APPLICABLE, Answers, answer, expert_view
from data.sample.answers import Sheet as Task
from data.sample.attendance import attendance
from data.sample.calibration import EXPERT, OVERALL, UNFINISHED
from data.sample.chance import whole
from data.sample.members import COMPANIES, Company, known_left, listed
from data.sample.paperwork import papers, submitters
from data.sample.public_facts import Row, facts
from data.sample.risks import risks
from data.sample.workbook import EXPLANATION, Book, Cell, Sheet

FIRST_OF_TWO = "jaar-2.xlsx"
CORRECTION = "jaar-2-gecorrigeerd.xlsx"

ABOUT = (
    ("Verzonnen: voorbeeld, geen echte bedrijven", "Invented: a sample, no real companies"),
    (
        "Alle bedrijven, antwoorden, risico's, acties, data van indienen en deelname aan activiteiten in dit bestand "
        "zijn verzonnen. Ze zijn zo gekozen dat de gepubliceerde cijfers van het Metaalconvenant eruit komen.",
        "All companies, answers, risks, actions, dates of handing in and attendance at activities are invented. They "
        "were chosen so that the published figures of the Metals Agreement come out of them.",
    ),
    (
        "Niet verzonnen: activiteiten, projecten, besluiten, werving en toelichtingen. Dat zijn openbare feiten uit de "
        "jaarrapportages; de bron staat in elke rij.",
        "Not invented: activities, projects, decisions, outreach and notes. These are public facts from the annual "
        "reports; each row has its source.",
    ),
)


def books(agreement: Agreement) -> list[Book]:
    """Every sample workbook, in the order of `deliveries()`."""
    if agreement.code != AGREEMENT:
        raise ValueError(f"The sample belongs to the agreement {AGREEMENT!r}, not to {agreement.code!r}.")
    return [_book(agreement, delivery) for delivery in deliveries()]


def _book(agreement: Agreement, delivery: SampleDelivery) -> Book:
    number, file = delivery.round, delivery.path.relative_to(FOLDER).as_posix()
    corrected = file != FIRST_OF_TWO
    rows: dict[str, list[Row]] = {
        "companies": [_company_row(company, number) for company in listed(number)],
        "assessments": _assessment_rows(agreement, number, corrected=corrected),
        "risks": _risk_rows(agreement, number, corrected=corrected),
        "actions": _action_rows(agreement, number, corrected=corrected),
        "deliverables": _deliverable_rows(agreement, number, corrected=corrected),
    }
    if file != CORRECTION:  # a correction brings what changed; the public facts had been received already
        rows |= facts(number)
        rows["attendance"] = [{"company": company, "activity": activity} for company, activity in attendance(number)]
    made = []
    for code, table in tables().items():
        if code == "answers":
            made.append(_answer_sheet(agreement, number, corrected=corrected))
        elif rows.get(code):
            made.append(_sheet(table, number, rows[code]))
    title = f"{agreement.sample_name.nl}: {agreement.round(number).label.nl}"
    subject = f"{agreement.sample_name.en}. {delivery.note.nl} {delivery.note.en}"
    return Book(number, file, title, subject, (_explanation(title, delivery), *made))


def _explanation(title: str, delivery: SampleDelivery) -> Sheet:
    return Sheet(EXPLANATION, ((title, None), *ABOUT, (delivery.note.nl, delivery.note.en)))


def _sheet(table: Table, number: int, rows: Iterable[Row]) -> Sheet:
    codes = [column.code for column in table.columns]
    head = tuple(habits.header(table, code, number) for code in codes)
    body = tuple(tuple(_cell(table, row, code, number) for code in codes) for row in rows)
    return Sheet(habits.sheet_name(table, number), (head, *body))


def _cell(table: Table, row: Row, code: str, number: int) -> Cell:
    value = row.get(code)
    if isinstance(value, Company):
        value = value.written(number) if table.sheet == "companies" else habits.spelled(value, table.sheet, number)
    return habits.cell(value, number)


def _company_row(company: Company, number: int) -> Row:
    return {
        "company": company,
        "joined": company.joined,
        "left": known_left(company, number),
        "segment": company.segment,
        "secondary": company.secondary,
        "size_class": company.size_class,
        "aliases": company.aliases(number),
    }


def _assessment_rows(agreement: Agreement, number: int, *, corrected: bool) -> list[Row]:
    version = agreement.round(number).instrument_version
    days = {
        paper.company.code: paper.submitted_on
        for paper in papers(agreement, number, corrected=corrected)
        if paper.deliverable == agreement.assessment_deliverable
    }
    rows: list[Row] = []
    for company, assessor, _ in _assessments(agreement, number, corrected=corrected):
        day = days[company.code]
        if day and assessor == "expert":
            day += timedelta(days=whole(20, 60, "expert day", number, company.code))
        rows.append({"company": company, "assessor": assessor, "instrument_version": version, "submitted_on": day})
    return rows


def _assessments(agreement: Agreement, number: int, *, corrected: bool) -> list[tuple[Company, str, Answers]]:
    """Every assessment of a round with its answers: companies themselves, then experts, then those never finished."""
    found = []
    for company in submitters(number, corrected=corrected):
        task = _task(agreement, company, number, OVERALL[number][company.code])
        own = answer(task)
        found.append((company, "self", own))
        if company.code in EXPERT.get(number, ()):
            found.append((company, "expert", expert_view(task, own)))
    for company in COMPANIES:
        if (number, company.code) in UNFINISHED:
            task = _task(agreement, company, number, UNFINISHED[number, company.code])
            begun = task.questions[: len(task.questions) // 2]
            own = answer(task)
            found.append((company, "self", {question.id: own[question.id] for question in begun}))
    return found


def _task(agreement: Agreement, company: Company, number: int, overall: float) -> Task:
    version = agreement.round(number).instrument_version
    applicable = tuple(
        question
        for question in agreement.questions_of(version)
        if not question.segments or company.segment in question.segments
    )
    return Task(number, company.code, applicable, overall)


def _answer_sheet(agreement: Agreement, number: int, *, corrected: bool) -> Sheet:
    """Wide: a row per company and assessor, a column per question; other segments' questions are not applicable."""
    table = tables()["answers"]
    questions = agreement.questions_of(agreement.round(number).instrument_version)
    head = (*(habits.header(table, code, number) for code in ("company", "assessor")), *(each.id for each in questions))
    rows = []
    for company, assessor, answers in _assessments(agreement, number, corrected=corrected):
        points = [
            NOT_APPLICABLE if each.segments and company.segment not in each.segments else answers.get(each.id)
            for each in questions
        ]
        rows.append((habits.spelled(company, "answers", number), assessor, *points))
    return Sheet(habits.sheet_name(table, number), (head, *rows))


def _risk_rows(agreement: Agreement, number: int, *, corrected: bool) -> list[Row]:
    round_ = agreement.round(number)
    if "risks" in round_.not_made or "risk_analysis" not in round_.due:
        return []
    themes = [theme.code for theme in agreement.themes_of(round_.theme_list)]
    return [dict(vars(risk)) for risk in risks(number, submitters(number, corrected=corrected), themes)]


def _action_rows(agreement: Agreement, number: int, *, corrected: bool) -> list[Row]:
    round_ = agreement.round(number)
    if "actions" in round_.not_made or "action_plan" not in round_.due:
        return []
    ends = {each.number: each.end for each in agreement.rounds}
    themes = [theme.code for theme in agreement.themes_of(round_.theme_list)]
    return [dict(vars(action)) for action in actions(number, ends, themes, corrected=corrected)]


def _deliverable_rows(agreement: Agreement, number: int, *, corrected: bool) -> list[Row]:
    return [dict(vars(paper)) for paper in papers(agreement, number, corrected=corrected)]
