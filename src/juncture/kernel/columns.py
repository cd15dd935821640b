"""Names for the columns and codes that the kernel uses, as plain whole numbers (numba knows no enumerations)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from juncture.program.program import ActColumn, DrawColumn, Floats, Ints, RecordColumn, Scalar, TouchColumn

# What the kernel takes beside the program; `course` says what each holds.
PlanArrays = tuple[Ints, Ints, Floats, Ints]
RevealedArrays = tuple[Floats, Floats]
WorkspaceArrays = tuple[Floats, Ints, Floats, Ints, Ints, Floats, Floats]
LogArrays = tuple[Ints, Floats, Floats, Ints]
FoundArrays = tuple[Ints, Floats, NDArray[np.int8], Floats]

SECONDS_PER_DAY = 86400
MOST_EVENTS = 4000
MOST_ACTS = 1 << 17

# How a course ended.
RAN, NOT_A_SPEED, TOO_MANY = 0, 1, 2

# What happens next, in the order of ranks at one instant; BEGIN comes before everything.
TICK, EDGE, AT_ONCE, CHANGE, RECORDED, RING, FACT, REPLAYED, BEGIN = 0, 1, 2, 3, 4, 5, 6, 7, 8

# Kinds of change.
PREVENT, DO, SET = 0, 1, 2

# What is done with the luck that a replay reveals.
IGNORE, SAVE, USE = 0, 1, 2

# Columns of the passes in which each course runs: replay until (or -1), what to do with revealed luck, how many of the
# plan's changes hold, how many courses share their assumptions.
UNTIL, MODE, CHANGES, SIBLINGS = 0, 1, 2, 3

# Columns of the state of each act: instants and counts ...
RINGS_AT, SINCE, OPENS, CLOSES, OPEN, COUNT, AT_RISK, PREVENTED, ENTRY = 0, 1, 2, 3, 4, 5, 6, 7, 8
STATE_COLUMNS = 9
# ... and its clock.
RUN_OFF, SPEED, TARGET = 0, 1, 2
CLOCK_COLUMNS = 3

# Columns of revealed draws.
KNOWN, VALUE, A, B, LEAST, LUCK = 0, 1, 2, 3, 4, 5
REVEALED_COLUMNS = 6

# Columns of the summary of a course.
OUTCOME, STATUS, CULPRIT, EVENTS, STUBBORN_EVENTS, STUBBORN_DRAWS, CLIPS = 0, 1, 2, 3, 4, 5, 6
SUMMARY_COLUMNS = 7

(GUARD_FROM, GUARD_TO, GUARD, SPEED_FROM, SPEED_TO, SPEED_SLOT, EVENT_FROM, EVENT_TO, IS_AT_ONCE, IS_RECORDED, TIMES, DONE,
 OPENS_AT, OPENS_AFTER, OPENS_DELAY, CLOSES_AT, CLOSES_AFTER, CLOSES_DELAY, TOUCH_FROM, TOUCH_TO, RESULTS_FROM,
 RESULTS_TO, RECORD_FROM, RECORD_TO, BROKEN_FROM, BROKEN_TO, WRITTEN_FROM, WRITTEN_TO, FOLLOWERS_FROM,
 FOLLOWERS_TO) = (int(column) for column in ActColumn)  # fmt: skip
(BEGIN_FROM, BEGIN_TO, TICK_FROM, TICK_TO, TICK_TOUCH_FROM, TICK_TOUCH_TO, OUTCOME_FROM, OUTCOME_TO, OUTCOME_SLOT, DAY,
 FIRST_TICK, END, BROKEN_SLOT, CLIPS_SLOT, TICK_WRITTEN_FROM, TICK_WRITTEN_TO) = (int(scalar) for scalar in Scalar)  # fmt: skip
TOUCHED, BY_GUARD, BY_SPEED = (int(column) for column in TouchColumn)
LAW, AT_LEAST = int(DrawColumn.LAW), int(DrawColumn.AT_LEAST)
ENTRY_ACT, ENTRY_INSTANT, OBSERVED_FROM, OBSERVED_TO, ORDINAL = (int(column) for column in RecordColumn)
