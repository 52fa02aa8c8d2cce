"""Whom an edition is for and from when on anybody may see it, as an option says so."""

from datetime import date
from typing import Annotated, get_args

import typer

from data.commandline.commands import UnusableCommandError
from data.cube import AUDIENCE_WORDS, Audience
from data.intake.numbers import day
from data.text import Text

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
# Read here, not by the command line's own parser: that says in English, and in its own words, what it cannot read.
AudienceOption = Annotated[
    str, typer.Option("--audience", metavar="|".join(AUDIENCES), help="Who will see the edition.")
]
PublicFromOption = Annotated[
    str | None,
    typer.Option(
        "--public-from", metavar="YYYY-MM-DD", help="The day from which anybody may see it; else the parties."
    ),
]


def audience_of(text: str) -> Audience:
    """The audience that an option names. Raises UnusableCommandError with those that there are."""
    if text in AUDIENCES:
        return text
    nl = " of ".join(f"{code} ({words.nl})" for code, words in AUDIENCE_WORDS.items())
    en = " or ".join(f"{code} ({words.en})" for code, words in AUDIENCE_WORDS.items())
    raise UnusableCommandError(
        Text(
            f"--audience: gevonden '{text}', verwacht {nl}. Er is niets weggeschreven.",
            f"--audience: found '{text}', expected {en}. Nothing was written.",
        )
    )


def day_of(text: str) -> date:
    """The day that an option names, written as in a delivery. Raises UnusableCommandError."""
    found = day(text)
    if found is None:
        raise UnusableCommandError(
            Text(
                f"--public-from: gevonden '{text}', verwacht een datum zoals 2027-07-01 of 01-07-2027 (dag voor "
                "maand). Er is niets weggeschreven.",
                f"--public-from: found '{text}', expected a date such as 2027-07-01 or 01-07-2027 (day before month). "
                "Nothing was written.",
            )
        )
    return found
