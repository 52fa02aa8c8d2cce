"""The secretariat's acts with deliveries: init, key-check, new-round, template and receive."""

from pathlib import Path
from typing import Annotated

import typer

from data.commandline.next_round import CONFIGURATION, open_already, open_next_round
from data.commandline.speech import spoken, told
from data.commandline.terminal import err, progress_bar, say, say_receipt
from data.custody.home import ANSWERS_WORDS, Answers, Home, home_root, open_home
from data.custody.panel import new_home
from data.faults import WordedError
from data.intake.receive import receive as receive_delivery
from data.intake.template import write_template
from data.text import Text

TEMPLATE_SUFFIX = ".xlsx"

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The home to use; otherwise KETENSPIEGEL_HOME, otherwise var.")
]
Invented = Annotated[bool, typer.Option("--invented", help="For invented deliveries; never mixed with real ones.")]
ConfirmNamesOption = Annotated[
    bool, typer.Option("--confirm-names", help="The passages that read like names may stand.")
]
ConfirmCompaniesOption = Annotated[
    bool, typer.Option("--confirm-companies", help="New companies that look like known ones are others.")
]
RoundOption = Annotated[int, typer.Option("--round", help="The number of the round in the agreement.")]


class UnusableCommandError(WordedError):
    """The command asks for something that cannot be; the message says what can."""


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
    answers = ANSWERS_WORDS[made.answers]
    say(
        Text(
            f"Een lege thuismap voor {answers.nl} antwoorden van {agreement} staat klaar: {made.root}",
            f"An empty home for {answers.en} deliveries of {agreement} is ready: {made.root}",
        ),
        "",
        Text(f"Sleutel    {made.key_path}", f"The key    {made.key_path}"),
        Text(f"           vingerafdruk {made.key_fingerprint}", f"           fingerprint {made.key_fingerprint}"),
        Text(
            "Kwijt?     Zonder sleutel zijn leveringen van volgend jaar niet aan eerdere te\n"
            "           koppelen: elk bedrijf lijkt dan nieuw. Panel en edities blijven leesbaar.",
            "Lost?      Without it next year's deliveries cannot be joined to earlier ones:\n"
            "           every company would look new. Panel and editions stay readable.",
        ),
        Text(
            "Bewaren    Kopieer de sleutel nu, naar een andere plaats dan het panel (wie beide\n"
            "           heeft, kan namen opzoeken in het panel). Het panel heeft een eigen\n"
            "           reservekopie nodig:",
            "Back up    Copy the key now, to a place apart from the panel (who holds both can\n"
            "           try names against the panel). The panel needs a backup of its own:",
        ),
        f"           {made.panel_path}",
        Text(
            "Nagaan     Is een sleutel teruggezet? python -m data key-check",
            "Check      A key that was put back: python -m data key-check",
        ),
    )


def key_check(home: HomeOption = None) -> None:
    """Tell whether the key is the one that this home was made with.

    Example: python -m data key-check
    """
    found = the_home(home)
    path, fingerprint = found.key_path, found.key().fingerprint
    say(
        Text(
            f"{path} is de sleutel van deze thuismap: vingerafdruk {fingerprint}",
            f"{path} is the key of this home: fingerprint {fingerprint}",
        )
    )


def new_round(
    another: Annotated[
        bool, typer.Option("--another", help="Also where nothing was received of the last one.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Add the next round to this home's agreement, ready to edit.

    Example: python -m data new-round
    """
    found = the_home(home)
    if not another and (last := open_already(found)):
        path = found.agreement_folder / CONFIGURATION
        raise UnusableCommandError(
            Text(
                f"Ronde {last.number}, {last.label.nl}, staat al in {path}, en daarvan is nog niets ontvangen. Er is "
                "niets weggeschreven. Toch nog een ronde erbij? python -m data new-round --another",
                f"Round {last.number}, {last.label.en}, stands in {path} already, and nothing of it was received yet. "
                "Nothing was written. One more round all the same? python -m data new-round --another",
            )
        )
    added, path = open_next_round(found)
    found.record("new-round", round=added.number)
    number = added.number
    say(
        Text(
            f"Ronde {number}, {added.label.nl}, staat aan het eind van {path}",
            f"Round {number}, {added.label.en}, stands at the end of {path}",
        ),
        Text(
            "Loop de regels na: begin en eind, vragenlijst en vergelijkbaarheid. Na elke\n"
            "wijziging controleert de volgende opdracht het hele bestand. Maak dan het lege\n"
            "werkboek:",
            "Look through its lines: period, dates, questionnaire and comparability. After each\n"
            "change the next command checks the whole file. Then make the empty workbook:",
        ),
        Text(
            f"  python -m data template --round {number} jaar-{number}.xlsx",
            f"  python -m data template --round {number} round-{number}.xlsx",
        ),
        Text(
            f"Niet bedoeld? Haal ronde {number} uit dat bestand, vanaf de regel '# Added by new-round'.",
            f"Not meant? Delete round {number} from that file, from its line '# Added by new-round' on.",
        ),
    )


def template(
    path: Annotated[Path, typer.Argument(help="The workbook to write.")],
    number: RoundOption,
    home: HomeOption = None,
) -> None:
    """Write the empty workbook of a round, in the language of --language.

    Example: python -m data template --round 7 round-7.xlsx
    """
    agreement = the_home(home).agreement()
    if number not in {each.number for each in agreement.rounds}:
        rounds = ", ".join(str(each.number) for each in agreement.rounds)
        raise UnusableCommandError(
            Text(
                f"--round: gevonden {number}, verwacht een ronde van {agreement.code}: {rounds}. De volgende opent u "
                "met: python -m data new-round. Er is niets weggeschreven.",
                f"--round: found {number}, expected a round of {agreement.code}: {rounds}. Open the next one with: "
                "python -m data new-round. Nothing was written.",
            )
        )
    if path.suffix.lower() != TEMPLATE_SUFFIX:
        named = path.with_suffix(TEMPLATE_SUFFIX).name
        raise UnusableCommandError(
            Text(
                f"Gevonden {path.name}, verwacht een naam zoals {named}. Er is niets weggeschreven.",
                f"Found {path.name}, expected a name such as {named}. Nothing was written.",
            )
        )
    if path.exists():
        raise UnusableCommandError(
            Text(
                f"{path} bestaat al: kies een andere naam. Er is niets weggeschreven.",
                f"{path} exists already: choose another name. Nothing was written.",
            )
        )
    if not path.parent.is_dir():
        raise UnusableCommandError(
            Text(
                f"Er is geen map {path.parent}: maak die eerst. Er is niets weggeschreven.",
                f"There is no folder {path.parent}: make it first. Nothing was written.",
            )
        )
    write_template(agreement, number, path, language=spoken())
    say(Text(f"Het lege werkboek van ronde {number}: {path}", f"The empty workbook of round {number}: {path}"))


def receive(
    source: Annotated[Path, typer.Argument(help="A workbook, or a folder of workbooks, CSV or Parquet files.")],
    *,
    number: RoundOption,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file for foreign names and codes.")] = None,
    restate: Annotated[str | None, typer.Option(help="Why a published round is restated.")] = None,
    confirm_names: ConfirmNamesOption = False,
    confirm_companies: ConfirmCompaniesOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Find faults and changes; write nothing.")] = False,
    invented: Invented = False,
    home: HomeOption = None,
) -> None:
    """Receive a delivery: all of it, or all its faults.

    Examples:

    python -m data receive round-7.xlsx --round 7 --dry-run

    python -m data receive round-7.xlsx --round 7

    python -m data receive round-7-corrected.xlsx --round 7 --restate "two late answers"
    """
    found = the_home(home)
    with progress_bar() as progress:
        receipt = receive_delivery(
            found, source, round_number=number, mapping=mapping, restate=restate, answers=answers_of(invented),
            confirm_names=confirm_names, confirm_companies=confirm_companies, dry_run=dry_run, progress=progress,
        )  # fmt: skip
    asked = (
        receipt.questions(restate, confirm_names=confirm_names, confirm_companies=confirm_companies) if dry_run else ()
    )
    say_receipt(receipt, undecided=bool(asked))
    say(*asked)
    if receipt.delivery:
        next_act = Text("Daarna: python -m data publish --audience secretariat",
                        "Next: python -m data publish --audience secretariat")  # fmt: skip
        err.print(told(next_act))
