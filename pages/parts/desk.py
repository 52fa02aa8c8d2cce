"""The words of the secretariat's desk: faults, changes and passages as markup, questions and buttons as text."""

from collections.abc import Iterable, Sequence
from html import escape

from data.cube import Audience, Language, Text

# A table's code; its rows, added, changed and removed; the companies concerned.
Change = tuple[str, tuple[int, int, int, int], Sequence[str]]

RECEIVING = Text(nl="Een levering ontvangen", en="Receive a delivery")
PUBLISHING_PART = Text(nl="Een editie publiceren", en="Publish an edition")
ROUND = Text(nl="Van welk jaar is de levering?", en="Which year is the delivery of?")
CHOOSE = Text(nl="Kies een jaar", en="Choose a year")
FILES = Text(
    nl="Werkboek, of alle bestanden van de levering samen (één werkboek per bedrijf mag ook)",
    en="Workbook, or all files of the delivery together (one workbook per company works too)",
)
MAPPING = Text(
    nl="Vertaaltabel voor afwijkende kolomnamen en codes (niet verplicht)",
    en="Mapping for other column names and codes (optional)",
)
REASON = Text(
    nl="Dit jaar is al gepubliceerd. Waarom verandert het? (Noem geen bedrijf.)",
    en="This year has been published. Why does it change? (Name no company.)",
)
CONFIRM = Text(nl="Deze passages mogen zo in een editie staan", en="These passages may stand like this in an edition")
RECEIVE = Text(nl="Ontvangen", en="Receive")
WRITING = Text(nl="De levering wordt weggeschreven", en="Writing the delivery")
RECEIVED = Text(nl="Levering {delivery} is ontvangen.", en="Delivery {delivery} was received.")
AUDIENCE = Text(nl="Voor wie is de editie?", en="Who is the edition for?")
AUDIENCES: dict[Audience, Text] = {
    "plenary": Text(nl="De plenaire vergadering", en="The plenary"),
    "secretariat": Text(nl="Het secretariaat", en="The secretariat"),
}
PUBLISH = Text(nl="Publiceren", en="Publish")
PUBLISHING = Text(nl="De editie wordt gemaakt", en="Making the edition")
PUBLISHED = Text(nl="Editie {edition} is gepubliceerd.", en="Edition {edition} was published.")
STEPS = {
    "panel": Text(nl="Leveringen lezen", en="Reading deliveries"),
    "statistics": Text(nl="Rekenen en beschermen", en="Computing and protecting"),
    "edition": Text(nl="Editie wegschrijven", en="Writing the edition"),
    "pointer": Text(nl="In gebruik nemen", en="Putting it to use"),
}
NOTHING_CHANGED = Text(
    nl="Deze levering is al ontvangen; er verandert niets.", en="This delivery was received before; nothing changes."
)
NO_FAULTS = Text(nl="Geen fouten. Dit verandert er:", en="No faults. This is what changes:")
HEADER = (
    Text(nl="Onderdeel", en="Part"),
    Text(nl="Rijen", en="Rows"),
    Text(nl="Nieuw", en="Added"),
    Text(nl="Gewijzigd", en="Changed"),
    Text(nl="Vervallen", en="Removed"),
    Text(nl="Bedrijven", en="Companies"),
)
TABLES = {
    "company": Text(nl="bedrijven", en="companies"),
    "assessment": Text(nl="beoordelingen", en="assessments"),
    "answer": Text(nl="antwoorden", en="answers"),
    "risk": Text(nl="risico's", en="risks"),
    "action": Text(nl="acties", en="actions"),
    "deliverable": Text(nl="op te leveren stukken", en="deliverables"),
    "activity": Text(nl="activiteiten", en="activities"),
    "project": Text(nl="projecten", en="projects"),
    "decision": Text(nl="besluiten", en="decisions"),
    "outreach": Text(nl="werving", en="outreach"),
    "note": Text(nl="notities", en="notes"),
}
PASSAGES = Text(
    nl="Deze passages lijken op de naam van een bedrijf en zouden gepubliceerd worden:",
    en="These passages read like the name of a company and would be published:",
)


def step(code: str, language: Language) -> str:
    """A step of publishing in words; its code where it is a new one."""
    return STEPS[code].in_(language) if code in STEPS else code


def faults_of(report: str) -> str:
    """Every fault, one a line, under the sentence that nothing was written. report: its first line is that sentence."""
    first, *rest = report.splitlines()
    lines = "".join(f"<li>{escape(line.strip())}</li>" for line in rest)
    return f"<p role='alert'><b>{escape(first)}</b></p><ol class='ks-faults'>{lines}</ol>"


def changes_of(changes: Iterable[Change], language: Language) -> str:
    """What the delivery changes, per part; names appear here because only the secretariat reads this page."""
    head = "".join(
        f"<th scope='col'{' class=n' if 0 < place < 5 else ''}>{escape(each.in_(language))}</th>"
        for place, each in enumerate(HEADER)
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(TABLES[table].in_(language))}</th>"
        + "".join(f"<td class='n'>{n}</td>" for n in counts)
        + f"<td>{escape(', '.join(companies))}</td></tr>"
        for table, counts, companies in changes
    )
    return f"<p>{escape(NO_FAULTS.in_(language))}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def passages_of(passages: Iterable[str], language: Language) -> str:
    """The passages that read like a company's name."""
    lines = "".join(f"<li>{escape(passage)}</li>" for passage in passages)
    return f"<p>{escape(PASSAGES.in_(language))}</p><ul>{lines}</ul>"
