"""The secretariat's acts with an edition that was published: attack it again, compute it again."""

from typing import Annotated

import typer

from data.attack.known import Finding
from data.commandline.commands import HomeOption, the_home
from data.commandline.terminal import say, steps
from data.faults import WordedError
from data.publishing.audit import audit as audit_edition
from data.publishing.audit import replay as replay_edition
from data.publishing.making import ATTACK_WORDS
from data.publishing.publish_report import reason_of
from data.text import Text


class AttackSucceedsError(WordedError):
    """Somebody can work out too much from an edition."""


class ReplayDiffersError(WordedError):
    """An edition does not come out of the panel as it was published."""


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
        words, tried, one = ATTACK_WORDS[attack], len(findings), len(failed) == 1
        say(
            Text(
                f"{words.nl}: {tried} cijfers geprobeerd, {len(failed)} {'verraadt' if one else 'verraden'} te veel",
                f"{words.en}: {tried} figures tried, {len(failed)} {'gives' if one else 'give'} too much away",
            ),
            *(_failed(finding) for finding in failed),
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


def _failed(finding: Finding) -> Text:
    figure, why = f"  {finding.series[0]} {finding.series[1]}", reason_of(finding)
    return Text(f"{figure}: {why.nl}", f"{figure}: {why.en}")
