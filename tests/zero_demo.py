"""The demo edition with the questions of metals: its own are one per step, and one cannot be answered in part."""

from dataclasses import replace

from analytics.left_open import MEASURES
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Cell, Cube
from tests.demo import cell, demo_cube

METALS = load_agreement(find_agreement("metals"))
STEPS = {f"step:{step.code}": [each for each in METALS.questions_of("v3") if each.step == step.code]
         for step in METALS.steps}  # fmt: skip
OPEN, OUT = MEASURES


def cube_with(*changed: Cell) -> Cube:
    """The demo edition with the questions of metals, of which 20 % do not apply, and these cells."""
    idle = [cell(OUT, item, 5, 20, n=12) for item in ("overall", *STEPS)]
    return replace(demo_cube(changed=[*idle, *changed]), agreement=METALS)


CUBE = cube_with()
