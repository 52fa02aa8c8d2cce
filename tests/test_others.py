"""What other agreements published stands beside its own base, instrument and year; nothing is compared."""

import json
from dataclasses import replace

from analytics.record.others import others
from analytics.text import Text, is_address
from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from tests.demo import demo_cube

CUBE = demo_cube()


def test_every_figure_of_another_agreement_has_its_base_instrument_and_year_or_a_dash_that_a_note_explains() -> None:
    figure = others(CUBE, "nl")
    rows = [tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in row) for row in figure.table.rows]
    assert rows == [
        ("Kleding", "2019", "voldoet geheel", "63 %", "57 bedrijven (36 daarvan)", "–", "jaarrapportage 2019"),
        ("Voeding", "jaar 2", "invullers", "110", "–", "zelfbeoordeling", "jaarrapportage jaar 2"),
    ]  # fmt: skip
    assert (figure.form, figure.series, figure.axis) == ("table", (), None)
    assert figure.notes[0].startswith("Deze cijfers zijn niet met elkaar")
    assert figure.notes[1].startswith("Een streep betekent dat dit hier niet is vastgelegd")
    assert dict(figure.passport)["Bron van de gegevens"].startswith("Openbare jaarrapportages van andere")


def test_an_edition_from_before_other_agreements_were_carried_still_opens_and_says_that_there_are_none() -> None:
    configuration = CUBE.agreement.model_dump(mode="json")
    assert Agreement.model_validate(json.loads(json.dumps(configuration))) == CUBE.agreement
    del configuration["other_agreements"]
    earlier = Agreement.model_validate(configuration)
    assert earlier.other_agreements == ()


def test_the_metals_agreement_carries_the_figures_of_three_others_in_both_languages() -> None:
    found = load_agreement(find_agreement("metals")).other_agreements
    assert len(found) == 9
    assert {each.agreement.nl for each in found} == {"Kleding en Textiel", "Natuursteen (TruStone)", "Voedingsmiddelen"}
    linked = [each for each in found if is_address(each.source.nl)]
    assert {each.agreement.en for each in linked} == {"Garments and Textile", "Food"}
    assert all(each.n is None or each.unit == "percent" or each.n == each.value for each in found)


def test_how_many_companies_a_share_is_stands_after_its_base_whatever_that_says() -> None:
    found = load_agreement(find_agreement("metals")).other_agreements
    large = found[0].model_copy(update={"base": Text("bedrijven vanaf 250 werknemers", "companies from 250 staff on")})
    agreement = CUBE.agreement.model_copy(update={"other_agreements": (large, *found)})
    bases = [row[4] for row in others(replace(CUBE, agreement=agreement), "nl").table.rows]
    assert bases[:3] == ["bedrijven vanaf 250 werknemers (5 daarvan)", "alle bedrijven (5 daarvan)",
                         "57 bedrijven (36 daarvan)"]  # fmt: skip
