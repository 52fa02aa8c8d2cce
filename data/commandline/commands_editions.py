"""The secretariat's acts with editions: publish, editions, and the sample from end to end."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from data import sample as sample_deliveries
from data.commandline.audiences import (
    AUDIENCES,
    AudienceOption,
    PublicFromOption,
    audience_of,
    day_of,
)
from data.commandline.commands import ConfirmNamesOption, HomeOption, the_home
from data.commandline.speech import spoken
from data.commandline.terminal import progress_bar, say, say_editions, steps
from data.cube import AUDIENCE_WORDS, POINTER_FILE, Audience, Edition
from data.custody.home import Home, HomeError, home_root
from data.custody.panel import deliveries, new_home, open_panel
from data.intake.receive import receive
from data.protection.attackers import ATTACKS, ONE_INSIDER, Attack
from data.publishing.publish import KNOWN_TOO_MUCH, list_editions, report_path
from data.publishing.publish import publish as publish_edition
from data.text import Text

SHOW = ".venv/bin/streamlit run app.py"
# Steps and themes together would take as long as all the rest, for whoever only wants to see the dashboard.
SAMPLE_TRIED: tuple[Attack, ...] = ONE_INSIDER[:2]


def publish(
    audience: AudienceOption, *, confirm_names: ConfirmNamesOption = False, public_from: PublicFromOption = None,
    home: HomeOption = None,
) -> None:  # fmt: skip
    """Publish what counts now as a new edition for an audience.

    An edition for the plenary is attacked first, as one company and as two together could do. That takes minutes.

    Example: python -m data publish --audience plenary --public-from 2026-07-01
    """
    whom, public = audience_of(audience), None if public_from is None else day_of(public_from)
    found = the_home(home)
    say_published(found, _publish(found, whom, confirm_names=confirm_names, public_from=public))


def editions(
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="|".join(AUDIENCES), help="Only of this audience.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """List the editions; * marks the one that is shown.

    Example: python -m data editions --audience plenary
    """
    wanted = AUDIENCES if audience is None else (audience_of(audience),)
    found = the_home(home)
    for each in wanted:
        shelf = list_editions(found, each)
        n, one = len(shelf), len(shelf) == 1
        say(Text(f"{each}: {n} editie{'' if one else 's'}", f"{each}: {n} edition{'' if one else 's'}"))
        if shelf:
            say_editions(shelf, current=_current(found, each))


def sample(home: HomeOption = None) -> None:
    """Receive and publish the invented sample.

    Makes an invented home where there is none, and does nothing where it has editions already. The plenary's edition
    is attacked with means and with counts as one company could do; `audit` tries everything.

    Example: python -m data sample --home /tmp/sample
    """
    found = receive_sample(home or home_root())
    if not publish_sample(found):
        say(
            Text(
                f"In {found.root} staan al edities; er is niets gedaan.",
                f"{found.root} has editions already; nothing was done.",
            )
        )


def receive_sample(root: Path) -> Home:
    """The home of the sample with every delivery received that is not in it yet. Raises HomeError."""
    found = _sample_home(root)
    for delivery in _to_receive(found) if _audiences_without(found) else ():
        with progress_bar() as progress:
            receipt = receive(
                found, delivery.path, round_number=delivery.round, answers="invented", progress=progress,
                restate="corrected sample",
            )  # fmt: skip
        number, file = receipt.delivery, delivery.path.name
        say(
            Text(
                f"Ronde {delivery.round}: ontvangen als levering {number} ({file})",
                f"Round {delivery.round}: received as delivery {number} ({file})",
            )
        )
    return found


def publish_sample(home: Home, *, attacks: Sequence[Attack] = SAMPLE_TRIED) -> int:
    """Publish the sample for each audience that has no edition; gives how many editions were made."""
    missing = _audiences_without(home)
    for audience in missing:
        say_published(home, _publish(home, audience, attacks=attacks))
    return len(missing)


def _audiences_without(home: Home) -> list[Audience]:
    return [audience for audience in AUDIENCES if not list_editions(home, audience)]


def say_published(home: Home, edition: Edition) -> None:
    """Tell what was published, and where its report lies."""
    whom, last, report = AUDIENCE_WORDS[edition.audience], edition.latest_round, report_path(home, edition.name)
    invented = Text(" Antwoorden: verzonnen.", " Answers: invented.") if edition.invented else Text("", "")
    say(
        Text(
            f"Gepubliceerd: {edition.name}, voor {whom.nl}, rondes tot en met {last}.{invented.nl}",
            f"Published: {edition.name}, for {whom.en}, rounds up to {last}.{invented.en}",
        )
    )
    if edition.public_from is not None:
        say(
            Text(
                f"Vanaf {edition.public_from} mag iedereen haar zien.",
                f"From {edition.public_from} on anybody may see it.",
            )
        )
    if edition.lost:
        say(KNOWN_TOO_MUCH)
    if edition.policy.suppress:
        say(Text(f"Wat niet wordt getoond, en waarom: {report}", f"What is withheld, and why: {report}"))
    else:
        say(
            Text(
                f"Alles wordt getoond: deze editie is alleen voor het secretariaat. Hoeveel, per maat: {report}",
                f"Nothing is withheld: this edition is for the secretariat only. How much it holds: {report}",
            )
        )


def _publish(
    home: Home, audience: Audience, *, confirm_names: bool = False, public_from: date | None = None,
    attacks: Sequence[Attack] = ATTACKS,
) -> Edition:  # fmt: skip
    with steps() as tell:
        return publish_edition(
            home, audience=audience, confirm_names=confirm_names, public_from=public_from, attacks=attacks,
            progress=tell, language=spoken(),
        )  # fmt: skip


def _current(home: Home, audience: Audience) -> str | None:
    pointer = home.editions / audience / POINTER_FILE
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None


def _sample_home(root: Path) -> Home:
    if not (root / "home.toml").exists():
        return new_home(root, agreement=sample_deliveries.AGREEMENT, answers="invented")
    home = the_home(root)
    if home.answers != "invented":
        raise HomeError(
            Text(
                f"{root} bevat echte antwoorden; het voorbeeld krijgt een eigen thuismap. Er is niets weggeschreven. "
                f"Wat hierin is gepubliceerd, toont u met: {SHOW}",
                f"{root} holds real deliveries; the sample needs a home of its own. Nothing was written. What was "
                f"published in it is shown with: {SHOW}",
            )
        )
    return home


def _to_receive(home: Home) -> list[sample_deliveries.SampleDelivery]:
    """The sample deliveries that an interrupted run left; other invented deliveries are published as they are."""
    every = sample_deliveries.deliveries()
    with open_panel(home) as con:
        received = [record.round for record in deliveries(con)]
    known = [each.round for each in every[: len(received)]]
    return every[len(received) :] if received == known else []
