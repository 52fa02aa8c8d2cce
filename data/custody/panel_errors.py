"""What can go wrong with the panel's file, in words: what happened and what to do."""

import errno
import os
import re

import duckdb

from data.custody.home import Home, HomeError
from data.text import Text

# What can go wrong with a statement that is right; their messages may quote values, so they are put in our words.
WRITING_FAILED = (
    duckdb.IOException,
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)


class PanelError(HomeError):
    """The panel cannot be read or written; the message says what to do."""


class PanelLockedError(PanelError):
    """Another connection holds the panel."""


def in_words(home: Home, error: Exception) -> PanelError:
    """What happened to the panel and what to do; nothing of the statement or its values is quoted."""
    text = str(error)
    if isinstance(error, duckdb.ConnectionException):
        return PanelLockedError(
            Text(
                f"Dit programma gebruikt {home.panel_path} voor iets anders. Wacht even en probeer het opnieuw.",
                f"This program is using {home.panel_path} for something else. Wait a moment and try again.",
            )
        )
    if "lock" in text.lower():
        found = re.search(r"PID (\d+)", text)
        who = (
            Text(f"proces {found[1]}", f"process {found[1]}") if found else Text("een ander proces", "another process")
        )
        return PanelLockedError(
            Text(
                f"{who.nl} heeft {home.panel_path} open: wacht tot het klaar is, of sluit het, en probeer het opnieuw. "
                "Er is niets weggeschreven.",
                f"{who.en} has {home.panel_path} open: wait until it has finished, or close it, and try again. "
                "Nothing was written.",
            )
        )
    return PanelError(_of_disk_or_rows(home, error, text))


def _of_disk_or_rows(home: Home, error: Exception, text: str) -> Text:
    kind = type(error).__name__
    if os.strerror(errno.ENOSPC) in text or os.strerror(errno.EFBIG) in text:
        return Text(
            f"De schijf van {home.panel_path} is vol: maak ruimte en probeer het opnieuw. Er is niets weggeschreven.",
            f"The disk of {home.panel_path} is full: make room and try again. Nothing was written.",
        )
    if os.strerror(errno.EROFS) in text:
        return Text(
            f"De schijf van {home.panel_path} is alleen te lezen: maak haar beschrijfbaar en probeer het opnieuw. Er "
            "is niets weggeschreven.",
            f"The disk of {home.panel_path} is read-only: make it writable and try again. Nothing was written.",
        )
    if isinstance(error, PermissionError) or os.strerror(errno.EACCES) in text:
        return Text(
            f"Deze gebruiker mag {home.panel_path} niet openen. Er is niets weggeschreven.",
            f"{home.panel_path} may not be opened by this user. Nothing was written.",
        )
    if isinstance(error, duckdb.DataError | duckdb.IntegrityError):
        return Text(
            f"De rijen spreken elkaar tegen ({kind}). Er is niets weggeschreven.",
            f"The rows contradict one another ({kind}). Nothing was written.",
        )
    return Text(
        f"{home.panel_path} is niet als panel te lezen ({kind}): zet de reservekopie terug.",
        f"{home.panel_path} cannot be read as a panel ({kind}): put back its backup.",
    )
