"""The ledger of everything that was ever published: one line per edition or consent, each sealed to the last.

It lies in the closed room (confidential/ledger.jsonl). What the room may still be shown depends on all of it, so a line
that was changed, or an edition that is missing, stops publishing.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from data.cube import Audience, Edition
from data.custody.home import Home, HomeError, private_files, write_whole
from data.custody.panel import published_names
from data.publishing.edition import list_editions
from data.text import Text

LEDGER_FILE, LOCK_FILE = "ledger.jsonl", "publishing.lock"
NO_SEAL = "0" * 64
REMEMBERED: Audience = "plenary"  # the audience whose editions a room remembers
Kind = Literal["edition", "consent"]


class LedgerError(HomeError):
    """The ledger cannot be trusted; the message says which line, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an edition, or a figure that the parties consented to publish; seal: over this and the line before.

    facts: of an edition its name and the hash of its content; of a consent the figure, who consented, and its cost.
    """

    kind: Kind
    facts: Mapping[str, Any]
    seal: str


def read_ledger(home: Home) -> tuple[Entry, ...]:
    """Every line, oldest first. Raises LedgerError where a seal does not fit or an edition is gone or was changed."""
    path = home.confidential / LEDGER_FILE
    if not path.exists():
        return ()
    entries: list[Entry] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            entry = Entry(row["kind"], row["facts"], str(row["seal"]))
        except (ValueError, KeyError, TypeError):
            raise _untrusted(
                Text(f"{path}, regel {number}: niet te lezen.", f"{path}, line {number}: cannot be read.")
            ) from None
        expected = _seal(entry.kind, entry.facts, entries[-1].seal if entries else NO_SEAL)
        if entry.seal != expected:
            raise _untrusted(
                Text(
                    f"{path}, regel {number}: gevonden zegel {entry.seal[:12]}, verwacht {expected[:12]}: deze regel, "
                    "of een regel ervoor, is veranderd.",
                    f"{path}, line {number}: found the seal {entry.seal[:12]}, expected {expected[:12]}: it, or a line "
                    "before it, was changed.",
                )
            )
        entries.append(entry)
    _refuse_if_editions_differ(home, entries)
    return tuple(entries)


def _untrusted(what: Text) -> LedgerError:
    return LedgerError(
        Text(
            f"{what.nl} Zet de reservekopie van de thuismap terug. Er is niets weggeschreven.",
            f"{what.en} Put back the backup of the home. Nothing was written.",
        )
    )


def enter(home: Home, kind: Kind, facts: Mapping[str, Any]) -> None:
    """Add a line, sealed to the last one. Raises LedgerError."""
    path = home.confidential / LEDGER_FILE
    entries = read_ledger(home)
    seal = _seal(kind, facts, entries[-1].seal if entries else NO_SEAL)
    line = json.dumps({"kind": kind, "facts": facts, "seal": seal}, ensure_ascii=False)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    with private_files():
        write_whole(path, f"{before}{line}\n")


def enter_edition(home: Home, edition: Edition) -> None:
    """Add the line of an edition that was just written, if it is one that a room remembers. Raises LedgerError."""
    if edition.audience == REMEMBERED:
        enter(home, "edition", _edition_facts(edition))


def heal(home: Home) -> tuple[Entry, ...]:
    """Every line, after the plenary's editions that lie on the shelf and are in none: a crash may have come before.

    Raises LedgerError, also where the panel remembers an edition that is neither in the ledger nor on the shelf.
    """
    entries = read_ledger(home)
    known = {entry.facts["name"] for entry in entries if entry.kind == "edition"}
    missing = [edition for edition in list_editions(home.editions, REMEMBERED) if edition.name not in known]
    lost = set(published_names(home, REMEMBERED)) - known - {edition.name for edition in missing}
    if lost:
        names, ledger, shelf = ", ".join(sorted(lost)), home.confidential / LEDGER_FILE, home.editions / REMEMBERED
        raise _untrusted(
            Text(
                f"Volgens het panel is {names} gepubliceerd, maar {ledger} noemt die editie niet en in {shelf} staat "
                "zij niet.",
                f"The panel remembers that {names} was published, but {ledger} does not name it and {shelf} does not "
                "hold it.",
            )
        )
    for edition in missing:
        enter_edition(home, edition)
    return read_ledger(home) if missing else entries


@contextmanager
def one_at_a_time(home: Home) -> Iterator[None]:
    """Two editions are never made at once: each must know of the other. Raises LedgerError where one is being made."""
    with private_files():
        descriptor = os.open(home.confidential / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise LedgerError(
            Text(
                f"Er wordt al een andere editie van {home.root} gemaakt. Wacht daarop. Er is niets weggeschreven.",
                f"Another edition of {home.root} is being made. Wait for it. Nothing was written.",
            )
        ) from None
    finally:
        os.close(descriptor)


def _edition_facts(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "published_at": edition.published_at.isoformat(),
        "policy": edition.policy.version,
        "visible_to": list(edition.visible_to),
        "content_hash": edition.content_hash,
    }


def _seal(kind: str, facts: Mapping[str, Any], before: str) -> str:
    text = json.dumps([before, kind, facts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_if_editions_differ(home: Home, entries: Sequence[Entry]) -> None:
    """What was published is part of what the room knows: without it, nothing new can be judged."""
    found = {edition.name: edition.content_hash for edition in list_editions(home.editions, REMEMBERED)}
    for entry in entries:
        if entry.kind == "edition" and found.get(entry.facts["name"]) != entry.facts["content_hash"]:
            name, shelf = entry.facts["name"], home.editions / REMEMBERED
            raise _untrusted(
                Text(
                    f"Editie {name} staat in het register, maar niet meer in {shelf}, of daar staat een andere met die "
                    "naam.",
                    f"The edition {name} is in the ledger, but {shelf} holds it no more or holds another of that name.",
                )
            )
