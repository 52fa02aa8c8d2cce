"""The command line of the data room: python -m data COMMAND.

Exit codes: 0 done; 1 a delivery, publication, replay or audit was refused; 2 the command or the home cannot be used;
130 stopped with Ctrl-C.
"""

import errno
import sys
from collections.abc import Sequence
from contextvars import copy_context
from typing import NoReturn

import typer

from data.commandline.commands import UnusableCommandError, init, key_check, new_round, receive, template
from data.commandline.commands_again import AttackSucceedsError, ReplayDiffersError, audit, replay
from data.commandline.commands_consent import consent
from data.commandline.commands_editions import editions, publish, sample
from data.commandline.speech import speaking, told
from data.commandline.terminal import err, say_name_hits, say_receipt
from data.configuration.agreement_loading import AgreementError
from data.custody.home import HomeError
from data.faults import DeliveryRefused, WordedError
from data.intake.receipt import ReceiptRefused
from data.publishing.publish import NamesUnconfirmedError, NothingToPublishError
from data.text import Text

REFUSED, UNUSABLE, INTERRUPTED = 1, 2, 130
_DUCKDB_INTERRUPTED = "Query interrupted"  # the RuntimeError that DuckDB makes of a Ctrl-C while it works
STOPPED = Text(
    "Afgebroken. Er is niets half weggeschreven: wat klaar was, staat er; de rest niet. Geef de opdracht opnieuw.",
    "Stopped. Nothing was written by half: what was done is there, the rest is not. Give the command again.",
)
# What the system refuses in plain words; anything else is told as the system tells it.
SYSTEM_REFUSED = {
    errno.EROFS: Text("de schijf is alleen te lezen", "the disk is read-only"),
    errno.EACCES: Text("deze gebruiker mag dat niet lezen of schrijven", "this user may not read or write it"),
    errno.EPERM: Text("deze gebruiker mag dat niet lezen of schrijven", "this user may not read or write it"),
    errno.ENOSPC: Text("de schijf is vol", "the disk is full"),
}

app = typer.Typer(
    help="The secretariat's acts, from a delivery to a published edition. Each has --help with an example.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (init, key_check, new_round, template, receive, publish, editions, replay, audit, consent, sample):
    app.command(command.__name__.replace("_", "-"))(speaking(command))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code; what went wrong is said in words on the error output.

    The language that it speaks ends with it: the next one in the same process speaks its own.
    """
    copy_context().run(_run, arguments)


def _run(arguments: Sequence[str] | None) -> NoReturn:
    try:
        app(args=None if arguments is None else list(arguments))
    except (DeliveryRefused, NothingToPublishError, ReplayDiffersError, AttackSucceedsError) as refused:
        _stop(refused, REFUSED)
    except ReceiptRefused as refused:
        say_receipt(refused.receipt, undecided=True)
        _stop(refused, REFUSED)
    except NamesUnconfirmedError as refused:
        say_name_hits(refused.name_hits)
        _stop(refused, REFUSED)
    except (HomeError, AgreementError, UnusableCommandError, OSError) as error:
        _stop(error, UNUSABLE)
    except RuntimeError as error:
        if str(error) != _DUCKDB_INTERRUPTED:
            raise
        _stop(WordedError(STOPPED), INTERRUPTED)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _stop(WordedError(STOPPED), INTERRUPTED)
        raise
    sys.exit(0)


def _stop(error: Exception, code: int) -> NoReturn:
    err.print(told(_words(error)), soft_wrap=True)
    sys.exit(code)


def _words(error: Exception) -> Text | str:
    if isinstance(error, WordedError):
        return error.words
    if isinstance(error, OSError) and (why := SYSTEM_REFUSED.get(error.errno or 0)):
        return Text(
            f"{error.filename}: {why.nl}. Verhelp dat of kies een andere plaats. Er is niets half weggeschreven.",
            f"{error.filename}: {why.en}. Mend that or choose another place. Nothing was written by half.",
        )
    return str(error)


if __name__ == "__main__":
    main()
