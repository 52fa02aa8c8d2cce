"""The sample's plenary edition after the attacks: what two companies together try leaves a useful dashboard."""

from pathlib import Path

from data.commandline.commands import the_home
from data.protection.attackers import ATTACKS
from data.publishing.making import Made, make

TRIED = tuple(each for each in ATTACKS if each != "shared-2")  # that one costs 20 seconds, and small panels try it
Place = tuple[str, int | None, int]  # kind, base round, round
PAIR: list[Place] = [("pair_start", 3, 4), ("pair_end", 3, 4), ("change", 3, 4)]
BESIDE: list[Place] = [("all", None, 3), ("change", 4, 5), ("change", 3, 5)]


def statuses(made: Made, item: str, places: list[Place]) -> set[str]:
    """Whether totals of the maturity scores are shown."""
    names = ["measure", "item", "dimension", "kind", "base_round", "round", "status"]
    rows = made.content.cells.select(names).to_pylist()
    found = {(row["kind"], row["base_round"], row["round"]): str(row["status"]) for row in rows
             if (row["measure"], row["item"], row["dimension"]) == ("maturity", item, "total")}  # fmt: skip
    return {found[place] for place in places}


def test_the_sample_withstands_the_attacks_and_stays_useful(sample_home: Path) -> None:
    """As the first edition of its home. The mean of year 4 would give the eighth company beside the same seven."""
    home = the_home(sample_home)
    agreement = home.agreement()
    made = make(home, agreement, agreement.policies["plenary"], "plenary", as_of=None, entries=(), attacks=TRIED)
    assert made.content.attacks == TRIED
    for found in (made.protected.findings, made.protected.already):
        assert not [finding for each in found.values() for finding in each if finding.failed]
    for item in ("overall", *(f"step:{step.code}" for step in agreement.steps)):
        assert statuses(made, item, PAIR) == {"published"}
    assert statuses(made, "overall", BESIDE) == {"published"}
    assert statuses(made, "overall", [("all", None, 4)]) == {"withheld"}
    steps = [("maturity", f"step:{step.code}") for step in agreement.steps]
    assert {(*stretch[:2], rung) for stretch, rung in made.protected.rungs.items()} == {
        *((*series, "totals") for series in [("maturity", "overall"), *steps]),
        ("on_schedule", "overall", "newest_only"),
        # of the companies in a group, little more does not apply than what is not for their segment
        ("not_applicable", "step:act", "totals"),
        *(
            ("not_applicable", item, rung)
            for item in ("overall", "step:embed", "step:track")
            for rung in ("totals", "coarse")
        ),
        ("risk_likelihood", "conflict", "totals"),
        ("risk_severity", "health_safety", "totals"),
        ("risk_severity", "discrimination", "totals"),
        ("risk_prioritised", "water", "totals"),
        ("action_companies", "communicate:in_progress", "totals"),
        ("action_theme_companies", "forced_labour:in_progress", "totals"),
    }
