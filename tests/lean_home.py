"""A home whose agreement has few risk themes and no published figures: what is published in it is made quickly."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from data.configuration.agreement_loading import SHIPPED
from data.custody.home import Home
from data.custody.panel import new_home

THEMES = {"health_safety", "water", "corruption"}
Line = dict[str, str]


def lean_home(root: Path) -> Home:
    """An empty home for invented answers, with the metals agreement cut down to a third of its series."""
    root.mkdir(mode=0o700)
    folder = root / "agreements" / "metals"
    shutil.copytree(SHIPPED / "metals", folder)
    _rewrite(folder / "themes.csv", lambda line: line if line["code"] in THEMES else None)
    _rewrite(
        folder / "theme_links.csv",
        lambda line: line if {line["from_theme"], line["to_theme"]} <= THEMES else None,
    )
    _rewrite(folder / "questions.csv", lambda line: line | {"themes": _kept(line["themes"])})
    _rewrite(folder / "published_figures.csv", lambda line: None)
    return new_home(root, agreement="metals", answers="invented")


def _rewrite(path: Path, change: Callable[[Line], Line | None]) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = [made for line in reader if (made := change(line)) is not None]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(reader.fieldnames or ()))
        writer.writeheader()
        writer.writerows(rows)


def _kept(themes: str) -> str:
    return ";".join(each for each in themes.split(";") if each in THEMES)
