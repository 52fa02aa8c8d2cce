"""A mapping file turns foreign sheets, columns and codes into a delivery; what it cannot find is a fault."""

import re
from pathlib import Path

import pytest
from small_delivery import FIRST, NORTH, SOUTH, as_csv, as_workbook, plain, read, refused, sheets

from data.intake.delivery import DeliveryRefused
from data.intake.mapping import TableMapping, load_mapping

FOREIGN = f"""
absent = ["NB"]
ignore = ["Blad9"]
rounds = {{ "3" = "2022" }}

[companies]
from = "Leden"
where = {{ Status = ["lid", "oud-lid"] }}
columns = {{ company = "Firma", joined = "Sinds", secondary = {{ constant = "no" }}, size_class = "Klasse" }}
[companies.codes.segment]
smelter = "primary"
handel = "wholesale"
[companies.codes.size_class]
A = "fte_0_25"

[assessments]
from = "Scores"
skip_absent = "{{round}} totaal"
columns = {{ company = "Firma", submitted_on = {{ constant = "1-4-{{round}}" }} }}

[answers]
from = "Scores"
skip_absent = "{{round}} totaal"
columns = {{ company = "Firma" }}
questions = {{ "{{round}} totaal" = "{FIRST}" }}
"""


@pytest.fixture
def foreign(tmp_path):
    rows = {
        "Leden": [
            {"Firma": NORTH, "Sinds": "1-7-2019", "Segment": "Smelter", "Klasse": "A", "Status": "lid", "Extra": "x"},
            {"Firma": SOUTH, "Sinds": "1-7-2020", "Segment": "handel", "Klasse": "A", "Status": "oud-lid", "Extra": ""},
            {"Firma": "Iemand", "Sinds": "", "Segment": "", "Klasse": "", "Status": "kandidaat", "Extra": ""},
        ],
        "Scores": [
            {"Firma": NORTH, "2021 totaal": "NB", "2022 totaal": "2,5"},
            {"Firma": SOUTH, "2021 totaal": "1", "2022 totaal": "nb"},
        ],
        "Blad9": [{"zomaar": "iets"}],
    }
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(FOREIGN, encoding="utf-8")
    return as_workbook(rows, tmp_path / "vreemd.xlsx"), mapping


def test_a_foreign_workbook_comes_in_through_a_mapping(foreign):
    source, mapping = foreign
    delivery = read(source, mapping=mapping)
    assert [row["company"] for row in delivery.tables["company"].to_pylist()] == [SOUTH, NORTH]
    assert delivery.tables["company"]["segment"].to_pylist() == ["wholesale", "primary"]
    assert [(r["company"], str(r["submitted_on"])) for r in delivery.tables["assessment"].to_pylist()] == [
        (NORTH, "2022-04-01")
    ]
    answered = [row for row in delivery.tables["answer"].to_pylist() if row["state"] == "answered"]
    assert [(r["company"], r["question"], r["value_micro"]) for r in answered] == [(NORTH, FIRST, 2_500_000)]


def test_one_file_with_a_mapping_is_a_delivery(tmp_path):
    rows = [{"Firma": NORTH, "soort": s, "cijfer": c} for s, c in (("Totaal", "3"), ("Deel", "1"))]
    source = as_csv({"scores": rows}, tmp_path / "map") / "scores.csv"
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        f"""
        [companies]
        where = {{ soort = "Totaal" }}
        columns = {{ company = "Firma", joined = {{ constant = "2019-07-01" }}, segment = {{ constant = "primary" }},
                     secondary = {{ constant = "no" }}, size_class = {{ constant = "fte_0_25" }} }}
        [assessments]
        where = {{ soort = "Totaal" }}
        columns = {{ company = "Firma", submitted_on = {{ constant = "2022-04-01" }} }}
        [answers]
        where = {{ soort = "Totaal" }}
        columns = {{ company = "Firma", question = {{ constant = "{FIRST}" }}, value = "cijfer" }}
        """.replace("\n                     ", " "),
        encoding="utf-8",
    )
    delivery = read(source, mapping=mapping)
    assert delivery.row_counts["company"] == 1
    assert [r["value_micro"] for r in plain(delivery)["answer"] if r["state"] == "answered"] == [3_000_000]


def test_a_fault_of_a_mapped_cell_names_the_foreign_cell(foreign, tmp_path):
    source, mapping = foreign
    mapping.write_text(FOREIGN.replace('smelter = "primary"\n', ""), encoding="utf-8")
    assert "Leden!C2: found 'Smelter', expected one of primary" in refused(source, mapping=mapping)


def test_a_mapping_that_names_what_is_not_there_is_refused(foreign):
    source, mapping = foreign
    mapping.write_text(FOREIGN.replace('"Sinds"', '"Vanaf"').replace("Status =", "Stand ="), encoding="utf-8")
    report = refused(source, mapping=mapping)
    assert "Leden!1: found nothing, expected a column 'Vanaf' (of the mapping)" in report
    assert "Leden!1: found nothing, expected a column 'Stand' (of the mapping)" in report


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[companies", "valid TOML"),
        (
            "[companies.columns]\nbedrijf = 'x'",
            "companies.columns: found 'bedrijf', expected a column of ours: company",
        ),
        ("[companies]\nvan = 'x'", "companies: found 'van', expected one of from, where, skip_absent, columns, codes"),
        ("[companys]\nfrom = 'x'", "mapping.toml: found 'companys', expected one of absent, ignore, rounds, companies"),
        ("[companys]\nfrom = 'x'", "(did you mean 'companies'?)"),
        ("[companies]\nskip_absent = 3", "companies.skip_absent: found '3', expected a quoted text or a list"),
        ("[companies]\ncodes = 'x'", "companies.codes: found 'x', expected a section with lines"),
        (
            "[companies.columns]\ncompany = { const = 'x' }",
            'companies.columns.company: found nothing, expected a header or { constant = "..." }',
        ),
    ],
)
def test_a_mapping_file_with_faults_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeliveryRefused) as caught:
        load_mapping(path, 3)
    assert words in str(caught.value)
    assert str(caught.value).startswith("mapping.toml was not accepted")


def test_a_mapping_file_that_is_not_there_is_refused(tmp_path):
    source = as_csv(sheets(), tmp_path / "map")
    assert "nergens.toml: found nothing, expected a mapping file" in refused(source, mapping=tmp_path / "nergens.toml")


def test_the_manual_names_every_key_and_its_example_is_a_mapping(tmp_path):
    manual = Path("docs/delivery.md").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in TableMapping.model_fields.items()]
    for key in (*keys, "absent", "ignore", "rounds"):
        assert f"`{key}`" in manual or f"[table.{key}." in manual, key
    path = tmp_path / "mapping.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", manual, re.DOTALL).group(1), encoding="utf-8")
    mapping = load_mapping(path, 2)
    assert mapping.by_table["answers"].columns["value"] == "2017"
    assert mapping.by_table["assessments"].constants() == {"submitted_on": "2017-12-31"}
