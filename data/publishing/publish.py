"""Publishing: from the panel to an immutable edition for one audience, and back again to check one.

The order of the steps makes a crash harmless: the edition is written whole, then the panel remembers it, then the
pointer moves. Until the last step everybody sees the old edition.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.cube import Audience, Edition
from data.custody.home import Home, private_files
from data.custody.panel import (
    deliveries,
    open_panel,
    open_snapshot,
    record_publication,
    transaction,
    used_deliveries,
)
from data.faults import WordedError
from data.intake.passages import NameHit, confirm, question, unconfirmed_to_publish
from data.intake.receipt import NOT_WRITTEN
from data.protection.attackers import ATTACKS, ONE_INSIDER, Attack
from data.publishing.edition import list_editions as editions_on_shelf
from data.publishing.edition import next_name, now, point_to, write_edition
from data.publishing.elsewhere import AsOf
from data.publishing.ledger import enter_edition, heal, one_at_a_time
from data.publishing.making import Progress, facts_of_edition, make, silent
from data.publishing.publish_report import report
from data.publishing.scoring_kept import refuse_changed_scoring
from data.text import Language, Text, joined

HASH_PREFIX = 12  # enough to recognise a delivery, too short to be of use for anything else
REPORTS = "reports"
READING = Text("leveringen lezen", "reading deliveries")
WRITING = Text("editie wegschrijven", "writing the edition")
PUTTING_TO_USE = Text("in gebruik nemen", "putting it to use")
KNOWN_TOO_MUCH = Text(
    "Let op: wat eerder is gepubliceerd, geeft op zichzelf al te veel prijs; het rapport zegt van welke cijfers.",
    "Note: what was published before gives too much away by itself; the report says of which figures.",
)

__all__ = [
    "ATTACKS",
    "KNOWN_TOO_MUCH",
    "ONE_INSIDER",
    "NameHit",
    "NamesUnconfirmedError",
    "NothingToPublishError",
    "list_editions",
    "names_to_confirm",
    "publish",
    "report_path",
]


class NothingToPublishError(WordedError):
    """The panel holds no delivery that an edition could be made of."""


class NamesUnconfirmedError(WordedError):
    """Texts of the edition read like a company's name, and nobody confirmed them; `name_hits` says where."""

    def __init__(self, name_hits: tuple[NameHit, ...]) -> None:
        """Ask the secretariat to decide."""
        self.name_hits = name_hits
        super().__init__(joined([question(name_hits), NOT_WRITTEN], " "))


def publish(
    home: Home, *, audience: Audience, as_of: AsOf | None = None, confirm_names: bool = False,
    attacks: Sequence[Attack] | None = None, public_from: date | None = None, progress: Progress | None = None,
    language: Language = "en",
) -> Edition:  # fmt: skip
    """Write a new edition from the deliveries that count and make it the current one.

    as_of: per round the last delivery that counts. confirm_names: the passages that read like names were read.
    attacks: what a protected edition must withstand; None: all of them, of invented ones the quickest. public_from:
    from when on anybody may see it. progress is told each step in words. language: of the report. Raises
    NothingToPublishError, NamesUnconfirmedError, HomeError (LedgerError where the ledger cannot be
    trusted, ScoringChangedError where published figures were made with another scoring) or AgreementError; nothing
    is written then.
    """
    tell = progress or silent
    if attacks is None:
        attacks = ATTACKS if home.answers == "real" else ATTACKS[:1]
    agreement = home.agreement()
    with one_at_a_time(home):
        tell(READING)
        entries = heal(home)
        policy = agreement.policies[audience]
        if policy.suppress:
            refuse_changed_scoring(home, entries, agreement)
        with open_snapshot(home, as_of=as_of) as con:
            used = set(used_deliveries(con))
            records = [record for record in deliveries(con) if record.number in used]
        if not records:
            raise NothingToPublishError(
                Text(
                    f"In {home.root} is nog geen levering ontvangen om te publiceren. Er is niets weggeschreven.",
                    f"The panel of {home.root} holds no deliveries to publish. Nothing was written.",
                )
            )
        made = make(
            home, agreement, policy, audience, as_of=as_of, entries=entries, attacks=attacks, tell=tell
        )  # fmt: skip
        with open_panel(home) as con:
            name_hits = unconfirmed_to_publish(con, made.content.facts, home.key())
        if name_hits and not confirm_names:
            raise NamesUnconfirmedError(name_hits)
        published_at = now()
        name = next_name(home.editions, agreement.code, published_at=published_at)
        tell(WRITING)
        edition = write_edition(
            home.editions, audience, made.content, name=name, published_at=published_at,
            invented=home.answers == "invented", deliveries=[record.in_manifest() for record in records],
            public_from=public_from,
        )  # fmt: skip
        record_publication(
            home, edition=name, audience=audience, used=sorted(used), published_at=published_at.replace(tzinfo=None)
        )
        enter_edition(home, edition)
        if name_hits:
            with open_panel(home, write=True) as con, transaction(con):
                confirm(con, name_hits, home.key(), delivery=max(used))
        _write_report(home, name, report(made, edition, language))
        tell(PUTTING_TO_USE)
        point_to(home.editions, audience, name)
    home.record("publish", edition=name, audience=audience, content=edition.content_hash[:HASH_PREFIX])
    return edition


def names_to_confirm(home: Home, *, as_of: AsOf | None = None) -> tuple[NameHit, ...]:
    """What `publish` would ask before it writes an edition of these deliveries. Raises HomeError."""
    with open_snapshot(home, as_of=as_of) as con:
        return unconfirmed_to_publish(con, facts_of_edition(con), home.key())


def list_editions(home: Home, audience: Audience) -> tuple[Edition, ...]:
    """All editions of an audience, oldest first."""
    return editions_on_shelf(home.editions, audience)


def report_path(home: Home, name: str) -> Path:
    """Where the secretariat's report on an edition lies."""
    return home.confidential / REPORTS / f"{name}.txt"


def _write_report(home: Home, name: str, text: str) -> None:
    path = report_path(home, name)
    with private_files():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
