"""A delivery: one round's tables, read, checked and typed, or refused with every fault at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from data.agreement import Agreement
from data.faults import DeliveryRefused, Fault

__all__ = ["Delivery", "DeliveryRefused", "Fault", "Known", "read_delivery"]

Known = Callable[[Sequence[str]], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One round's delivery, accepted and not yet written.

    tables: the delivered tables by the panel's name ("company", "answer", ...), typed as in data/sql/panel.sql
    without `delivery`; `company` is the name as the companies sheet writes it; the company table has `aliases`
    (list of text) as well; answers are complete: one row per company x question x assessor of every assessment
    that was handed in or begun. row_counts: rows per table, in the order of the contract.
    names: every company name of the delivery, as written in the companies sheet (or elsewhere, where that sheet is
    not delivered). content_hash: SHA-256 over round and content, whatever the order, file format or language.
    """

    round: int
    instrument_version: str | None
    tables: Mapping[str, pa.Table]
    row_counts: Mapping[str, int]
    names: tuple[str, ...] = field(repr=False)
    content_hash: str = ""


def read_delivery(
    source: Path,
    agreement: Agreement,
    round: int,
    *,
    mapping: Path | None = None,
    known: Known | None = None,
) -> Delivery:
    """Read a workbook, a CSV or Parquet file or a folder of them, check it whole, and give it typed.

    known: tells which company names the panel already knows. With it, risks, actions or deliverables may be corrected
    without the companies sheet; activities, projects, decisions, outreach and notes may always come alone.
    Raises DeliveryRefused with every fault; nothing is ever written.
    """
    raise NotImplementedError
