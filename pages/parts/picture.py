"""A chart as Streamlit takes it, made once and handed over as it is on every run."""

from typing import Any

import plotly.graph_objects as go


class Picture(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A Plotly figure around a finished specification that nobody changes any more.

    Streamlit asks a figure for its dict on every run. Plotly's own answer copies everything and looks for arrays to
    encode, which costs more than all the rest of a page; this one hands over the specification itself.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        """Wrap a specification as `analytics.drawing.plotly_spec` makes it; it is not validated."""
        super().__init__(_validate=False)
        self._spec = spec

    def to_dict(self) -> dict[str, Any]:
        """The specification, shared by all sessions: to be read only."""
        return self._spec
