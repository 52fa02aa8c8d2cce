"""Streamlit's first message of every run, without the folder in which the dashboard stands."""

from functools import wraps
from typing import Any

from streamlit.runtime.app_session import AppSession


def hide_where_the_server_runs() -> None:
    """Tell no reader the path of the program: there is often a name in it, and the home may lie beside.

    The front end asks it for no more than to tell programs on one address apart.
    """
    made = AppSession._create_new_session_message

    @wraps(made)
    def without_path(*asked: Any, **more: Any) -> Any:
        message = made(*asked, **more)
        message.new_session.main_script_path = ""
        return message

    AppSession._create_new_session_message = without_path  # type: ignore[method-assign]  # replaced on purpose
