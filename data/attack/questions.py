"""Step and theme scores as what they are made of: the same answers, weighed in several scores.

Questions that count in the same scores are told apart by no figure: their weighted mean is one part of each of these
scores. An unknown is such a part of one company in a round; every published mean of a step, a theme or the overall
score is a row over these unknowns, with that company's own weights. The room is taken to know which questions a company
answered and so its weights, not its answers. An answer that was corrected makes its part another unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data.attack.exchange import alike
from data.attack.known import FEW_ENOUGH, DisagreementError, Floats, Publication, Series
from data.attack.reached import OVERALL, Reached, counts_of, of_scores
from data.attack.rows import TOP, Integers
from data.attack.system import MADE_OF, Room

Part = frozenset[Series]  # the scores that some questions count in


class Counted(NamedTuple):
    """An overall score that counts speak of: its place among the scores, and the bounds that it may have reached, each
    with the counts (numbers of `Shared`) that ask so. What every score has reached or none can is no such bound.
    """

    place: int
    bounds: Mapping[float, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Answers:
    """One company's part of what was published.

    rows: those that rest on it (numbers of `Shared`), ascending; matrix: these rows x its unknowns; down and up: how
    far each unknown can move from the truth. rounds: of each unknown. asked: its scores, each with its round; scores:
    each as a sum of unknowns; truth: of each score. counted: what counts speak of.
    """

    rows: Integers
    matrix: Floats
    down: Floats
    up: Floats
    rounds: Integers
    asked: tuple[tuple[Series, int], ...]
    scores: Floats
    truth: Floats
    counted: tuple[Counted, ...]


class Shared:
    """Everything published of scores that share questions, over the answers behind them.

    low and high: how far each row's sum may move from the truth. counts: of companies by their overall score. member:
    rows and then counts x companies, which rest on which. few: whether programs take all companies along.
    """

    def __init__(self, publications: Sequence[Publication], room: Room, levels: Mapping[str, float]) -> None:
        """Read the published means of step and theme scores and of the overall score, and the counts beside them.

        Raises DisagreementError where a publication does not say what the scores of a round are made of, where
        questions do not make a score, or where a cell is not what the answers give.
        """
        for each in publications:
            if unknown := sorted(each.groups.keys() - each.questions.keys()):
                raise DisagreementError(
                    f"{each.name}: round {unknown[0]}: it does not say which questions its scores are made of"
                )
        self._publications = publications
        self._made = [{number: _made(each, number) for number in each.questions} for each in publications]
        scores = dict.fromkeys(each for here in self._made for sheet in here.values() for each in sheet.shares)
        self._rows = [(each, place, row) for each in scores for place, row in room.rows(each)]
        truth = np.array([row.truth for _, _, row in self._rows])
        self.low = np.minimum(0.0, np.array([row.low for _, _, row in self._rows]) - truth)
        self.high = np.maximum(0.0, np.array([row.high for _, _, row in self._rows]) - truth)
        self.counts = tuple(counts_of(publications, levels))
        size = max((sheet.truth.shape[1] for here in self._made for sheet in here.values()), default=0)
        self.member = np.zeros((len(self._rows) + len(self.counts), size), dtype=bool)
        for line, (_, _, row) in enumerate(self._rows):
            self.member[line, row.who] = True
        for line, count in enumerate(self.counts, start=len(self._rows)):
            self.member[line, np.flatnonzero(~np.isnan(count.bound))] = True
        self.few = len(self.companies) <= FEW_ENOUGH
        counted = dict.fromkeys(each for here in publications for each in here.base if of_scores(each))
        self.series = (*scores, *counted)

    @property
    def companies(self) -> list[int]:
        """The companies that any row or count rests on."""
        found: list[int] = np.flatnonzero(self.member.any(axis=0)).tolist()
        return found

    @property
    def rounds(self) -> list[int]:
        """The rounds of all publications."""
        return sorted({number for here in self._made for number in here})

    def alike(self, number: int) -> Integers:
        """Per company its kind: two of a kind can exchange their answers of this round, and all that was published
        stays what it is (exchange.py).
        """
        rows = [line for line, (_, _, row) in enumerate(self._rows) if number in row.rounds]
        counts = [self._of_all(count.bound) for count in self.counts if count.round == number]
        sheets = [here[number] for here in self._made if number in here]
        shares = [self._of_all(share) for sheet in sheets for share in sheet.shares.values()]
        return alike(self.member[rows], *counts, *shares, *self._corrected(sheets))

    def asked(self, number: int) -> Iterator[tuple[Series, int, Floats]]:
        """The scores of a round: of each publication, with its number, every company's; NaN: it has none."""
        for place, here in enumerate(self._made):
            for series in here[number].shares if number in here else ():
                published = self._publications[place]
                has = published.base.get(series, {}).get(number, np.zeros(0, dtype=bool))
                yield series, place, self._of_all(np.where(has, published.answers[series][number], np.nan))

    def gaps(self, number: int) -> Iterator[tuple[Reached, Floats]]:
        """The counts of a round, each with how far above its bound every overall score is; NaN: not counted."""
        for count in self.counts:
            if count.round == number:
                score = self._publications[count.place].answers[OVERALL][number]
                yield count, self._of_all(score) - self._of_all(count.bound)

    def target(self, place: int, number: int) -> Floats:
        """The target of every company that a publication counts by it in a round; NaN: of no other is it known."""
        found = np.full(self.member.shape[1], np.nan)
        for count in self.counts:
            if count.target and (count.place, count.round) == (place, number):
                found = np.fmax(found, self._of_all(count.bound))
        return found

    def _corrected(self, sheets: "Sequence[_Made]") -> Iterator[Floats]:
        """Per part and publication in which of them a company first had this answer; NaN: it has none."""
        for part in dict.fromkeys(part for sheet in sheets for part in sheet.parts):
            answers = [self._of_all(sheet.truth[sheet.parts.index(part)]) for sheet in sheets if part in sheet.parts]
            for answer in answers:
                first = np.argmax([answer == before for before in answers], axis=0)
                yield np.where(np.isnan(answer), np.nan, first)

    def _of_all(self, values: Floats) -> Floats:
        """The same over all companies that any publication knows; NaN for those that this one does not."""
        missing = self.member.shape[1] - values.shape[-1]
        return np.concatenate([values, np.full((*values.shape[:-1], missing), np.nan)], axis=-1)

    def of(self, company: int) -> Answers:
        """A company's part of it."""
        unknown, rounds, at = self._unknowns(company)
        rows = np.flatnonzero(self.member[: len(self._rows), company])
        matrix = np.zeros((len(rows), len(unknown)))
        for line, (series, place, row) in enumerate(self._rows[number] for number in rows):
            for entry in np.flatnonzero(row.who == company):
                number = int(row.rounds[entry])
                here = at[place, number]
                share = self._made[place][number].shares[series][:, company]
                matrix[line, here[here >= 0]] += row.signs[entry] * share[here >= 0]
        asked: dict[tuple[Series, int, bytes], Floats] = {}
        overall: dict[tuple[int, int], tuple[Series, int, bytes]] = {}
        truth: dict[tuple[Series, int, bytes], float] = {}
        for (place, number), here in at.items():
            for series, shares in self._made[place][number].shares.items():
                flags = self._publications[place].base.get(series, {}).get(number, np.zeros(0, dtype=bool))
                score = np.zeros(len(unknown))
                score[here[here >= 0]] = shares[here >= 0, company]
                if company < len(flags) and flags[company] and score.any():
                    key = series, number, score.tobytes()
                    asked[key] = score
                    truth[key] = float(self._publications[place].answers[series][number][company])
                    if series == OVERALL:
                        overall[place, number] = key
        scores = np.array(list(asked.values())).reshape(len(asked), len(unknown))
        places = {key: line for line, key in enumerate(asked)}
        return Answers(
            rows, matrix, -unknown, TOP - unknown, rounds, tuple((series, at) for series, at, _ in asked), scores,
            np.array([truth[key] for key in asked]),
            self._counted(company, {at: places[key] for at, key in overall.items()}),
        )  # fmt: skip

    def _counted(self, company: int, places: Mapping[tuple[int, int], int]) -> tuple[Counted, ...]:
        """What counts speak of. places: per publication and round the place of an overall score that may be another."""
        found: dict[int, Counted] = {}
        for line in np.flatnonzero(self.member[len(self._rows) :, company]).tolist():
            count = self.counts[line]
            bound = float(count.bound[company])
            if 0 < bound <= TOP and (place := places.get((count.place, count.round))) is not None:
                here = found.setdefault(place, Counted(place, {}))
                found[place] = here._replace(bounds={**here.bounds, bound: [*here.bounds.get(bound, ()), line]})
        return tuple(each._replace(bounds=dict(sorted(each.bounds.items()))) for each in found.values())

    def _unknowns(self, company: int) -> tuple[Floats, Integers, dict[tuple[int, int], Integers]]:
        """A company's unknowns, with their rounds; per publication and round the number of each part's unknown, -1:
        none.
        """
        truth: list[float] = []
        rounds: list[int] = []
        versions: dict[tuple[int, Part, float], int] = {}
        at: dict[tuple[int, int], Integers] = {}
        for place, here in enumerate(self._made):
            for number, sheet in here.items():
                at[place, number] = np.full(len(sheet.parts), -1, dtype=np.int64)
                for line, part in enumerate(sheet.parts):
                    value = float(sheet.truth[line, company]) if company < sheet.truth.shape[1] else np.nan
                    if np.isnan(value):
                        continue
                    if (number, part, value) not in versions:
                        versions[number, part, value] = len(truth)
                        truth.append(value)
                        rounds.append(number)
                    at[place, number][line] = versions[number, part, value]
        return np.array(truth), np.array(rounds, dtype=np.int64), at


class _Made(NamedTuple):
    """A round of a publication, parts x companies: the true mean of each part (NaN: none), and its share per score."""

    parts: tuple[Part, ...]
    truth: Floats
    shares: dict[Series, Floats]


def _made(publication: Publication, number: int) -> _Made:
    """Raises DisagreementError where questions do not make a score, or steps not the overall score."""
    sheet = publication.questions[number]
    lines: dict[Part, list[int]] = {}
    for line in range(len(sheet.answer)):
        part = frozenset(series for series, places in sheet.scores.items() if line in places)
        lines.setdefault(part, []).append(line)
    given = np.where(np.isnan(sheet.answer), 0.0, sheet.weight)
    weight = np.array([given[here].sum(axis=0) for here in lines.values()])
    points = np.array([(given[here] * np.nan_to_num(sheet.answer[here])).sum(axis=0) for here in lines.values()])
    with np.errstate(invalid="ignore", divide="ignore"):
        truth = points / weight
    shares: dict[Series, Floats] = {}
    for series, places in sheet.scores.items():
        counts = sheet.weight[list(places)].sum(axis=0)
        inside = np.array([series in part for part in lines])[:, None]
        shares[series] = np.where(inside, weight, 0.0) / np.where(counts > 0, counts, 1.0)
    for whole, steps in publication.parts.items():
        if set(steps) <= set(shares):
            shares[whole] = np.sum([shares[step] * steps[step][number] for step in steps], axis=0)
    made = _Made(tuple(lines), truth, {each: here for each, here in shares.items() if each in publication.answers})
    _refuse_other_questions(publication, number, made)
    return made


def _refuse_other_questions(publication: Publication, number: int, made: _Made) -> None:
    for series, share in made.shares.items():
        found = (share * np.nan_to_num(made.truth)).sum(axis=0)
        value = publication.answers[series][number]
        if (np.abs(found - value)[~np.isnan(value)] > MADE_OF).any():
            raise DisagreementError(
                f"{publication.name}: {' '.join(series)}, round {number}: a score is not what its questions make"
            )
