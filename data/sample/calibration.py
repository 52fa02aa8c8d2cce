"""The plan of the sample: the overall score that each company's answers come out at, per round.

Calibrated on the published figures: round 3 has mean 36 and levels 3/5/3/2/0 over 13; the seven of rounds 3 and 4 go
from 33 to 47; round 4 has levels 0/4/1/2/1 over 8, the eighth being the newcomer; the founders reach 66 in round 5.
All other values are free, and chosen so that they look like a sector that learns.
"""

# Percent per company code. Who is absent handed in no assessment that round.
OVERALL: dict[int, dict[str, float]] = {
    1: {"f1": 38, "f2": 55, "f3": 62, "f4": 30, "f5": 52, "f6": 46, "f7": 58},
    2: {"f1": 33, "f2": 50, "f3": 61, "f4": 24, "f5": 46, "r1": 19, "n1": 18, "r2": 24, "n2": 52},
    3: {
        "f1": 28.5, "f2": 47, "f3": 66.3, "f4": 18, "f5": 44, "f6": 38, "f7": 52,
        "r1": 14.5, "n1": 13.2, "r2": 27, "n2": 63, "r3": 24, "r4": 33,
    },
    4: {"f1": 43, "f2": 63, "f3": 82, "f4": 29, "f5": 61.3, "r1": 25, "n1": 25.6, "w1": 27},
    5: {
        "f1": 62, "f2": 78, "f3": 89, "f4": 47, "f5": 76, "f6": 51, "f7": 61.4,
        "r1": 39, "n1": 43.6, "n2": 72, "r3": 41, "n3": 22, "n4": 31,
    },
    6: {
        "f1": 66, "f2": 80.6, "f3": 91, "f4": 55, "f5": 78, "f7": 66.5, "r1": 47, "n2": 74, "r3": 45,
        "n1": 50, "w1": 38, "n3": 35, "n4": 43, "t1": 28, "t2": 33,
    },
}  # fmt: skip

# Assessments that were begun and never handed in: (round, company).
UNFINISHED = {(5, "w1"): 30.0}

# How far a step lies from the company's overall score, on the logit scale: embedding comes first, remedy last.
# Between rounds 3 and 4 remedy stands still while the rest rises.
STEP_OFFSET: dict[int, dict[str, float]] = {
    1: {"embed": 0.6, "identify": 0.15, "act": 0.0, "track": -0.25, "communicate": 0.15, "remedy": -0.75},
    2: {"embed": 0.65, "identify": 0.2, "act": 0.0, "track": -0.35, "communicate": 0.1, "remedy": -0.8},
    3: {"embed": 0.7, "identify": 0.25, "act": 0.0, "track": -0.3, "communicate": 0.1, "remedy": -0.75},
    4: {"embed": 0.7, "identify": 0.45, "act": 0.1, "track": -0.3, "communicate": 0.35, "remedy": -1.4},
    5: {"embed": 0.75, "identify": 0.5, "act": 0.1, "track": -0.3, "communicate": 0.3, "remedy": -1.4},
    6: {"embed": 0.65, "identify": 0.45, "act": 0.15, "track": -0.25, "communicate": 0.3, "remedy": -1.2},
}

# The share of applicable questions left open, and answered with "not applicable", in percent.
OPEN_SHARE = {1: 7, 2: 6, 3: 4, 4: 3, 5: 2, 6: 3}
NOT_APPLICABLE_SHARE = {1: 3, 2: 4, 3: 4, 4: 3, 5: 3, 6: 3}
CONFLICT_NOT_APPLICABLE_SHARE = 18  # of the conflict-area questions, which some companies' materials do not touch

# Companies that an independent expert assessed too.
EXPERT: dict[int, tuple[str, ...]] = {
    2: ("f3", "n1"),
    3: ("f2", "r2", "f6"),
    4: ("f1", "r1"),
    5: ("f5", "r3", "n1", "f7"),
    6: ("f4", "w1", "n2"),
}
