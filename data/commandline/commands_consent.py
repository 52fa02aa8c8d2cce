"""The secretariat's act with a figure that the parties consented to publish."""

from typing import Annotated

import typer

from data.commandline.commands import HomeOption, the_home
from data.commandline.terminal import say, steps
from data.cube import Kind
from data.measuring.roster import TOTAL
from data.publishing.consent import Consent, enter_consent, weigh
from data.publishing.making import ATTACK_WORDS


def consent(
    measure: Annotated[str, typer.Argument(help="The measure, as in the data dictionary: maturity.")],
    item: Annotated[str, typer.Argument(help="What it is measured of: overall, step:embed, a theme.")],
    round_number: Annotated[int, typer.Option("--round", help="The round, of a pair the later one.")],
    *,
    by: Annotated[str, typer.Option("--by", help="Who consented and when, as in the minutes.")],
    kind: Annotated[Kind, typer.Option("--kind", help="A mean of all, an end of a pair, or a change.")] = "all",
    base_round: Annotated[int | None, typer.Option("--base-round", help="Of a pair, the earlier round.")] = None,
    group: Annotated[str, typer.Option("--group", help="DIMENSION/MEMBER, such as segment/recycling.")] = "/".join(
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
    found = the_home(home)
    dimension, _, member = group.partition("/")
    with steps() as tell:
        weighed = weigh(found, measure, item, (kind, base_round, round_number, dimension, member), by=by, tell=tell)
    _say_cost(weighed)
    if confirm:
        enter_consent(found, weighed)
        say("Entered. The next edition for the plenary shows it.")
    else:
        say("Nothing was written. To enter it, give the command again with --confirm.")


def _say_cost(weighed: Consent) -> None:
    fact, cost = weighed.fact, weighed.cost
    say(
        f"{fact.measure} {fact.item}: {fact.value:g} over {fact.n} companies (until it is published, for you alone)",
        f"Cells shown to the plenary: {cost.shown[0]} without it, {cost.shown[1]} with it",
        *(f"  goes down the ladder: {stretch}" for stretch in cost.down),
        "The narrowest interval of somebody else's value, in percentage points, without it and with it",
        *(f"  {ATTACK_WORDS[attack]:<28}{a:>12}{b:>12}" for attack, (a, b) in cost.narrowest.items()),
    )
