"""The secretariat's acts with deliveries: init, key-check, new-round, template and receive."""

from pathlib import Path
from typing import Annotated

import typer

from data.commandline.next_round import open_next_round
from data.commandline.terminal import err, progress_bar, say, say_receipt
from data.custody.home import Answers, Home, home_root, open_home
from data.custody.panel import new_home
from data.faults import DeliveryRefused
from data.intake.receive import receive as receive_delivery
from data.intake.template import write_template
from data.text import Language

REFUSED = 1  # the exit code of an act that was refused

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The home to use; otherwise KETENSPIEGEL_HOME, otherwise var.")
]
Invented = Annotated[bool, typer.Option("--invented", help="For invented deliveries; never mixed with real ones.")]
ConfirmNamesOption = Annotated[
    bool, typer.Option("--confirm-names", help="The passages that read like names may stand.")
]
LanguageOption = Annotated[Language, typer.Option("--language", help="Dutch (nl) or English (en).")]
RoundOption = Annotated[int, typer.Option("--round", help="The number of the round in the agreement.")]


def the_home(folder: Path | None) -> Home:
    """The home that a command works on. Raises HomeError."""
    return open_home(folder or home_root())


def answers_of(invented: bool) -> Answers:
    """What the switch --invented stands for."""
    return "invented" if invented else "real"


def init(
    home: HomeOption = None,
    agreement: Annotated[str, typer.Option(help="The code of the agreement.")] = "metals",
    invented: Invented = False,
) -> None:
    """Make an empty home with a new key.

    Example: python -m data init --agreement metals --home /srv/metals
    """
    made = new_home(home or home_root(), agreement=agreement, answers=answers_of(invented))
    made.record("init", agreement=agreement, answers=made.answers, key=made.key_fingerprint)
    say(
        f"An empty home for {made.answers} deliveries of {agreement} is ready: {made.root}",
        "",
        f"The key    {made.key_path}",
        f"           fingerprint {made.key_fingerprint}",
        "Lost?      Without it next year's deliveries cannot be joined to earlier ones:",
        "           every company would look new. Panel and editions stay readable.",
        "Back up    Copy the key now, to a place apart from the panel (who holds both can",
        "           try names against the panel). The panel needs a backup of its own:",
        f"           {made.panel_path}",
        "Check      A key that was put back: python -m data key-check",
    )


def key_check(home: HomeOption = None) -> None:
    """Tell whether the key is the one that this home was made with.

    Example: python -m data key-check
    """
    found = the_home(home)
    say(f"{found.key_path} is the key of this home: fingerprint {found.key().fingerprint}")


def new_round(home: HomeOption = None) -> None:
    """Add the next round to this home's agreement, ready to edit.

    Example: python -m data new-round
    """
    found = the_home(home)
    added, path = open_next_round(found)
    found.record("new-round", round=added.number)
    say(
        f"Round {added.number}, {added.label.en}, stands at the end of {path}",
        "Look through its lines: period, dates, questionnaire and comparability. After each",
        "change the next command checks the whole file. Then make the empty workbook:",
        f"  python -m data template --round {added.number} round-{added.number}.xlsx",
        f"Not meant? Delete round {added.number} from that file, from its line '# Added by new-round' on.",
    )


def template(
    path: Annotated[Path, typer.Argument(help="The workbook to write.")],
    number: RoundOption,
    language: LanguageOption = "nl",
    home: HomeOption = None,
) -> None:
    """Write the empty workbook of a round.

    Example: python -m data template --round 7 round-7.xlsx
    """
    agreement = the_home(home).agreement()
    if number not in {each.number for each in agreement.rounds}:
        rounds = ", ".join(str(each.number) for each in agreement.rounds)
        raise typer.BadParameter(f"found {number}, expected a round of {agreement.code}: {rounds}")
    if path.exists():
        raise typer.BadParameter(f"{path} exists already: choose another name. Nothing was written.")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}: make it first. Nothing was written.")
    write_template(agreement, number, path, language=language)
    say(f"The empty workbook of round {number}: {path}")


def receive(
    source: Annotated[Path, typer.Argument(help="A workbook, or a folder of workbooks, CSV or Parquet files.")],
    *,
    number: RoundOption,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file for foreign names and codes.")] = None,
    restate: Annotated[str | None, typer.Option(help="Why a published round is restated.")] = None,
    confirm_names: ConfirmNamesOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Find faults and changes; write nothing.")] = False,
    invented: Invented = False,
    language: Annotated[Language, typer.Option("--language", help="The faults in Dutch (nl) or English (en).")] = "en",
    home: HomeOption = None,
) -> None:
    """Receive a delivery: all of it, or all its faults.

    Examples:

    python -m data receive round-7.xlsx --round 7 --dry-run --language nl

    python -m data receive round-7.xlsx --round 7

    python -m data receive round-7-corrected.xlsx --round 7 --restate "two late answers"
    """
    found = the_home(home)
    try:
        with progress_bar() as progress:
            receipt = receive_delivery(
                found, source, round_number=number, mapping=mapping, restate=restate, answers=answers_of(invented),
                confirm_names=confirm_names, dry_run=dry_run, progress=progress,
            )  # fmt: skip
    except DeliveryRefused as refused:
        err.print(refused.report(language), soft_wrap=True)
        raise typer.Exit(REFUSED) from None
    say_receipt(receipt, dry_run=dry_run)
    if dry_run and receipt.needs_reason:
        say("This round has been published and its figures would change: that needs --restate.")
    if receipt.delivery:
        err.print("Next: python -m data publish --audience secretariat")
