"""The words of the secretariat's desk: faults, changes and passages as markup, questions and buttons as text."""

from collections.abc import Iterable
from html import escape

from analytics.text import count
from data.cube import Language, Text

# A table's code; its rows, added, changed and removed; the companies concerned, in words.
Change = tuple[str, tuple[int, int, int, int], str]
# What reads like a name; the text that it stands in; the text's table and year.
Passage = tuple[str, str, str, str]

RECEIVING = Text(nl="Een levering ontvangen", en="Receive a delivery")
PUBLISHING_PART = Text(nl="Een editie publiceren", en="Publish an edition")
ROUND = Text(nl="Van welk jaar is de levering?", en="Which year is the delivery of?")
CHOOSE = Text(nl="Kies een jaar", en="Choose a year")
FILES = Text(
    # Dutch names the kinds: the words of the uploader, which name them, are English only and hidden there.
    nl="Werkboek (xlsx, xlsm, ods), of alle bestanden van de levering samen (ook csv, parquet); hoogstens "
    "50\N{NO-BREAK SPACE}MB per bestand",
    en="Workbook, or all files of the delivery together (one workbook per company works too)",
)
MAPPING = Text(
    nl="Vertaaltabel voor afwijkende kolomnamen en codes (niet verplicht)",
    en="Mapping for other column names and codes (optional)",
)
REASON = Text(
    nl="Dit jaar is al gepubliceerd. Waarom veranderen de cijfers? Noem geen bedrijf.",
    en="This year has been published. Why do its figures change? Name no company.",
)
YEAR_FIRST = Text(
    nl="Kies hierboven van welk jaar de levering is; dan wordt zij gelezen.",
    en="Choose above which year the delivery is of; then it is read.",
)
OTHERS = Text(
    nl="Dit zijn echt nieuwe bedrijven, geen bekende onder een andere naam",
    en="These are new companies indeed, not known ones under another name",
)
NOT_OTHERS = Text(
    nl="Een nieuw bedrijf is misschien een bekend bedrijf, anders geschreven. Verbeter de naam, of zet de naam van "
    "eerder bij aliases; of bevestig dat het een ander bedrijf is.",
    en="A new company may be a known one, written otherwise. Correct the name, or put the earlier name among its "
    "aliases; or confirm that it is another company.",
)
CONFIRM = Text(
    nl="Ik heb deze teksten gelezen; ze mogen zo in een editie staan",
    en="I have read these texts; they may appear like this in an edition",
)
NO_REASON = Text(nl="Schrijf eerst waarom dit jaar verandert.", en="First write why this year changes.")
NOT_CONFIRMED = Text(
    nl="Bevestig dat deze teksten zo mogen blijven, of pas ze aan in de levering.",
    en="Confirm that these texts may stay as they are, or change them in the delivery.",
)
NAMES_A_COMPANY = Text(
    nl="In de reden staat de naam van een bedrijf. Schrijf de reden op zonder die naam.",
    en="The reason holds the name of a company. Write it without that name.",
)
CHANGED_MEANWHILE = Text(
    nl="Er is intussen iets anders ontvangen of gepubliceerd. Laad de pagina opnieuw en kies de bestanden nog eens.",
    en="Something else was received or published meanwhile. Reload this page and choose the files once more.",
)
NOTHING_WRITTEN = Text(nl="Er is niets weggeschreven.", en="Nothing was written.")
RECEIVE = Text(nl="Ontvangen", en="Receive")
WRITING = Text(nl="De levering wordt weggeschreven", en="Writing the delivery")
RECEIVED = Text(nl="Levering {delivery} is ontvangen.", en="Delivery {delivery} was received.")
AUDIENCE = Text(nl="Voor wie is de editie?", en="Who is the edition for?")
PUBLISH = Text(nl="Publiceren", en="Publish")
PUBLISHING = Text(nl="De editie wordt gemaakt", en="Making the edition")
PUBLISHED = Text(nl="Editie {edition} is gepubliceerd.", en="Edition {edition} was published.")
REPORT = Text(
    nl="Het verslag voor het secretariaat, met wat niet wordt getoond en waarom: {path}",
    en="The report for the secretariat, with what is withheld and why: {path}",
)
NOTHING_TO_PUBLISH = Text(
    nl="Er is nog niets om te publiceren: ontvang eerst een levering.",
    en="There is nothing to publish yet: receive a delivery first.",
)
NOTHING_CHANGED = Text(
    nl="Deze levering is al ontvangen; er verandert niets.", en="This delivery was received before; nothing changes."
)
UNSHOWN = Text(
    nl="Volgens de overeenkomst is er voor dit jaar geen onderdeel ‘{table}’ (not_made). De rijen worden bewaard en "
    "nergens getoond. Tellen ze mee, haal dat woord dan uit not_made in agreement.toml.",
    en="The agreement says that this year has no ‘{table}’ (not_made). The rows are kept and shown nowhere. If they "
    "count, take that word out of not_made in agreement.toml.",
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
    "attendance": Text(nl="deelname", en="attendance"),
    "activity": Text(nl="activiteiten", en="activities"),
    "project": Text(nl="projecten", en="projects"),
    "decision": Text(nl="besluiten", en="decisions"),
    "outreach": Text(nl="werving", en="outreach"),
    "note": Text(nl="notities", en="notes"),
}
PASSAGES = Text(
    nl="In deze teksten lijkt een passage op de naam van een bedrijf. Zij komen zo in de volgende editie:",
    en="In these texts a passage reads like the name of a company. They will appear like this in the next edition:",
)
GONE = (
    Text(nl="bedrijf dat er niet meer in staat", en="company that is no longer in it"),
    Text(nl="bedrijven die er niet meer in staan", en="companies that are no longer in it"),
)
SPELLINGS = (
    Text(nl="naam of schrijfwijze anders", en="name or spelling differs"),
    Text(nl="namen of schrijfwijzen anders", en="names or spellings differ"),
)


def faults_of(report: str) -> str:
    """Every fault, one a line, under the sentence that nothing was written. report: its first line is that sentence,
    and may be all there is."""
    first, *rest = report.splitlines()
    lines = "".join(f"<li>{escape(line.strip())}</li>" for line in rest)
    listed = f"<ol class='ks-faults'>{lines}</ol>" if lines else ""
    return f"<p role='alert'><b>{escape(first)}</b></p>{listed}"


def changes_of(changes: Iterable[Change], language: Language) -> str:
    """What the delivery changes, per part; names appear here because only the secretariat reads this page."""
    head = "".join(
        f"<th scope='col'{' class=n' if 0 < place < 5 else ''}>{escape(each.in_(language))}</th>"
        for place, each in enumerate(HEADER)
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(TABLES[table].in_(language))}</th>"
        + "".join(f"<td class='n'>{n}</td>" for n in counts)
        + f"<td>{escape(companies)}</td></tr>"
        for table, counts, companies in changes
    )
    return f"<p>{escape(NO_FAULTS.in_(language))}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def concerned(companies: Iterable[str], *, gone: int, spellings: int, language: Language) -> str:
    """The companies with a change: by name, or counted where the delivery does not name them any more."""
    counted = (count(amount, noun, language) for amount, noun in ((gone, GONE), (spellings, SPELLINGS)) if amount)
    return ", ".join((*companies, *counted))


def companies_of(about: Text, companies: Iterable[Text], language: Language) -> str:
    """Companies that are new or not listed, each with what is known of it."""
    lines = "".join(f"<li>{escape(each.in_(language))}</li>" for each in companies)
    return f"<p>{escape(about.in_(language))}</p><ul>{lines}</ul>"


def passages_of(passages: Iterable[Passage], language: Language) -> str:
    """The texts with a passage that reads like a company's name: the passage stands out, then where the text is."""
    lines = "".join(f"<li>{_passage(*each, language=language)}</li>" for each in passages)
    return f"<p>{escape(PASSAGES.in_(language))}</p><ul>{lines}</ul>"


def _passage(passage: str, text: str, table: str, year: str, *, language: Language) -> str:
    marked = f"<b>{escape(passage)}</b>".join(escape(part) for part in text.split(passage))
    where = " · ".join(filter(None, (TABLES[table].in_(language), year)))
    return f"{marked} <span class='ks-more'>{escape(where)}</span>"
