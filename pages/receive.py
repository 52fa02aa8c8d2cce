"""The secretariat's desk: upload a delivery, see every fault and every change, receive it, publish an edition.

Runs on the secretariat's own machine only; the one page that may call the data room's receiving and publishing.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import streamlit as st

from analytics.text import capital
from data.cube import AUDIENCE_WORDS, Text
from data.custody.home import Home, open_home
from data.custody.uploads import remove_left_uploads, upload_folder
from data.faults import DeliveryRefused, WordedError
from data.intake.receipt import Receipt, ReceiptRefused
from data.intake.receive import receive
from data.publishing.publish import (
    KNOWN_TOO_MUCH,
    NameHit,
    NamesUnconfirmedError,
    NothingToPublishError,
    names_to_confirm,
    publish,
    report_path,
)
from pages.parts import desk as words
from pages.parts.address import SELECT_WIDTH
from pages.parts.frame import secretariat_desk
from pages.parts.look import heading, html, title
from pages.parts.place import home_folder

TITLE = Text(nl="Ontvangen en publiceren", en="Receive and publish")
LEAD = Text(
    nl="Lees een levering in, bekijk alle fouten en wat er verandert, en publiceer daarna een editie. "
    "Deze pagina bestaat alleen op de eigen computer van het secretariaat.",
    en="Read a delivery, see every fault and what changes, and then publish an edition. "
    "This page exists on the secretariat's own machine only.",
)

desk = secretariat_desk()


def receiving(home: Home) -> None:
    """From a file to a receipt: what is wrong, what would change, and the button that writes it."""
    remove_left_uploads(home)
    agreement = home.agreement()
    names = {each.number: each.label.in_(desk.language) for each in agreement.rounds}
    number = st.selectbox(
        desk.say(words.ROUND),
        names,
        key="desk-round",
        format_func=names.__getitem__,
        index=None,
        placeholder=desk.say(words.CHOOSE),
        width=SELECT_WIDTH,
    )
    files = st.file_uploader(
        desk.say(words.FILES),
        key="desk-files",
        type=["xlsx", "xlsm", "ods", "csv", "parquet"],
        accept_multiple_files=True,
    )
    mapping = st.file_uploader(desk.say(words.MAPPING), key="desk-mapping", type=["toml"])
    if files and number is None:
        st.info(desk.say(words.YEAR_FIRST))
    if not files or number is None:
        return
    with upload_folder(home) as folder:
        source = folder / "delivery"
        source.mkdir()
        for file in files:
            (source / Path(file.name).name).write_bytes(file.getbuffer())
        if len(files) == 1:
            source = source / Path(files[0].name).name
        rules = folder / "mapping.toml" if mapping else None
        if mapping and rules:
            rules.write_bytes(mapping.getbuffer())
        read(home, source, number=number, mapping=rules)


def read(home: Home, source: Path, *, number: int, mapping: Path | None) -> None:
    """Try the delivery without writing; then offer what is possible."""
    try:
        receipt = receive(home, source, round_number=number, mapping=mapping, answers=home.answers, dry_run=True)
    except DeliveryRefused as refusal:
        html(words.faults_of(refusal.report(desk.language)))
        return
    if receipt.nothing_changed:
        st.info(desk.say(words.NOTHING_CHANGED))
        return
    html(words.changes_of(changes(receipt), desk.language))
    for table in receipt.unshown:
        st.info(desk.say(words.UNSHOWN).format(table=desk.say(words.TABLES[table])))
    for about, companies in receipt.roll_call.lists:
        html(words.companies_of(about, companies, desk.language))
    reason, confirmed, others = decisions(home, receipt)
    if not st.button(desk.say(words.RECEIVE), key="desk-receive", type="primary"):
        return
    undecided = ((receipt.needs_reason and not reason, words.NO_REASON),
                 (bool(receipt.name_hits) and not confirmed, words.NOT_CONFIRMED),
                 (bool(receipt.roll_call.doubtful) and not others, words.NOT_OTHERS))  # fmt: skip
    if missing := [desk.say(text) for is_missing, text in undecided if is_missing]:
        st.warning(" ".join((*missing, desk.say(words.NOTHING_WRITTEN))))
        return
    with st.spinner(desk.say(words.WRITING)):
        try:
            written = receive(
                home, source, round_number=number, mapping=mapping, answers=home.answers,
                restate=reason or None, confirm_names=confirmed, confirm_companies=others,
            )  # fmt: skip
        except (ReceiptRefused, DeliveryRefused) as refusal:
            named = reason and isinstance(refusal, ReceiptRefused)
            refused = words.NAMES_A_COMPANY if named else words.CHANGED_MEANWHILE
            st.error(" ".join(map(desk.say, (refused, words.NOTHING_WRITTEN))))
            return
    st.success(desk.say(words.RECEIVED).format(delivery=written.delivery))


def changes(receipt: Receipt) -> Iterator[words.Change]:
    """What changes per table, and for which companies."""
    for each in receipt.changes:
        if each.what != "unchanged":
            concerned = words.concerned(
                each.companies, gone=each.companies_unnamed, spellings=each.spellings, language=desk.language
            )
            yield each.table, (each.rows, each.added, each.changed, each.removed), concerned


def passages(home: Home, hits: Iterable[NameHit]) -> Iterator[words.Passage]:
    """Every passage that reads like a name, in its text, with the year that the text is about."""
    agreement = home.agreement()
    for hit in hits:
        number = hit.where.round
        year = "" if number is None else agreement.round(number).label.in_(desk.language)
        yield hit.passage, hit.where.text, hit.where.table, year


def decisions(home: Home, receipt: Receipt) -> tuple[str, bool, bool]:
    """What only the secretariat can decide: why a published round is restated, whether passages that read like names
    may stay, and whether new companies that look like known ones are others."""
    reason = ""
    asked = f"desk-others-{hash(receipt.roll_call)}"  # a tick is of these companies, not of those of the next file
    others = receipt.roll_call.doubtful > 0 and st.checkbox(desk.say(words.OTHERS), key=asked)
    if receipt.needs_reason:
        reason = st.text_input(desk.say(words.REASON), key="desk-reason").strip()
    return reason, names_confirmed(home, receipt.name_hits, key="desk-confirm"), others


def names_confirmed(home: Home, hits: Sequence[NameHit], *, key: str) -> bool:
    """Whether the secretariat read the passages that read like names; without such passages there is no question."""
    if not hits:
        return False
    html(words.passages_of(passages(home, hits), desk.language))
    return st.checkbox(desk.say(words.CONFIRM), key=f"{key}-{hash(tuple(hits))}")  # of these texts, of no later ones


def publishing(home: Home) -> None:
    """For whom, and the button that writes the edition."""
    audience = st.segmented_control(
        desk.say(words.AUDIENCE), tuple(AUDIENCE_WORDS), key="desk-audience", default="plenary", required=True,
        format_func=lambda each: capital(AUDIENCE_WORDS[each].in_(desk.language)),
    )  # fmt: skip
    hits = names_to_confirm(home)
    confirmed = names_confirmed(home, hits, key="desk-publish-confirm")
    if not st.button(desk.say(words.PUBLISH), key="desk-publish", type="primary"):
        return
    if hits and not confirmed:
        st.warning(" ".join(map(desk.say, (words.NOT_CONFIRMED, words.NOTHING_WRITTEN))))
        return
    with st.status(desk.say(words.PUBLISHING)) as status:
        try:
            edition = publish(
                home, audience=audience, confirm_names=confirmed,
                language=desk.language, progress=lambda step: status.update(label=capital(step.in_(desk.language))),
            )  # fmt: skip
        except NothingToPublishError:
            status.update(label=desk.say(words.NOTHING_TO_PUBLISH), state="error")
            return
        except NamesUnconfirmedError:
            status.update(label=desk.say(words.CHANGED_MEANWHILE), state="error")
            return
        status.update(label=desk.say(words.PUBLISHED).format(edition=edition.name), state="complete")
    if edition.lost:
        st.warning(desk.say(KNOWN_TOO_MUCH))
    if edition.policy.suppress:
        st.info(desk.say(words.REPORT).format(path=report_path(home, edition.name)))


title(desk.language, TITLE, LEAD)
try:
    opened = open_home(home_folder())
    with st.container(key="ks-desk"):
        heading(desk.language, words.RECEIVING)
        receiving(opened)
        heading(desk.language, words.PUBLISHING_PART)
        publishing(opened)
except WordedError as fault:
    html(words.faults_of(fault.words.in_(desk.language)))
