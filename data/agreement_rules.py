"""What pydantic cannot see: the parts of an agreement that contradict each other."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.agreement import Agreement


def contradictions(agreement: "Agreement") -> list[str]:
    """Every contradiction between the parts of an agreement, in words; empty where there is none."""
    return []
