"""The command line of the data room: python -m data COMMAND.

Exit codes: 0 done; 1 a delivery, publication, replay or audit was refused; 2 the command or the home cannot be used.
"""

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

REFUSED, UNUSABLE = 1, 2

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
    sys.exit(0)


def _stop(error: Exception, code: int) -> NoReturn:
    err.print(told(error.words) if isinstance(error, WordedError) else str(error), soft_wrap=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
