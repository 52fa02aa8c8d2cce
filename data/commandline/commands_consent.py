"""The secretariat's act with a figure that the parties consented to publish."""

from typing import Annotated

import typer

from data.commandline.commands import HomeOption, UnusableCommandError, the_home
from data.commandline.terminal import say, steps
from data.cube import Kind
from data.measuring.roster import TOTAL
from data.publishing.consent import Consent, enter_consent, weigh
from data.publishing.publish_report import band_line
from data.text import Text


def consent(
    measure: Annotated[str, typer.Argument(help="The measure, as in the data dictionary: maturity.")],
    item: Annotated[str, typer.Argument(help="What it is measured of: overall, step:embed, a theme.")],
    round_number: Annotated[int, typer.Option("--round", help="The round, of a pair the later one.")],
    *,
    by: Annotated[str, typer.Option("--by", help="Who consented and when, as in the minutes.")],
    kind: Annotated[Kind, typer.Option("--kind", help="A mean of all, an end of a pair, or a change.")] = "all",
    base_round: Annotated[int | None, typer.Option("--base-round", help="Of a pair, the earlier round.")] = None,
    group: Annotated[str, typer.Option("--group", help="DIMENSION/MEMBER, such as founders/founders.")] = "/".join(
        TOTAL
    ),
    confirm: Annotated[bool, typer.Option("--confirm", help="Enter it; else its cost is only told.")] = False,
    home: HomeOption = None,
) -> None:
    """Enter a figure that the parties consented to publish.

    It tells first what the figure costs: what the rest must hold back for it, and how much closer others come. That
    takes minutes. Nothing is written without --confirm.

    Example: python -m data consent maturity overall --round 4 --by "Plenary of 12 March 2026, item 5"
    """
    if not by.strip():
        raise UnusableCommandError(
            Text(
                "--by: gevonden niets, verwacht wie heeft ingestemd en wanneer, zoals in de notulen. Er is niets "
                "weggeschreven.",
                "--by: found nothing, expected who consented and when, as in the minutes. Nothing was written.",
            )
        )
    found = the_home(home)
    dimension, _, member = group.partition("/")
    with steps() as tell:
        weighed = weigh(found, measure, item, (kind, base_round, round_number, dimension, member), by=by, tell=tell)
    _say_cost(weighed)
    if confirm:
        enter_consent(found, weighed)
        say(
            Text(
                "In het register gezet. De volgende editie voor de plenaire vergadering toont het cijfer.",
                "Entered. The next edition for the plenary shows it.",
            )
        )
    else:
        say(
            Text(
                "Er is niets weggeschreven. Om de instemming in het register te zetten: herhaal de opdracht met "
                "--confirm.",
                "Nothing was written. To enter it, give the command again with --confirm.",
            )
        )


def _say_cost(weighed: Consent) -> None:
    fact, cost = weighed.fact, weighed.cost
    figure, without, with_it = f"{fact.measure} {fact.item}", *cost.shown
    value = f"{fact.value:g}"
    say(
        Text(
            f"{figure}: {value.replace('.', ',')} over {fact.n} bedrijven (tot het is gepubliceerd alleen voor u)",
            f"{figure}: {value} over {fact.n} companies (until it is published, for you alone)",
        ),
        Text(
            f"Cellen die de plenaire vergadering ziet: {without} zonder dit cijfer, {with_it} ermee",
            f"Cells shown to the plenary: {without} without it, {with_it} with it",
        ),
        *(Text(f"  gaat een trede lager: {each}", f"  goes down the ladder: {each}") for each in cost.down),
        Text(
            "Het smalste interval voor de waarde van een ander, in procentpunten, zonder en met dit cijfer",
            "The narrowest interval of somebody else's value, in percentage points, without it and with it",
        ),
        *(band_line(attack, *bands) for attack, bands in cost.narrowest.items()),
    )
