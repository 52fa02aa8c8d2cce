"""Are plans handed in on time: every year with its own base, nothing where none was expected."""

from dataclasses import replace
from decimal import Decimal

from analytics.record.plans import PLAN, plans_on_time
from data.cube import Cell, PublishedAndComputed, Text, cube_of
from tests.demo import count, demo_cube


def plans(round: int, expected: int, submitted: int | None, on_time: int | None) -> list[Cell]:
    amounts = {"expected": expected, "submitted": submitted, "on_time": on_time}
    return [count(measure, "action_plan", round, value, n=expected) for measure, value in amounts.items()]


def test_the_title_tells_the_latest_year_and_the_one_with_the_smallest_share() -> None:
    """0 of 9 in year 2 and 4 of 15 in year 6: shares of 0 and 27 %."""
    title = plans_on_time(demo_cube(changed=plans(6, 15, 7, 4)), "nl").title
    assert title == (
        "In jaar 6 werden 4 van 15 verwachte actieplannen op tijd ingediend; het kleinst was het aandeel in jaar 2 "
        "(0 van 9)"
    )
    lowest = plans_on_time(demo_cube(changed=plans(6, 15, 7, 0)), "nl").title
    assert lowest == "In jaar 6 werden 0 van 15 verwachte actieplannen op tijd ingediend"


def test_no_year_is_called_the_smallest_where_another_may_be_as_small() -> None:
    """At most 3 of 12 may be none too; so may a count that is withheld."""
    bounded = count("on_time", PLAN, 5, 3, n=12, precision="at_most")
    withheld = count("on_time", PLAN, 5, None, n=12)
    for other in (bounded, withheld):
        title = plans_on_time(demo_cube(changed=[*plans(6, 15, 7, 4), other]), "nl").title
        assert title == "In jaar 6 werden 4 van 15 verwachte actieplannen op tijd ingediend"
    latest = [*plans(6, 15, 7, 4), count("on_time", PLAN, 6, 3, n=15, precision="at_most")]
    assert plans_on_time(demo_cube(changed=latest), "nl").title == (
        "In jaar 6 werden hoogstens 3 van 15 verwachte actieplannen op tijd ingediend"
    )


def test_a_withheld_year_is_left_out_of_the_title_and_a_year_without_plans_is_no_zero() -> None:
    changed = [*plans(6, 15, None, None), *plans(2, 9, 7, None), *plans(1, 0, 0, 0)]
    figure = plans_on_time(demo_cube(changed=changed), "nl")
    assert "jaar 6" not in figure.title
    assert "jaar 2" not in figure.title
    texts = {mark.at: mark.text for mark in figure.series[1].marks}
    assert (texts["1"], texts["2"], texts["6"]) == ("niet verwacht", "niet getoond", "niet getoond")


def test_where_no_plan_was_expected_none_could_be_late_though_nothing_is_recorded_of_it() -> None:
    cube = demo_cube(changed=plans(1, 0, 0, 0))
    kept = (each for each in cube._cells.values() if (each.measure, each.item, each.round) != ("on_time", PLAN, 1))
    figure = plans_on_time(cube_of(cube.edition, cube.agreement, kept, cube.facts), "nl")
    assert figure.table.rows[0][1:3] == ("niet verwacht", "niet verwacht")


def test_on_time_is_a_share_of_the_companies_expected_not_of_those_that_handed_in() -> None:
    figure = plans_on_time(demo_cube(changed=plans(5, 12, 6, 3)), "nl")
    (made,) = [mark for mark in figure.series[1].marks if mark.at == "5"]
    assert (made.value, made.text, made.n) == (25, "3 van 12", 12)


def test_an_agreement_without_action_plans_says_so() -> None:
    cube = demo_cube()
    parts = tuple(each for each in cube.agreement.deliverables if each.code != "action_plan")
    cube = replace(cube, agreement=cube.agreement.model_copy(update={"deliverables": parts}))
    assert plans_on_time(cube, "nl").empty == "Deze overeenkomst vraagt geen actieplan."


def test_a_count_that_was_published_otherwise_is_explained_beside_it_by_what_was_delivered_again() -> None:
    """0 of 9 was published of year 2, after its first delivery; the second one has 11 companies."""
    public = PublishedAndComputed(2, "action_plan_on_time", Text(nl="gemonitorde", en="monitored"), Decimal(0),
                                  "companies", 9, "9", "https://example.org", Decimal(0), "equal")  # fmt: skip

    def notes(expected: int, *, deliveries: int) -> tuple[str, ...]:
        cube = demo_cube(changed=plans(2, expected, 7, 0))
        edition = replace(cube.edition, deliveries=tuple({"delivery": k, "round": 2} for k in range(deliveries)))
        return plans_on_time(replace(cube, edition=edition, published_figures=(public,)), "nl").notes

    assert notes(11, deliveries=2)[0] == (
        "Over jaar 2 is eerder 0 van 9 gepubliceerd, naar de eerste aanlevering van dat jaar. De gegevens zijn daarna "
        "opnieuw aangeleverd, en daarin staan meer bedrijven: nu is het 0 van 11."
    )
    assert notes(11, deliveries=1)[0] == "Over jaar 2 is eerder 0 van 9 gepubliceerd; deze editie telt 0 van 11."
    assert not any("eerder" in each for each in notes(9, deliveries=2))  # it is what was published
