"""What a speaker should know of a figure, and what its own guards say that nobody should say of it."""

from collections.abc import Iterator

from analytics.figure import Figure, Series
from analytics.passport import LABELS
from analytics.text import Language, Text, is_address, say

TOLD = ("definition", "base", "response", "caveats", "breaks")  # of the passport; the rest stands in it
LINE = Text(nl="{label}: {told}", en="{label}: {told}")
FOUND_AT = Text(nl="Te vinden op: {addresses}", en="To be found at: {addresses}")
DO_NOT = Text(nl="Zeg niet: {what}", en="Do not say: {what}")
ACROSS = Text(
    nl="dat iets steeg of daalde over een breuk heen. Over een breuk wordt niets vergeleken.",
    en="that anything rose or fell across a break. Nothing is compared across a break.",
)
OTHER_COMPANIES = Text(
    nl="dat ‘de bedrijven’ veranderden tussen punten zonder lijn ertussen. Dat hoeven niet dezelfde bedrijven te zijn.",
    en="that ‘the companies’ changed between points that no line joins. Those need not be the same companies.",
)
REGROUPED = Text(
    nl="dat ‘de bedrijven’ stegen of daalden waar een stippellijn staat. Daar tellen andere bedrijven mee.",
    en="that ‘the companies’ rose or fell along a dotted line. There other companies count.",
)
BOUND = Text(
    nl="een precies getal waar ‘hoogstens’ of ‘minstens’ staat. Lees de grens voor.",
    en="an exact number where it says ‘at most’ or ‘at least’. Read out the bound.",
)
HIDDEN = Text(
    nl="dat een niet getoond getal nul is, of wat het ongeveer zal zijn.",
    en="that a number that is not shown is zero, or what it will roughly be.",
)
ONE_COMPANY = Text(
    nl="hoe één bedrijf ervoor staat, ook niet het eigen bedrijf, en vraag er niemand naar. Met één bekend antwoord "
    "zegt het cijfer meer over de andere.",
    en="how any one company fares, your own included, and ask nobody. With one answer known, the figure tells more "
    "about the others.",
)
AS_REAL = Text(
    nl="dat dit zo is. De antwoorden zijn verzonnen, om te laten zien hoe het werkt.",
    en="that this is so. The answers are invented, to show how it works.",
)


def speaker_notes(figure: Figure) -> tuple[str, ...]:
    """What explains the figure, and what not to say of it."""
    return (*explanation(figure), *(_do_not(each, figure.language) for each in _guards(figure)))


def explanation(figure: Figure) -> tuple[str, ...]:
    """Definition, base, response and caveats as the passport has them; the notes; addresses that a slide shortens."""
    labels = {LABELS[key].in_(figure.language): key for key in LABELS}
    passport = {labels[label]: (label, text) for label, text in figure.passport}
    told = tuple(
        say(LINE, figure.language, label=passport[key][0], told=passport[key][1]) for key in TOLD if key in passport
    )
    addresses = dict.fromkeys(cell for row in figure.table.rows for cell in row if is_address(cell))
    found_at = say(FOUND_AT, figure.language, addresses="; ".join(addresses))
    return (*told, *figure.notes, *([found_at] if addresses else []))


def _do_not(what: Text, language: Language) -> str:
    return say(DO_NOT, language, what=what.in_(language))


def _guards(figure: Figure) -> Iterator[Text]:
    """Each where the figure itself gives cause."""
    states = {mark.state for series in figure.series for mark in series.marks}
    if any(each.break_before for each in figure.categories):
        yield ACROSS
    if figure.form == "lines" and any(map(_loose, figure.series)):
        yield OTHER_COMPANIES
    if any(each.regrouped for each in figure.categories):
        yield REGROUPED
    if "bounded" in states:
        yield BOUND
    if "withheld" in states:
        yield HIDDEN
    if not figure.public:
        yield ONE_COMPANY
    if figure.invented:
        yield AS_REAL


def _loose(series: Series) -> bool:
    """Whether a series has points over the years that no line joins."""
    return not (series.joined or series.written) and sum(each.value is not None for each in series.marks) > 1
