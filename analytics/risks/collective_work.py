"""What was chosen together and what came of it: decisions and projects per risk theme, as public facts."""

from collections.abc import Iterable, Sequence

from analytics import vocabulary
from analytics.fact import Fact, parts
from analytics.risks.theme_list import present
from analytics.text import Language, Text, count, join, say
from data.cube import Cube

CHOSEN, STATUS = "collective_risks", "project_status"
STAGE = Text(nl="{status} in {round}", en="{status} in {round}")
PROJECT = Text(nl="project ({initiative}): {stages}", en="project ({initiative}): {stages}")
WHERE = Text(nl="{project}; {countries}", en="{project}; {countries}")
ACTIVITIES = (Text(nl="activiteit", en="activity"), Text(nl="activiteiten", en="activities"))


def decisions(cube: Cube) -> tuple[Fact, ...]:
    """Every decision of a plenary, in the order of the rounds."""
    return tuple(sorted(cube.fact_rows("decision"), key=lambda row: int(row["round"])))


def projects(cube: Cube) -> tuple[Fact, ...]:
    """Every project, in the order of the rounds."""
    return tuple(sorted(cube.fact_rows("project"), key=lambda row: int(row["round"])))


def chosen_in(cube: Cube, theme: str) -> tuple[int, ...]:
    """The rounds in which the plenary chose a theme (of the latest list) as a collective risk."""
    return tuple(
        row["round"]
        for row in decisions(cube)
        if row["subject"] == CHOSEN
        and theme in {present(cube, each, round=row["round"]) for each in parts(row, "themes")}
    )


def projects_on(cube: Cube, theme: str) -> tuple[tuple[Fact, ...], ...]:
    """The projects on a theme of the latest list, each with those that follow it, in order."""
    found = projects(cube)
    on_theme = [row for row in found if row.get("theme") and present(cube, row["theme"], round=row["round"]) == theme]
    return chains(found, on_theme)


def chains(found: Iterable[Fact], first: Sequence[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """The projects of `first`, each with those of `found` that follow it: what goes on is one project, not two."""
    rows, codes = tuple(found), {row["project"] for row in first}
    told: list[tuple[Fact, ...]] = []
    # Those that begin first; what is left after them follows itself in a circle.
    for row in sorted(first, key=lambda row: row.get("follows") in codes):
        if not any(row in each for each in told):
            told.append(chain(rows, row))
    return tuple(told)


def chain(found: Iterable[Fact], project: Fact) -> tuple[Fact, ...]:
    """A project and all that follow it, directly or through another, in the order of `found`."""
    rows, codes = tuple(found), {project["project"]}
    for _ in rows:
        codes |= {row["project"] for row in rows if row.get("follows") in codes}
    return tuple(row for row in rows if row["project"] in codes)


def chain_in_words(cube: Cube, rows: tuple[Fact, ...], language: Language) -> str:
    """A project in a few words: whose it is, where it stands in every round, in which countries."""
    stages = [
        say(STAGE, language, status=vocabulary.word(cube, STATUS, row["status"], language),
            round=vocabulary.round_short(cube, row["round"], language))
        for row in rows
    ]  # fmt: skip
    initiative = vocabulary.word(cube, "initiative", rows[0]["initiative"], language)
    project = say(PROJECT, language, initiative=initiative, stages=", ".join(stages))
    countries = dict.fromkeys(vocabulary.country(each, language) for row in rows for each in parts(row, "countries"))
    return say(WHERE, language, project=project, countries=join(countries, language)) if countries else project


def work_on(cube: Cube, theme: str, language: Language) -> tuple[str, ...]:
    """What is recorded on a theme of the latest list: its projects, then how many activities."""
    held = [
        row
        for row in cube.fact_rows("activity")
        if row.get("theme") and row["status"] == "held" and present(cube, row["theme"], round=row["round"]) == theme
    ]
    told = [chain_in_words(cube, rows, language) for rows in projects_on(cube, theme)]
    return (*told, *([count(len(held), ACTIVITIES, language)] if held else []))
