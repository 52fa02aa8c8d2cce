"""Reading an agreement's folder: parsed, validated, and its parts compared with each other; and where it lies."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from data.configuration.agreement import Agreement
from data.configuration.agreement_files import LEAVES, VOCABULARY, AgreementFiles, in_words, read_files
from data.configuration.agreement_rules import contradictions
from data.faults import WordedError
from data.text import Text, alike, joined

SHIPPED = VOCABULARY.parent
COMPARED_LATER = Text(
    "Of de onderdelen bij elkaar passen, wordt bekeken als dit is hersteld.",
    "Its parts are compared with each other once this is repaired.",
)


class NoAgreementError(WordedError, FileNotFoundError):
    """There is no agreement of that name; the message says which there are."""


class AgreementError(WordedError, ValueError):
    """The configuration of an agreement is refused; `faults` has every fault in words, and so has the message.

    The faults themselves are in English, as are the keys and codes of the files that they are about.
    """

    def __init__(self, folder: Path, faults: list[str], *, compared: bool = True) -> None:
        """Word the refusal; compared=False says that the parts could not be compared with each other yet."""
        self.faults = tuple(faults)
        one = len(faults) == 1
        opening = Text(
            f"Het convenant in {folder} is niet aangenomen: {'1 fout' if one else f'{len(faults)} fouten'}. Er is "
            "niets weggeschreven.",
            f"The agreement in {folder} was not accepted: {'1 fault' if one else f'{len(faults)} faults'}. Nothing was "
            "written.",
        )
        later = () if compared else (COMPARED_LATER,)
        super().__init__(joined([opening, *map(alike, faults), *later], "\n  "))


def load_agreement(folder: Path) -> Agreement:
    """Read and validate one agreement's folder.

    Raises AgreementError with every fault in words (file, place, what was found, what was expected).
    """
    files = read_files(folder)
    faults = list(files.faults)
    agreement: Agreement | None = None
    try:
        agreement = Agreement.model_validate(files.raw)
    except ValidationError as error:
        faults.extend(in_words(error, files))
        agreement, files = _without_faulty_rows(error, files)
    if agreement is not None:
        faults.extend(contradictions(agreement, lines=files.lines, incomplete=files.incomplete))
    if agreement is None or faults:
        raise AgreementError(folder, faults, compared=agreement is not None)
    return agreement


def _without_faulty_rows(error: ValidationError, files: AgreementFiles) -> tuple[Agreement | None, AgreementFiles]:
    """What is left without the faulty rows, so that the rest is compared too; None where another part is faulty."""
    faulty: dict[str, set[int]] = {}
    for each in error.errors():
        match each["loc"]:
            case (str(table), int(index), *_) if table in LEAVES:
                faulty.setdefault(table, set()).add(index)
            case _:
                return None, files
    rest = files.without(faulty)
    return Agreement.model_validate(rest.raw), rest


def find_agreement(code: str, extra: Iterable[Path] = ()) -> Path:
    """The folder of an agreement: the home's own folders first, then those shipped."""
    roots = (*extra, SHIPPED)
    for root in roots:
        if (root / code / "agreement.toml").exists():
            return root / code
    known = sorted({path.parent.name for root in roots for path in root.glob("*/agreement.toml")})
    raise NoAgreementError(
        Text(
            f"Er is geen convenant {code!r} in {' of '.join(map(str, roots))}: gevonden {', '.join(known)}. Een nieuw "
            "convenant krijgt daar een eigen map, zie docs/agreement.md. Er is niets weggeschreven.",
            f"There is no agreement {code!r} in {' or '.join(map(str, roots))}: found {', '.join(known)}. A new one is "
            "a folder of its own there, see docs/agreement.md. Nothing was written.",
        )
    )
