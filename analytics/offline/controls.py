"""What the presenter sees beside the slides: a bar of buttons that hides itself, and the desk with the notes."""

from html import escape
from typing import Final

from analytics.text import Language, Text

# What the script does on a click or key: code, what the button says, its key.
BUTTONS: Final = (
    ("previous", Text(nl="Vorige", en="Previous"), "PageUp"),
    ("next", Text(nl="Volgende", en="Next"), "PageDown"),
    ("full", Text(nl="Volledig scherm", en="Full screen"), "F"),
    ("black", Text(nl="Zwart", en="Black"), "B"),
    ("dark", Text(nl="Donker of licht", en="Dark or light"), "D"),
    ("notes", Text(nl="Notities", en="Notes"), "N"),
    ("language", Text(nl="English", en="Nederlands"), "L"),
    ("print", Text(nl="Afdrukken", en="Print"), ""),
    ("handout", Text(nl="Hand-out afdrukken", en="Print handout"), ""),
)
CONTROLS: Final = Text(nl="Presentatie bedienen", en="Control the presentation")
NEXT: Final = Text(nl="Hierna:", en="Next:")
END: Final = Text(nl="Einde", en="End")
CLOCK: Final = Text(nl="Tijd", en="Time")
SINCE: Final = Text(nl="bezig sinds openen", en="running since opened")
BLACK: Final = Text(nl="De zaal ziet nu een zwart scherm.", en="The room sees a black screen now.")


def bar(languages: tuple[Language, ...]) -> str:
    """The buttons, in every language of the deck; the style sheet shows those of the language on screen."""
    return "".join(
        f"<nav class='bar' lang='{language}' aria-label='{CONTROLS.in_(language)}'>"
        + "".join(
            f"<button type='button' data-do='{code}'>{escape(text.in_(language))}{_key(key)}</button>"
            for code, text, key in BUTTONS
            if code != "language" or len(languages) > 1
        )
        + "</nav>"
        for language in languages
    )


def _key(key: str) -> str:
    return f" <kbd>{key}</kbd>" if key else ""


def desk(languages: tuple[Language, ...]) -> str:
    """What the notes window adds below the slide: the title to come, the time, how long the talk runs, and black."""
    return "".join(
        f"<div class='desk' lang='{language}' data-end='{END.in_(language)}'>"
        f"<p>{NEXT.in_(language)} <strong data-show='next'></strong></p>"
        f"<p>{CLOCK.in_(language)} <strong data-show='time'></strong> · "
        f"<strong data-show='since'></strong> {SINCE.in_(language)}</p>"
        f"<p class='black' data-show='black' hidden>{BLACK.in_(language)}</p></div>"
        for language in languages
    )
