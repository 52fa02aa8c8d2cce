"""The timeline as markup: a rail of rounds, the facts beside it, each with its own way to its source."""

from html import escape

from analytics.record.timeline import EVERYTHING, SORTS, Moment, Stretch, timeline
from analytics.scores.secondary import secondary_facts
from analytics.text import Text, capital, is_address, say
from data.cube import Cube, Language
from pages.parts.chronicle import told
from pages.parts.markup import link

SOURCE = Text(nl="bron", en="source")
SOURCE_OF = Text(nl="bron: {title}", en="source: {title}")
NOTHING = Text(nl="Niets vastgelegd.", en="Nothing recorded.")
NOTHING_CHOSEN = Text(nl="Van deze keuze is niets vastgelegd.", en="Nothing of this choice is recorded.")


def timeline_rail(cube: Cube, language: Language, *, group: str, sort: str) -> str:
    """What was done, of one working group and one kind or of all."""
    return rail_of(timeline(cube, language, group=group, sort=sort), language, grouped=group != EVERYTHING)


def secondary_rail(cube: Cube, language: Language) -> str:
    """What was done about secondary materials."""
    return rail_of(secondary_facts(cube, language), language, grouped=False)


def rail_of(stretches: tuple[Stretch, ...], language: Language, *, grouped: bool) -> str:
    """Every round with its facts. grouped: all facts are of one working group, so that its name need not stand there.

    Of a choice that leaves nothing in any round one sentence remains.
    """
    if not any(each.sorts for each in stretches):
        return f"<p class='ks-empty'>{escape(NOTHING_CHOSEN.in_(language))}</p>"
    return f"<ol class='ks-rail'>{''.join(_stretch(each, language, grouped=grouped) for each in stretches)}</ol>"


def _stretch(stretch: Stretch, language: Language, *, grouped: bool) -> str:
    rows = "".join(
        f"<dt>{escape(capital(SORTS[sort][len(moments) != 1].in_(language)))}</dt>"
        f"<dd><ul>{''.join(_moment(each, language, grouped=grouped) for each in moments)}</ul></dd>"
        for sort, moments in stretch.sorts
    )
    body = f"<dl class='ks-facts'>{rows}</dl>" if rows else f"<p class='ks-absent'>{escape(NOTHING.in_(language))}</p>"
    return f"<li><h3>{escape(stretch.label)}</h3><p class='ks-period'>{escape(stretch.period)}</p>{body}</li>"


def _moment(moment: Moment, language: Language, *, grouped: bool) -> str:
    entry = moment.entry
    words = told(entry, () if grouped else (moment.group,))
    where = entry.url or entry.source
    if is_address(where):
        spoken = say(SOURCE_OF, language, title=entry.title)
        words += f" {link(where, SOURCE.in_(language), name=spoken)}"
    elif where:
        words += f" <span class='ks-more'>({escape(where)})</span>"
    return f"<li>{words}</li>"
