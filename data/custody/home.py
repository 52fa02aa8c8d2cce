"""The home of one agreement: where its key, panel, log and editions lie, and who may read them.

A home holds either invented or real deliveries, never both. Everything confidential lies in one folder that only
its owner can enter; the key is a file beside the panel, so that it can be backed up apart from it.
"""

import os
import secrets
import shutil
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast, get_args

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import NoAgreementError, find_agreement, load_agreement
from data.custody.pseudonym import Key
from data.faults import WordedError
from data.text import Text

Answers = Literal["invented", "real"]
ANSWERS_WORDS: Mapping[str, Text] = {"invented": Text("verzonnen", "invented"), "real": Text("echte", "real")}

HOME_VARIABLE, DEFAULT_HOME = "KETENSPIEGEL_HOME", Path("var")
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class HomeError(WordedError):
    """The home cannot be used; the message says what was found, what to do, and that nothing was written."""


@dataclass(frozen=True, slots=True)
class Home:
    """One agreement's folder. `answers` says whether its deliveries are invented or real."""

    root: Path
    agreement_code: str
    answers: Answers
    key_fingerprint: str

    @property
    def confidential(self) -> Path:
        """The folder that holds panel, key and log; mode 0700."""
        return self.root / "confidential"

    @property
    def panel_path(self) -> Path:
        """The database of pseudonymised deliveries."""
        return self.confidential / "panel.duckdb"

    @property
    def key_path(self) -> Path:
        """The key of the pseudonyms; mode 0600."""
        return self.confidential / "key"

    @property
    def log_path(self) -> Path:
        """One line per act: no names, no answers."""
        return self.confidential / "log"

    @property
    def editions(self) -> Path:
        """The folder of editions, one folder per audience."""
        return self.root / "editions"

    @property
    def agreements(self) -> Path:
        """Agreement folders of this home; they come before the ones that are shipped."""
        return self.root / "agreements"

    @property
    def agreement_folder(self) -> Path:
        """The folder of this home's agreement. Raises HomeError where there is none."""
        try:
            return find_agreement(self.agreement_code, [self.agreements])
        except NoAgreementError as error:
            raise HomeError(error.words) from error

    def agreement(self) -> Agreement:
        """The agreement, loaded and validated. Raises AgreementError with every fault."""
        return load_agreement(self.agreement_folder)

    def key(self) -> Key:
        """The key of the pseudonyms. Raises HomeError where it is missing, open to others or not this home's."""
        if not self.key_path.exists():
            raise HomeError(
                Text(
                    f"De sleutel {self.key_path} ontbreekt. Zet de reservekopie terug (vingerafdruk "
                    f"{self.key_fingerprint}), met rechten 600. Zonder de sleutel is geen levering aan eerdere te "
                    "koppelen. Er is niets weggeschreven.",
                    f"The key {self.key_path} is missing. Put back its backup (fingerprint {self.key_fingerprint}), "
                    "with mode 600. Without it no delivery can be joined to earlier ones. Nothing was written.",
                )
            )
        _refuse_if_open_to_others(self.key_path, PRIVATE_FILE)
        try:
            key = Key.read(self.key_path)
        except (ValueError, OSError) as error:
            raise HomeError(
                Text(
                    f"De sleutel {self.key_path} is niet te lezen ({error}). Zet de reservekopie terug (vingerafdruk "
                    f"{self.key_fingerprint}). Er is niets weggeschreven.",
                    f"The key {self.key_path} cannot be read: {error}. Put back its backup (fingerprint "
                    f"{self.key_fingerprint}). Nothing was written.",
                )
            ) from error
        if key.fingerprint != self.key_fingerprint:
            raise HomeError(
                Text(
                    f"{self.key_path} is niet de sleutel waarmee deze thuismap is gemaakt: gevonden vingerafdruk "
                    f"{key.fingerprint}, verwacht {self.key_fingerprint}. Zet de juiste reservekopie terug. Er is "
                    "niets weggeschreven.",
                    f"{self.key_path} is not the key that this home was made with: found fingerprint "
                    f"{key.fingerprint}, expected {self.key_fingerprint}. Put back the right backup. Nothing was "
                    "written.",
                )
            )
        return key

    def record(self, command: str, **facts: object) -> None:
        """Add one line to the log. `facts` are numbers, codes and hashes: never a name, a text or an answer."""
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        line = " ".join([moment, command, *(f"{key}={value}" for key, value in facts.items())])
        descriptor = os.open(self.log_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        with os.fdopen(descriptor, "a", encoding="utf-8") as log:
            log.write(line + "\n")


def home_root() -> Path:
    """The folder that KETENSPIEGEL_HOME names, or `var` in the current folder."""
    return Path(os.environ.get(HOME_VARIABLE) or DEFAULT_HOME)


def open_home(root: Path | None = None) -> Home:
    """Open an existing home. Raises HomeError where there is none or others can read it."""
    root = home_root() if root is None else root
    path = root / "home.toml"
    if not path.exists():
        raise HomeError(
            Text(
                f"In {root} is geen thuismap. Maak er een met: python -m data init --home {root}",
                f"There is no home in {root}. Make one with: python -m data init --home {root}",
            )
        )
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        home = Home(root, str(facts["agreement"]), _answers(facts["answers"]), str(facts["key_fingerprint"]))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, OSError) as error:
        raise HomeError(
            Text(
                f"{path} is niet te lezen ({error}): zet de reservekopie terug. Er is niets weggeschreven.",
                f"{path} cannot be read: {error}. Put back its backup. Nothing was written.",
            )
        ) from error
    if not home.confidential.is_dir():
        raise HomeError(
            Text(
                f"{home.confidential} ontbreekt: zet de reservekopie terug. Er is niets weggeschreven.",
                f"{home.confidential} is missing: put back its backup. Nothing was written.",
            )
        )
    _refuse_if_open_to_others(home.confidential, PRIVATE_FOLDER)
    return home


def create_home(root: Path, *, agreement: str, answers: Answers) -> Home:
    """Make an empty home with a new random key. Nothing that exists is overwritten.

    Raises HomeError where something lies there already or there is no such agreement, AgreementError: it has faults.
    """
    key = Key(secrets.token_bytes(Key.LENGTH))
    home = Home(root, agreement, answers, key.fingerprint)
    home.agreement()  # one with faults is refused before anything is written
    for path in (root / "home.toml", home.confidential):
        if path.exists():
            raise HomeError(
                Text(
                    f"{path} bestaat al: init overschrijft nooit iets. Kies een andere map. Er is niets weggeschreven.",
                    f"{path} exists already: init never overwrites. Choose another folder. Nothing was written.",
                )
            )
    root.mkdir(parents=True, exist_ok=True)
    with private_files():
        home.confidential.mkdir(mode=PRIVATE_FOLDER)
        key.write(home.key_path)
    for folder in (home.agreements, home.editions):
        folder.mkdir(exist_ok=True)
    facts = {"agreement": agreement, "answers": answers, "key_fingerprint": key.fingerprint}
    text = "".join(f'{name} = "{value}"\n' for name, value in facts.items())
    write_whole(root / "home.toml", text)
    return home


def copy_agreement(home: Home) -> Path:
    """The agreement's folder inside the home, ready to edit; copied from the shipped one where it is not there yet."""
    own = home.agreements / home.agreement_code
    if not own.exists():
        unfinished = own.with_name(f".{own.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(home.agreement_folder, unfinished)
        unfinished.rename(own)
    return own


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that after a crash it is the old or the new one."""
    unfinished = path.with_name(f".{path.name}.new")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


@contextmanager
def private_files() -> Iterator[None]:
    """Files and folders made meanwhile are for their owner only (the database makes its files itself)."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def _refuse_if_open_to_others(path: Path, mode: int) -> None:
    if path.stat().st_mode & OTHERS:
        raise HomeError(
            Text(
                f"Anderen dan de eigenaar kunnen {path} lezen. Sluit de toegang af met: chmod {mode:o} {path}",
                f"Others than its owner can read {path}. Close it with: chmod {mode:o} {path}",
            )
        )


def _answers(value: object) -> Answers:
    if value not in get_args(Answers):
        raise ValueError(f'answers: found {value!r}, expected "invented" or "real"')
    return cast("Answers", value)
