"""What stands above and below every page, and the page that stands in while there is nothing to show."""

from html import escape

import streamlit as st
from babel.dates import format_date

from analytics.evidence import INTERNAL
from analytics.record.context import context_marks
from analytics.text import other_language
from data.cube import Audience, Language, Text
from pages.parts.address import CONTEXT_KEY, EDITION_KEY, LANGUAGE_KEY, OFF, ON
from pages.parts.editions import current_name, edition_names
from pages.parts.frame import Frame
from pages.parts.look import html

NAME = "Ketenspiegel"
INVENTED = Text(nl="Verzonnen antwoorden", en="Invented answers")
FOR = Text(nl="Voor {}", en="For {}")
EDITION = Text(nl="Editie van {}", en="Edition of {}")
OTHER_LANGUAGE = Text(nl="English", en="Nederlands")
SHOW_CONTEXT = Text(nl="Gebeurtenissen in grafieken tonen", en="Show events in charts")
HIDE_CONTEXT = Text(nl="Gebeurtenissen in grafieken verbergen", en="Hide events in charts")
EARLIER = Text(nl="U leest een eerdere editie ({}).", en="You are reading an earlier edition ({}).")
TO_CURRENT = Text(nl="Naar de huidige editie", en="Go to the current edition")
FINGERPRINT = Text(nl="Editie {} · vingerafdruk {}", en="Edition {} · fingerprint {}")
NO_COMPANY = Text(
    nl="Deze editie bevat alleen groepscijfers; antwoorden van bedrijven zitten er niet in.",
    en="This edition holds group figures only; no company's answers are in it.",
)
NO_NAME = Text(
    nl="Deze editie is intern: ook kleine groepen en losse acties staan erin, zonder namen van bedrijven.",
    en="This edition is internal: it holds small groups and single actions too, without names of companies.",
)
PROVISIONAL = Text(
    nl="De beschermingsregels zijn voorlopig; ‘Werkwijze’ legt ze uit.",
    en="The protection rules are provisional; ‘Method’ explains them.",
)
NO_EDITION = Text(nl="Er is nog geen editie", en="There is no edition yet")
NO_EDITION_LEAD = Text(
    nl="Dit dashboard toont een editie zodra het secretariaat er een publiceert. Dat gaat met deze opdracht:",
    en="This dashboard shows an edition as soon as the secretariat publishes one. This command does that:",
)
NO_EDITION_NEXT = Text(nl="Ververs daarna deze pagina.", en="Then reload this page.")
UNREADABLE = Text(nl="Deze editie wordt niet getoond", en="This edition is not shown")
UNREADABLE_LEAD = Text(
    nl="Het bestand van editie {} is niet wat bij publicatie is vastgelegd. Er is niets getoond en niets gewijzigd. "
    "Neem contact op met het secretariaat, of open een andere editie.",
    en="The file of edition {} is not what was recorded when it was published. Nothing was shown and nothing was "
    "changed. Ask the secretariat, or open another edition.",
)


def header(frame: Frame | None, page: st.Page, language: Language) -> None:
    """One line: whose figures, which edition, who may see them; the switch of events and the other language."""
    with st.container(key="ks-header", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        html(_whose(frame) if frame else f"<p class='ks-whose'><b>{NAME}</b></p>")
        if frame is not None and context_marks(frame.cube, language):
            label, wished = (HIDE_CONTEXT, OFF) if frame.context else (SHOW_CONTEXT, ON)
            st.page_link(page, label=label.in_(language), query_params={**st.query_params, CONTEXT_KEY: wished})
        other = other_language(language)
        st.page_link(page, label=OTHER_LANGUAGE.in_(language), query_params={**st.query_params, LANGUAGE_KEY: other})
    if frame is not None and frame.cube.edition.name != current_name(frame.audience):
        with st.container(key="ks-earlier", horizontal=True, vertical_alignment="center"):
            html(f"<p>{escape(frame.say(EARLIER).format(frame.cube.edition.name))}</p>")
            current = {LANGUAGE_KEY: language, EDITION_KEY: str(current_name(frame.audience))}
            st.page_link(page, label=TO_CURRENT.in_(language), query_params=current)


def _whose(frame: Frame) -> str:
    edition, agreement = frame.cube.edition, frame.cube.agreement
    day = format_date(edition.published_at, "d MMMM y", locale=frame.language)
    name = frame.say(agreement.sample_name if edition.invented else agreement.name)
    says_so = frame.say(INVENTED).casefold() in name.casefold()
    told = " class='ks-invented'" if edition.invented and says_so else ""
    parts = [f"<b{told}>{escape(name)}</b>", escape(frame.say(EDITION).format(day))]
    flags = [frame.say(INVENTED)] if edition.invented and not says_so else []
    if edition.policy.suppress:
        seen_by = frame.say(edition.visible_to)
        parts.append(
            escape(seen_by[:1].upper() + seen_by[1:] if edition.public_from else frame.say(FOR).format(seen_by))
        )
    else:
        flags.append(frame.say(INTERNAL))
    line = "".join(f"<span>{part}</span>" for part in parts)
    marks = "".join(f"<span class='ks-invented'>{escape(flag)}</span>" for flag in flags)
    return f"<p class='ks-whose'>{line}{marks}</p>"


def footer(frame: Frame | None) -> None:
    """Which edition exactly, and what is not in it."""
    if frame is None:
        html(f"<footer><p>{NAME}</p></footer>")
        return
    edition = frame.cube.edition
    exact = frame.say(FINGERPRINT).format(edition.name, edition.content_hash[:12])
    rules = f" {frame.say(PROVISIONAL)}" if edition.policy.provisional else ""
    held = frame.say(NO_COMPANY if edition.policy.suppress else NO_NAME)
    html(f"<footer><p>{escape(held + rules)}</p><p>{escape(exact)}</p></footer>")


def no_edition_yet(language: Language, audience: Audience) -> None:
    """The friendly page of an empty home."""
    html(
        f"<h1 class='ks-alone'>{escape(NO_EDITION.in_(language))}</h1>"
        f"<p class='ks-lead'>{escape(NO_EDITION_LEAD.in_(language))}</p>"
    )
    st.code(f"python -m data publish --audience {audience}", language=None)
    html(f"<p>{escape(NO_EDITION_NEXT.in_(language))}</p>")


def unreadable_edition(language: Language, audience: Audience, name: str) -> None:
    """The page of an edition whose file was changed after publication, with a way to the others."""
    html(
        f"<h1 class='ks-alone'>{escape(UNREADABLE.in_(language))}</h1>"
        f"<p class='ks-lead'>{escape(UNREADABLE_LEAD.in_(language).format(name))}</p>"
    )
    for other in edition_names(audience):
        if other != name:
            html(f"<p><a href='?{LANGUAGE_KEY}={language}&amp;{EDITION_KEY}={escape(other)}'>{escape(other)}</a></p>")
