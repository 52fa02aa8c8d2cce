"""The secretariat's acts with editions: publish, editions, replay, and the sample from end to end."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from data import sample as sample_deliveries
from data.commandline.audiences import (
    AUDIENCE_WORDS,
    AUDIENCES,
    AudienceOption,
    PublicFromOption,
    audience_of,
    day_of,
)
from data.commandline.commands import ConfirmNamesOption, HomeOption, the_home
from data.commandline.speech import spoken
from data.commandline.terminal import progress_bar, say, say_editions, steps
from data.cube import POINTER_FILE, Audience, Edition
from data.custody.home import Home, HomeError, home_root
from data.custody.panel import deliveries, new_home, open_panel
from data.intake.receive import receive
from data.protection.attackers import ATTACKS, ONE_INSIDER, Attack
from data.publishing.audit import audit as audit_edition
from data.publishing.audit import replay as replay_edition
from data.publishing.making import ATTACK_WORDS
from data.publishing.publish import list_editions, report_path
from data.publishing.publish import publish as publish_edition
from data.text import Text, WordedError

# Steps and themes together would take as long as all the rest, for whoever only wants to see the dashboard.
SAMPLE_TRIED: tuple[Attack, ...] = ONE_INSIDER[:2]


class AttackSucceedsError(WordedError):
    """Somebody can work out too much from an edition."""


class ReplayDiffersError(WordedError):
    """An edition does not come out of the panel as it was published."""


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


def audit(
    name: Annotated[str, typer.Argument(help="The edition's name, as `editions` lists it.")], home: HomeOption = None
) -> None:
    """Attack an edition as it lies on the disk, with everything that was published before it.

    Example: python -m data audit metals-20260305-01
    """
    found = the_home(home)
    with steps() as tell:
        result = audit_edition(found, name, progress=tell)
    found.record("audit", edition=name, failed=len(result.failed))
    for attack, findings in result.findings.items():
        failed = [finding for finding in findings if finding.failed]
        words, tried = ATTACK_WORDS[attack], len(findings)
        say(
            Text(
                f"{words.nl}: {tried} cijfers geprobeerd, {len(failed)} verraden te veel",
                f"{words.en}: {tried} figures tried, {len(failed)} give too much away",
            ),
            *(f"  {finding.series[0]} {finding.series[1]}: {finding.reason}" for finding in failed),
        )
    if result.failed:
        raise AttackSucceedsError(
            Text(
                f"{name} verraadt te veel. Er is niets aan veranderd; laat deze editie niet langer zien.",
                f"{name} gives too much away. It was not changed; do not show it any longer.",
            )
        )
    if not result.findings:
        say(
            Text(
                f"{name} is niet beschermd: deze editie is alleen voor het secretariaat.",
                f"{name} is not protected: it is for the secretariat only.",
            )
        )
    else:
        say(Text(f"{name} doorstaat elke aanval.", f"{name} withstands every attack."))


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


def replay(
    name: Annotated[str, typer.Argument(help="The edition's name, as `editions` lists it.")], home: HomeOption = None
) -> None:
    """Compute an earlier edition again and compare it.

    It is computed from the deliveries that it names, with its own agreement and policy.

    Example: python -m data replay metals-20260305-01
    """
    found = the_home(home)
    with steps() as tell:
        tell(Text(f"{name} opnieuw uitrekenen", f"computing {name} again"))
        result = replay_edition(found, name)
    found.record("replay", edition=name, same=result.same)
    if not result.same:
        now, then = result.content_hash, result.edition.content_hash
        raise ReplayDiffersError(
            Text(
                f"{name} komt er anders uit dan is gepubliceerd: gevonden inhoud {now}, verwacht {then}. De editie is "
                "niet veranderd; het panel of het programma sindsdien wel.",
                f"{name} does not come out as it was published: found content {now}, expected {then}. The edition was "
                "not changed; the panel or the program was, since then.",
            )
        )
    say(
        Text(
            f"{name} komt er zo uit als is gepubliceerd: inhoud {result.content_hash}",
            f"{name} comes out as it was published: content {result.content_hash}",
        )
    )


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
    say(
        Text(
            f"Gepubliceerd: {edition.name}, voor {whom.nl}, rondes tot en met {last}.",
            f"Published: {edition.name}, for {whom.en}, rounds up to {last}.",
        )
    )
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
                f"{root} bevat echte antwoorden; het voorbeeld krijgt een eigen thuismap. Er is niets weggeschreven.",
                f"{root} holds real deliveries; the sample needs a home of its own. Nothing was written.",
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
