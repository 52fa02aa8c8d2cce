"""Names: spellings of one company join, names of two do not, and a hash without the key says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.custody.pseudonym import Key, names_in, normalise

KEY = Key(bytes(range(32)))
OTHER_KEY = Key(bytes(range(1, 33)))


@pytest.mark.parametrize(
    "spelling",
    [
        "voorbeeld gieterij noord",
        "  Voorbeeld   Gieterij\u00a0Noord  ",
        "VOORBEELD-GIETERIJ NOORD B.V.",
        "Voorbeeld Gieterij Noord b. v.",
        "B.V. Voorbeeld Gieterij Noord",
        "Vóórbeeld Gieterij Noord BV",
        "Voorbeeld Gieterij Noord GmbH & Co. KG",
        "Voor\u00adbeeld Gieterij\u200b Noord N.V.",
        "Ｖｏｏｒｂｅｅｌｄ Gieterij Noord",
    ],
)
def test_spellings_of_one_name_have_one_normal_form(spelling: str) -> None:
    assert normalise(spelling) == "voorbeeld gieterij noord"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.B.C. Metaal", "ABC Metaal"),
        ("Verzonnen Koper & Zonen", "Verzonnen Koper en Zonen"),
        ("Verzonnen Koper and Zonen", "Verzonnen Koper und Zonen"),
        ("Jan's Bedachte Smelterij", "Jans bedachte smelterij"),
        ("Metaal A B.V.", "Metaal A BV"),
        ("Bedachte Straße AG", "Bedachte Strasse"),
        ("Ørsted Verzonnen AS", "Orsted Verzonnen"),
    ],
)
def test_two_ways_of_writing_the_same_name_join(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Voorbeeld Gieterij Noord", "Voorbeeld Gieterij Zuid"),
        ("Metaal A B.V.", "Metaal B B.V."),
        ("Voorbeeld 1", "Voorbeeld 11"),
        ("Bedachte Groep", "Bedachte Groep Nederland"),
        ("Metaal X", "Metaal Y"),
    ],
)
def test_names_of_two_companies_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_name_of_punctuation_only_is_no_name() -> None:
    assert [normalise(text) for text in ("", " - ", "…")] == ["", "", ""]


def test_a_name_that_is_only_a_legal_form_keeps_it() -> None:
    assert normalise("B.V.") == "bv"


@given(st.text(max_size=60))
def test_any_text_has_a_normal_form_without_edges_capitals_or_double_spaces(text: str) -> None:
    normal = normalise(text)
    assert normal == " ".join(normal.split())
    assert normal == normal.casefold()


def test_a_hash_depends_on_the_key_and_on_what_it_is_for() -> None:
    name = "Voorbeeld Gieterij Noord"
    hashes = {KEY.alias(name), KEY.company(normalise(name)), OTHER_KEY.alias(name), OTHER_KEY.company(normalise(name))}
    assert len(hashes) == 4
    assert KEY.alias("voorbeeld gieterij noord bv") == KEY.alias(name)


def test_a_key_never_shows_itself() -> None:
    assert KEY.secret.hex() not in repr(KEY) + str(KEY) + KEY.fingerprint
    assert KEY.fingerprint != OTHER_KEY.fingerprint


def test_a_key_file_comes_back_and_is_never_overwritten(tmp_path) -> None:
    path = tmp_path / "key"
    KEY.write(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Key.read(path) == KEY
    with pytest.raises(FileExistsError):
        OTHER_KEY.write(path)


@pytest.mark.parametrize("change", [lambda text: text[:-10], lambda text: text.replace("1", "x"), lambda _: ""])
def test_a_damaged_key_file_is_refused_without_quoting_it(tmp_path, change) -> None:
    path = tmp_path / "key"
    KEY.write(path)
    path.write_text(change(path.read_text()))
    with pytest.raises(ValueError, match="not a key file") as refusal:
        Key.read(path)
    assert KEY.secret.hex()[:8] not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "Bezoek aan Voorbeeld Gieterij Noord in mei",
        "Voorbeeld gieterij noord, gastvrij als altijd",
        "Het plan van Voorbeeld Gieterij Noords directie",
        "Voorbeeld Gieterij Noord's plan",
        "(voorbeeld-gieterij-noord)",
        "Bij VOORBEELD GIETERIJ NOORD B.V. en anderen",
        "https://www.voorbeeldgieterijnoord.nl/mvo",
        "voorbeeldgieterijnoordbv.nl",
        "#VoorbeeldGieterijNoord",
    ],
)
def test_a_name_inside_a_text_is_found(text: str) -> None:
    hits = names_in(text, KEY, {KEY.alias("Voorbeeld Gieterij Noord B.V.")})
    assert hits
    assert all("oord" in hit.casefold() for hit in hits)


@pytest.mark.parametrize("name", ["A.B.C.D.E.F.G. Metaal B.V.", "Een Twee Drie Vier Vijf Zes N.V.", "Verzonnen"])
def test_names_of_one_to_six_words_are_found_whatever_their_legal_form(name: str) -> None:
    assert names_in(f"Samen met {name} gedaan", KEY, {KEY.alias(name)})


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Bij Verzonnen Jansen B.V. in mei", ("Verzonnen Jansen B.V",)),
        ("Bij B.V. Verzonnen Jansen", ("B.V. Verzonnen Jansen",)),
        ("Verzonnen Jansen's plan", ("Verzonnen Jansen's",)),
        ("Verzonnen Jansen Holding N.V. en Verzonnen Jansen", ("Verzonnen Jansen Holding N.V", "Verzonnen Jansen")),
        ("Verzonnen Jansen, en nogmaals Verzonnen Jansen", ("Verzonnen Jansen",)),
    ],
)
def test_a_name_is_listed_once_with_its_legal_form_and_whatever_belongs_to_it(text: str, hits: tuple[str, ...]) -> None:
    known = {KEY.alias(name) for name in ("Verzonnen Jansen B.V.", "Verzonnen Jansen Holding")}
    assert names_in(text, KEY, known) == hits


def test_a_name_of_one_word_is_found_where_it_is_written_as_two() -> None:
    assert names_in("Bezoek aan Staal Vorm in mei", KEY, {KEY.alias("StaalVorm")}) == ("Staal Vorm",)


def test_a_name_inside_a_longer_word_is_no_hit() -> None:
    assert names_in("De metaalsector en metalen", KEY, {KEY.alias("Metaal")}) == ()


def test_a_text_without_a_name_has_no_hit() -> None:
    assert names_in("Kennissessie over gieterijen in het noorden", KEY, {KEY.alias("Voorbeeld Gieterij Noord")}) == ()
