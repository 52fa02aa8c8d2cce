"""Opening the next round: the home's own copy of the agreement gets one more round, a year after the last one."""

import re
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from data.configuration.agreement_loading import load_agreement
from data.configuration.agreement_parts import Round
from data.custody.home import Home, copy_agreement, write_whole
from data.custody.panel import deliveries, open_panel
from data.text import Text

CONFIGURATION = "agreement.toml"
_YEARS = re.compile(r"\b(\d{4})/(\d{2})\b")
_NUMBER_OF_YEAR = re.compile(r"(?<=jaar )\d+|(?<=year )\d+", re.IGNORECASE)


def open_next_round(home: Home) -> tuple[Round, Path]:
    """Add the next round to the agreement's folder in this home; gives the round and the file to look through.

    Period, reference date and due dates lie one year after the last round's; questionnaire, comparability group and
    themes stay. Raises AgreementError where the result would not be accepted; nothing is written then.
    """
    last = max(home.agreement().rounds, key=lambda each: each.number)
    added = following(last)
    source = home.agreement_folder
    text = (source / CONFIGURATION).read_text(encoding="utf-8").rstrip() + "\n\n" + as_toml(added)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / source.name
        shutil.copytree(source, trial)
        (trial / CONFIGURATION).write_text(text, encoding="utf-8")
        load_agreement(trial)
    path = copy_agreement(home) / CONFIGURATION
    write_whole(path, text)
    return added, path


def open_already(home: Home) -> Round | None:
    """The last round, where this home has an agreement of its own and received nothing of that round yet."""
    if home.agreement_folder.parent != home.agreements:
        return None
    last = max(home.agreement().rounds, key=lambda each: each.number)
    with open_panel(home) as con:
        received = {each.round for each in deliveries(con)}
    return None if last.number in received else last


def following(last: Round) -> Round:
    """The round one year after another."""
    return last.model_copy(
        update={
            "number": last.number + 1,
            "label": Text(*map(_label, last.label)),
            "start": last.end + timedelta(days=1),
            "end": _year_later(last.end),
            "reference_date": _year_later(last.reference_date),
            "due": {code: _year_later(day) for code, day in last.due.items()},
            "not_made": (),
            "note": None,
        }
    )


def as_toml(round: Round) -> str:
    """A round as a part of agreement.toml, with what to look at."""
    label = ", ".join(f'{language} = "{words}"' for language, words in round.label._asdict().items())
    due = ", ".join(f"{code} = {day}" for code, day in round.due.items())
    return (
        "# Added by new-round: look through every line. A new questionnaire needs its own instrument_version, and\n"
        "# where scores cannot be compared with the round before, a comparability_group of its own.\n"
        "# Loop elke regel na. Een nieuwe vragenlijst krijgt een eigen instrument_version, en waar scores niet met de\n"
        "# vorige ronde te vergelijken zijn, een eigen comparability_group.\n"
        "[[rounds]]\n"
        f"number = {round.number}\n"
        f"term = {round.term}\n"
        f"label = {{ {label} }}\n"
        f"start = {round.start}\n"
        f"end = {round.end}\n"
        f"reference_date = {round.reference_date}\n"
        f'instrument_version = "{round.instrument_version}"\n'
        f'comparability_group = "{round.comparability_group}"\n'
        f'theme_list = "{round.theme_list}"\n'
        f"due = {{ {due} }}\n"
    )


def _label(words: str) -> str:
    """ "Year 5 (2023/24)" becomes "Year 6 (2024/25)"."""
    numbered = _NUMBER_OF_YEAR.sub(lambda found: str(int(found[0]) + 1), words)
    return _YEARS.sub(lambda found: f"{int(found[1]) + 1}/{(int(found[2]) + 1) % 100:02}", numbered)


def _year_later(day: date) -> date:
    """The same day a year later; 29 February becomes 28, and the last day of February stays the last."""
    later = date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    is_last_of_february = (later.month, (later + timedelta(days=1)).month) == (2, 2) and (
        day + timedelta(days=1)
    ).month != day.month
    return later + timedelta(days=1) if is_last_of_february else later
