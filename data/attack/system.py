"""Everything that was published of means, as linear rows over what the room does not know (rows.py, blocks.py).

An overall score is the mean of step scores, so what was published of either speaks of the other: a series that is part
of another is attacked with all its parts together, and what was published of the whole is a row over all of them. What
a whole and one part alone leave open, where each part may take its share of it, is `as_part`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc

from data.attack.blocks import Block, blocks_of
from data.attack.known import Companies, DisagreementError, Flags, Floats, Publication, Series
from data.attack.rows import Columns, Row, row_of, sum_of, weighed

MEANS = frozenset({"maturity", "unanswered", "not_applicable", "risk_severity", "risk_likelihood"})
MADE_OF = 1e-4  # how far a value may be from the mean of its parts, by rounding


class Room:
    """What was published, looked up by series."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        """Read the published cells of all means. Raises DisagreementError where parts do not make their whole."""
        for each in publications:
            _refuse_other_parts(each)
        self._publications = publications
        self._cells = [_cells_by_series(each) for each in publications]
        self._size = max((_size(each) for each in publications), default=0)
        self._members = [
            {
                number: {group: self._mask(who) for group, who in groups.items()}
                for number, groups in each.groups.items()
            }
            for each in publications
        ]

    def series(self) -> tuple[Series, ...]:
        """The means of which somebody has a value that is protected, in the order of the publications."""
        found = dict.fromkeys(
            series
            for each in self._publications
            for series, rounds in each.base.items()
            if series[0] in MEANS and any(flags.any() for flags in rounds.values())
        )
        return tuple(found)

    def blocks(self, series: Series) -> list[Block]:
        """The rows that speak of a series, in blocks. Raises DisagreementError: a cell is not what the answers give."""
        wholes = [whole for whole in self.wholes(series) if self.is_told(whole)]
        together = list(dict.fromkeys([series, *(part for whole in wholes for part, _ in self.parts(whole))]))
        columns = {each: Columns(self._publications, each, self._size) for each in together}
        starts = dict(
            zip(together, np.cumsum([0, *(len(each.value) for each in columns.values())]).tolist(), strict=False)
        )
        rows = [row.after(starts[each]) for each in together for _, row in self._rows_of(each, columns[each])]
        for whole in wholes:
            for place, row in self._rows_of(whole, Columns(self._publications, whole, self._size)):
                weights = self._publications[place].parts.get(whole, {})
                parts = [
                    (weighed(row, columns[part], columns[part].at[place], each), starts[part])
                    for part, each in weights.items()
                ]
                rows.extend(sum_of([each.after(start) for each, start in parts if len(each.columns)], row))
        return list(blocks_of(rows, list(columns.values())))

    def as_part(self, series: Series, whole: Series) -> list[Block]:
        """The rows of a series, and of its whole the share that it may take of what they leave open, in blocks."""
        columns = Columns(self._publications, series, self._size)
        rows = [row for _, row in self._rows_of(series, columns)]
        for place, row in self._rows_of(whole, Columns(self._publications, whole, self._size)):
            weights = self._publications[place].parts.get(whole, {}).get(series, {})
            part = weighed(row, columns, columns.at[place], weights)
            if len(part.columns):
                rows.extend(sum_of([part], row, share=float(np.abs(part.signs).sum()) / len(row.columns)))
        return list(blocks_of(rows, [columns]))

    def wholes(self, series: Series) -> list[Series]:
        """The series that this one is a part of."""
        wholes = (whole for each in self._publications for whole, parts in each.parts.items() if series in parts)
        return list(dict.fromkeys(wholes))

    def parts(self, series: Series) -> list[tuple[Series, Floats]]:
        """What a series is made of: its parts, each with its weights in every kind of company that there is."""
        parts = list(dict.fromkeys(part for each in self._publications for part in each.parts.get(series, {})))
        if not parts:
            return []
        sheets = [
            np.array([here[part][number] for part in parts])
            for each in self._publications
            if (here := each.parts.get(series))
            for number in here[parts[0]]
        ]
        kinds = np.unique(np.concatenate(sheets, axis=1), axis=1)
        return list(zip(parts, kinds[:, kinds.sum(axis=0) > 0], strict=True))

    def is_told(self, series: Series) -> bool:
        """Whether anything was published of a series."""
        return any(series in cells for cells in self._cells)

    def rows(self, series: Series) -> Iterator[tuple[int, Row]]:
        """Every published mean of a series, with the number of its publication. Raises DisagreementError."""
        yield from self._rows_of(series, Columns(self._publications, series, self._size))

    def _rows_of(self, series: Series, columns: Columns) -> Iterator[tuple[int, Row]]:
        for place, each in enumerate(self._publications):
            for cell in self._cells[place].get(series, []):
                yield place, row_of(cell, columns, place, self._members[place], name=each.name)

    def _mask(self, who: Companies) -> Flags:
        mask = np.zeros(self._size, dtype=bool)
        mask[who] = True
        return mask


def _refuse_other_parts(publication: Publication) -> None:
    """Every value of a whole is the weighted mean of its parts, but for rounding."""
    for whole, parts in publication.parts.items():
        for number, value in publication.answers[whole].items():
            made = sum(np.nan_to_num(publication.answers[part][number]) * parts[part][number] for part in parts)
            known = sum(parts[part][number] for part in parts) > 0
            if (np.abs(made - value)[known & ~np.isnan(value)] > MADE_OF).any():
                raise DisagreementError(
                    f"{publication.name}: {' '.join(whole)}, round {number}: a value is not the mean of its parts"
                )


def _cells_by_series(publication: Publication) -> dict[Series, list[dict[str, Any]]]:
    """The published cells of means. An edition's own table decides, whatever `base` says of a series."""
    cells = publication.cells
    means = pc.is_in(cells["measure"], value_set=pc.cast(sorted(MEANS), cells["measure"].type))
    found: dict[Series, list[dict[str, Any]]] = {}
    for cell in cells.filter(pc.and_(means, pc.equal(cells["status"], "published"))).to_pylist():
        found.setdefault((cell["measure"], cell["item"]), []).append(cell)
    return found


def _size(publication: Publication) -> int:
    """One more than the highest company number."""
    flags = (len(each) for rounds in publication.base.values() for each in rounds.values())
    members = (int(who.max()) + 1 for groups in publication.groups.values() for who in groups.values() if len(who))
    return max([0, *flags, *members])
