"""Streamlit's message about the theme, made once per process instead of on every run."""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme_message() -> None:
    """Let every run take the theme as it was first read: reading it anew costs a fifth of all that a click costs.

    The configuration does not change while the dashboard runs (`fileWatcherType = "none"`).
    """
    read = app_session._populate_theme_msg

    @cache
    def message(section: str) -> CustomThemeConfig:
        made = CustomThemeConfig()
        read(made, section)
        return made

    def populate(target: CustomThemeConfig, section: str = "theme") -> None:
        made = message(section)
        if made.ByteSize():  # an empty one must not count as set
            target.MergeFrom(made)

    app_session._populate_theme_msg = populate  # type: ignore[assignment]  # a module function, replaced on purpose
