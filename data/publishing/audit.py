"""Looking at an edition again: whether the same deliveries still give it, and what attackers make of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from data.attack.known import Finding
from data.cube import INTERNAL_TABLES, Audience, Cube, Edition, open_cube, read_manifest, tables_of
from data.custody.home import Home
from data.faults import WordedError
from data.protection.attackers import ATTACKS, Attack
from data.protection.cells import Rung, Stretch
from data.protection.protect import attack_cells
from data.publishing.edition_tables import content_hash_of
from data.publishing.ledger import heal
from data.publishing.making import Made, Progress, in_words, make, silent
from data.publishing.memory import as_of_edition, cells_on_disk
from data.text import Text


class NoEditionError(WordedError, FileNotFoundError):
    """No audience has an edition of that name."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attackers make of an edition on the disk."""

    edition: Edition
    findings: Mapping[Attack, tuple[Finding, ...]]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that give too much away."""
        return tuple(finding for found in self.findings.values() for finding in found if finding.failed)


@dataclass(frozen=True, slots=True)
class Replay:
    """An edition computed again from the deliveries that it names: the same content has the same hash."""

    edition: Edition
    content_hash: str

    @property
    def same(self) -> bool:
        """Whether every cell, fact and published figure came out as it was published."""
        return self.content_hash == self.edition.content_hash


def replay(home: Home, name: str) -> Replay:
    """Compute an edition again from the deliveries, agreement and policy that it names, and compare the content.

    Its series stand on the rungs that it names; `audit` attacks it again. An edition of before there were internal
    tables is compared without them. Raises FileNotFoundError where no audience has such an edition.
    """
    audience = _audience_of(home, name)
    cube = open_cube(home.editions, audience, name=name)
    content = _made_again(home, cube).content
    if INTERNAL_TABLES.keys() - set(tables_of(read_manifest(home.editions / audience / name))):
        content = replace(content, details=(), actions=())
    return Replay(cube.edition, content_hash_of(content))


def audit(home: Home, name: str, *, attacks: Sequence[Attack] = ATTACKS, progress: Progress | None = None) -> Audit:
    """Attack an edition as it lies on the disk, with all that was published before it.

    An edition without protection (the secretariat's) is not attacked. Raises FileNotFoundError where no audience has
    such an edition, DisagreementError where its cells are not what the
    answers give, LeakError where the exact test finds a combination over too few companies.
    """
    audience = _audience_of(home, name)
    cube = open_cube(home.editions, audience, name=name)
    if not cube.edition.policy.suppress:
        return Audit(cube.edition, {})
    made = _made_again(home, cube)
    tell = in_words(progress or silent)
    cells = cells_on_disk(home.editions / audience / name)
    return Audit(cube.edition, attack_cells(made.decided, cells, made.earlier, attacks=attacks, tell=tell))


def _made_again(home: Home, cube: Cube) -> Made:
    """An edition computed again, from what was there before it."""
    edition = cube.edition
    entries = heal(home)
    names = [entry.facts.get("name") for entry in entries]
    rungs = {_stretch_of(key): cast("Rung", rung) for key, rung in edition.rungs.items()}
    return make(
        home, cube.agreement, edition.policy, edition.audience, as_of=as_of_edition(home, edition.deliveries),
        entries=entries[: names.index(edition.name)] if edition.name in names else entries, rungs=rungs,
    )  # fmt: skip


def _stretch_of(key: str) -> Stretch:
    measure, item, group = key.split("/")
    return measure, item, group


def _audience_of(home: Home, name: str) -> Audience:
    for audience in get_args(Audience):
        if (home.editions / audience / name).is_dir():
            found: Audience = read_manifest(home.editions / audience / name)["audience"]
            return found
    raise NoEditionError(
        Text(
            f"Er is geen editie {name} in {home.editions}. Welke er zijn, ziet u met: python -m data editions",
            f"There is no edition {name} in {home.editions}. List them: python -m data editions",
        )
    )
