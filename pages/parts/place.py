"""Where this process runs: whom it serves, from which home, and behind which address."""

import os
from ipaddress import ip_address
from pathlib import Path

import streamlit as st

from data.cube import Audience

HOME_VARIABLE = "KETENSPIEGEL_HOME"
AUDIENCE_VARIABLE = "KETENSPIEGEL_AUDIENCE"
RECEIVE_VARIABLE = "KETENSPIEGEL_RECEIVE"
OFF = ("off", "0", "no", "false")


class StartRefused(SystemExit):
    """The dashboard does not start like this: the process ends with the message, which says what to change."""


def served_audience() -> Audience:
    """The one audience of this process. Raises StartRefused for an unknown name."""
    name = os.environ.get(AUDIENCE_VARIABLE, "plenary").strip().lower()
    if name == "plenary":
        return "plenary"
    if name == "secretariat":
        return "secretariat"
    raise StartRefused(f"{AUDIENCE_VARIABLE}: found {name!r}, expected 'plenary' or 'secretariat'. Nothing started.")


def home_folder() -> Path:
    """The folder with this agreement's deliveries and editions."""
    return Path(os.environ.get(HOME_VARIABLE, "var"))


def is_loopback(host: str | None) -> bool:
    """Whether an address can be reached from this machine alone; an empty one listens everywhere."""
    if not host:
        return False
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_open_binding() -> None:
    """Raise StartRefused where the secretariat's figures would be served to other machines."""
    if served_audience() == "plenary":
        return
    address = st.get_option("server.address")
    if not is_loopback(address):
        raise StartRefused(
            f"The secretariat's edition is served to this machine only. server.address: found {address or 'nothing'}, "
            "expected 127.0.0.1. Start with: KETENSPIEGEL_AUDIENCE=secretariat "
            "streamlit run app.py --server.address 127.0.0.1. Nothing was started."
        )


def may_receive() -> bool:
    """Whether deliveries may be received here: the secretariat, on its own machine, and not switched off."""
    switched_off = os.environ.get(RECEIVE_VARIABLE, "").strip().lower() in OFF
    local = is_loopback(st.get_option("server.address"))
    return served_audience() == "secretariat" and local and not switched_off
