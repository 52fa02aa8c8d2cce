"""What only an edition without suppression shows: how risks are rated and where, how firm the order, open actions."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from analytics.record import action_list
from analytics.risks import risk_counts, risk_firm
from data.cube import LANGUAGES, Action, Cube, Detail, Language, cube_of
from tests.demo import demo_cube


def detailed(*, details: Iterable[Detail] = (), actions: Iterable[Action] = ()) -> Cube:
    """The secretariat's demo edition with these details and actions."""
    cube = demo_cube(audience="secretariat")
    return cube_of(cube.edition, cube.agreement, cube._cells.values(), cube.facts, details=details, actions=actions)


def detail(measure: str, item: str, value: float, *, round: int = 6, lo: int | None = None, hi: int | None = None,
           n: int = 9) -> Detail:  # fmt: skip
    low, high = (None if each is None else Decimal(each) for each in (lo, hi))
    return Detail(measure, item, None, round, "total", "all", n, Decimal(str(value)), low, high)


def action(code: str, *, status: str = "planned", due: date | None = date(2025, 3, 1), late: int | None = 0,
           theme: str | None = None, round: int = 6, partner: str | None = None) -> Action:  # fmt: skip
    return Action(code, round, "act", theme, status, due, None, partner, None, late)


FIELD = [detail("risk_field", f"water:{place}", n) for place, n in (("5x2", 4), ("4x2", 3), ("4x5", 2))]
WHERE = [
    detail("risk_where", item, n)
    for item, n in (("water:country:Peru", 3), ("corruption:country:PE", 1), ("water:country:Zuid-Afrika", 4),
                    ("water:country:other", 2), ("water:material:zink", 9))
]  # fmt: skip
RANKS = [
    detail("risk_rank", "water", 1, lo=1, hi=2), detail("risk_rank", "corruption", 2, lo=1, hi=2),
    detail("risk_rank", "child_labour", 3, lo=3, hi=3), detail("risk_top", "water", 87.5),
    detail("risk_top", "corruption", 80),
]  # fmt: skip
ACTIONS = [action("a", late=40), action("b", late=0, due=date(2027, 1, 1), theme="water"), action("c", late=120),
           action("d", late=None, due=None, status="in_progress", partner="other"),
           action("e", status="done", late=None), action("f", late=300, round=5)]  # fmt: skip
BUILDS = {
    "risk_counts": lambda cube, language: risk_counts.risk_counts(cube, language, theme="water"),
    "risk_countries": risk_counts.risk_countries,
    "risk_materials": risk_counts.risk_materials, "risk_firm": risk_firm.risk_firm,
    "action_list": action_list.action_list,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", BUILDS)
def test_a_figure_that_only_the_secretariat_sees_has_its_words_too(key: str, language: Language) -> None:
    figure = BUILDS[key](detailed(details=[*FIELD, *WHERE, *RANKS], actions=ACTIONS), language)
    for text in (figure.title, figure.subtitle, figure.alt, *figure.notes):
        assert text.strip()
        assert "{" not in text
        assert "None" not in text
    assert figure.table.rows
    assert figure.empty is None
    assert {len(row) for row in figure.table.rows} == {len(figure.table.header)}


def test_the_plenary_has_none_of_them() -> None:
    offered = (risk_counts.count_figures, risk_counts.where_figures, risk_firm.firm_figures, action_list.list_figures)
    assert [offer(demo_cube()) for offer in offered] == [(), (), (), ()]
    full = detailed(details=[*FIELD, *WHERE, *RANKS], actions=ACTIONS)
    assert sum(len(offer(full)) for offer in offered) == 5


def test_a_rating_is_counted_at_its_severity_and_its_likelihood() -> None:
    figure = risk_counts.risk_counts(detailed(details=FIELD), "nl", theme="water")
    assert figure.table.rows == (
        ("ernst 5", "0", "4", "0", "0", "0"), ("ernst 4", "0", "3", "0", "0", "2"), ("ernst 3", *"00000"),
        ("ernst 2", *"00000"), ("ernst 1", *"00000"),
    )  # fmt: skip
    assert figure.title == (
        "In jaar 6 kreeg ‘waterverbruik en waterbeschikbaarheid’ het vaakst ernst 5 en waarschijnlijkheid 2: bij 4 van "
        "de 9 bedrijven"
    )


def test_where_two_ratings_were_given_equally_often_none_is_called_the_most_frequent() -> None:
    tie = detailed(details=[*FIELD[:1], detail("risk_field", "water:3x3", 4)])
    title = risk_counts.risk_counts(tie, "nl", theme="water").title
    assert title.startswith("In jaar 6 gaven hoogstens 4 van de 9 bedrijven")


def test_a_theme_that_nobody_rated_has_no_counts_of_zero() -> None:
    figure = risk_counts.risk_counts(detailed(details=FIELD), "nl", theme="corruption")
    assert figure.empty == "In jaar 6 heeft geen bedrijf ‘corruptie’ beoordeeld"
    unmade = risk_counts.risk_counts(detailed(details=FIELD), "nl", theme="corruption", round=3)
    assert unmade.empty == unmade.title == "Over jaar 3 is geen overzicht van risico's gemaakt"


def test_countries_stand_in_the_readers_language_the_most_named_first() -> None:
    """Zuid-Afrika has the largest count of one theme (4), then Peru (3); PE is another spelling and not added up."""
    figure = risk_counts.risk_countries(detailed(details=WHERE), "en")
    assert [row[0] for row in figure.table.rows] == ["South Africa", "Peru", "other", "Peru"]
    assert figure.title == "In year 6, companies most often named ‘water use and availability’ in South Africa (4 of 9)"
    (zinc,) = risk_counts.risk_materials(detailed(details=WHERE), "nl").table.rows
    assert zinc[0] == "zink"
    assert "9" in zinc


def test_a_year_whose_analyses_name_no_country_says_so() -> None:
    figure = risk_counts.risk_countries(detailed(details=WHERE), "nl", round=5)
    assert figure.empty == "In de risicoanalyses over jaar 5 zijn geen landen genoemd"


def test_the_first_two_are_called_firm_only_where_no_company_can_change_them() -> None:
    figure = risk_firm.risk_firm(detailed(details=RANKS), "nl")
    assert figure.title.endswith("blijven de eerste twee")
    assert any("vóór afronding" in each for each in figure.notes)
    assert [row[::2] for row in figure.table.rows] == [("1", "1 tot 2", "9"), ("2", "1 tot 2", "9"),
                                                       ("3", "steeds 3", "9")]  # fmt: skip
    assert [row[3].replace("\N{NO-BREAK SPACE}", " ") for row in figure.table.rows] == ["88 %", "80 %", "–"]
    loose = [
        RANKS[0],
        detail("risk_rank", "corruption", 2, lo=1, hi=3),
        detail("risk_rank", "biodiversity", 3, lo=2, hi=3),
    ]
    title = risk_firm.risk_firm(detailed(details=loose), "nl").title
    assert title == (
        "Zonder één van de bedrijven kunnen ‘waterverbruik en waterbeschikbaarheid’, ‘corruptie’ en ‘biodiversiteit’ "
        "bij de eerste twee staan"
    )


def test_open_actions_are_listed_the_longest_overdue_first() -> None:
    figure = action_list.action_list(detailed(actions=ACTIONS), "nl")
    assert figure.title == (
        "Gerekend tot 30 juni 2026, het einde van jaar 6, is bij 2 van de 4 openstaande acties de datum verstreken, "
        "het langst al 120\N{NO-BREAK SPACE}dagen"
    )
    assert any("Wat tussen indienen en dat einde gereedkwam, staat hier dus nog" in each for each in figure.notes)
    assert [row[4] for row in figure.table.rows] == ["120", "40", "nog niet", "–"]
    assert figure.table.rows[3][2:6] == ("in uitvoering", "–", "–", "overig")
    assert figure.table.rows[2][1] == "waterverbruik en waterbeschikbaarheid"


def test_a_year_without_an_overdue_or_an_open_action_says_so() -> None:
    due = [action("a"), action("b", status="done", late=None, round=5)]
    on_time = action_list.action_list(detailed(actions=due), "nl")
    assert on_time.title == (
        "Gerekend tot 30 juni 2026, het einde van jaar 6, is bij geen van de openstaande acties (1) de datum verstreken"
    )
    none = action_list.action_list(detailed(actions=due), "nl", round=5)
    assert none.empty == none.title == "In jaar 5 stonden er geen acties open"
