"""Themes over lists: what a theme of one list is in another, and what it is called now."""

from analytics import vocabulary
from analytics.risks.risk_order import latest_made
from analytics.text import Language, Text, say
from data.cube import Cube

OTHER_LIST = Text(nl="andere lijst", en="other list")
OF_LIST = Text(nl="{theme}, {note}", en="{theme}, {note}")


def theme_in(cube: Cube, theme: str, *, of: str, into: str) -> str | None:
    """The theme of another list that is the same one: linked to it alone, both ways. None: split, merged or gone."""
    if of == into:
        return theme
    links = {((link.from_list, link.from_theme), (link.to_list, link.to_theme)) for link in cube.agreement.theme_links}
    both_ways = links | {(end, start) for start, end in links}
    there = {end for start, end in both_ways if start == (of, theme) and end[0] == into}
    back = {end for start, end in both_ways if start in there and end[0] == of}
    return next(iter(there))[1] if len(there) == 1 and back == {(of, theme)} else None


def present(cube: Cube, theme: str, *, round: int) -> str | None:
    """The theme of a round's list in the list of the latest overview of risks."""
    then, now = (cube.agreement.round(each).theme_list for each in (round, latest_made(cube)))
    return theme_in(cube, theme, of=then, into=now)


def present_name(cube: Cube, theme: str, *, round: int, language: Language) -> str:
    """What a theme of a round is called now; its own name, marked, where it was split, merged or dropped."""
    names = {(each.list, each.code): each.name.in_(language) for each in cube.agreement.themes}
    then, now = (cube.agreement.round(each).theme_list for each in (round, latest_made(cube)))
    code = present(cube, theme, round=round)
    if code is not None:
        return names.get((now, code)) or vocabulary.theme(cube, code, language)
    own = names.get((then, theme)) or vocabulary.theme(cube, theme, language)
    return say(OF_LIST, language, theme=own, note=OTHER_LIST.in_(language))
