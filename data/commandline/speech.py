"""The language in which the commands speak: Dutch, as their readers do; another by --language or the environment."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Annotated, Any

import typer

from data.text import LANGUAGES, Language, Text

LANGUAGE_VARIABLE = "KETENSPIEGEL_LANGUAGE"
LanguageOption = Annotated[
    Language,
    typer.Option("--language", envvar=LANGUAGE_VARIABLE, help="What the command says, in Dutch (nl) or English (en)."),
]

_spoken: ContextVar[Language] = ContextVar("spoken", default=LANGUAGES[0])


def spoken() -> Language:
    """The language of the command that runs."""
    return _spoken.get()


def told(text: Text | str) -> str:
    """A text in that language; what is alike in both is a str."""
    return text.in_(spoken()) if isinstance(text, Text) else text


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option --language, which it need not know of itself."""

    @wraps(command)
    def in_language(language: Language, **options: Any) -> None:
        _spoken.set(language)
        command(**options)

    signature = inspect.signature(command)
    option = inspect.Parameter(
        "language", inspect.Parameter.KEYWORD_ONLY, default=LANGUAGES[0], annotation=LanguageOption
    )
    in_language.__signature__ = signature.replace(parameters=[*signature.parameters.values(), option])  # type: ignore[attr-defined]
    return in_language
