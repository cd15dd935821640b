"""Draws inside an event: fresh, observed, or with the luck that history revealed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from juncture.kernel import columns as c
from juncture.kernel.compiling import inlined
from juncture.kernel.laws import NORMAL, abduct, forward
from juncture.kernel.luck import uniform
from juncture.program.program import Floats, Ints


@inlined
def draw(
    code: NDArray[np.uint32],
    draws: Ints,
    digests: NDArray[np.uint64],
    record: Ints,
    observed: Floats,
    tables: Floats,
    x: Floats,
    draws_revealed: Floats,
    row: int,
    stream: np.uint64,
    k: int,
    entry: int,
    mode: int,
) -> tuple[float, bool]:
    """Do the draw of one row of code; its value goes into x.

    Parameters
    ----------
    stream, k
        The luck of the course (or pair), and which happening it is.
    entry
        The recorded event whose observations hold, or -1.

    Returns
    -------
    log_probability, possible
        Of the observation; 0 and true where nothing was observed.
    """
    d, drawn = int(code[5 * row + 1]), int(code[5 * row + 4])
    a, b = x[int(code[5 * row + 2])], x[int(code[5 * row + 3])]
    law = draws[drawn, c.LAW]
    least = x[int(draws[drawn, c.AT_LEAST])] if draws[drawn, c.AT_LEAST] >= 0 else 0.0
    u = uniform(stream, digests[len(digests) - len(draws) + drawn], k)
    remembers = mode != c.IGNORE and k < draws_revealed.shape[1]
    seen = -1
    if entry >= 0:
        for o in range(record[entry, c.OBSERVED_FROM], record[entry, c.OBSERVED_TO]):
            if observed[o, 0] == drawn:
                seen = o
    if seen >= 0:
        value, luck, log_probability, fits = abduct(
            law, a, b, least, u, int(observed[seen, 1]), observed[seen, 2], tables
        )
        x[d] = value
        if remembers and mode == c.SAVE:
            draws_revealed[drawn, k, c.KNOWN] = 1.0 if fits else 2.0
            draws_revealed[drawn, k, c.VALUE] = value
            draws_revealed[drawn, k, c.A] = a
            draws_revealed[drawn, k, c.B] = b
            draws_revealed[drawn, k, c.LEAST] = least
            draws_revealed[drawn, k, c.LUCK] = luck
        return (log_probability if fits else 0.0), fits
    if remembers and mode == c.USE and draws_revealed[drawn, k, c.KNOWN] > 0.0:
        # A law with the parameters that it had in history gives what history gave; so does an impossible observation.
        same = draws_revealed[drawn, k, c.A] == a and draws_revealed[drawn, k, c.B] == b
        same = same and draws_revealed[drawn, k, c.LEAST] == least
        luck = draws_revealed[drawn, k, c.LUCK]
        if same or draws_revealed[drawn, k, c.KNOWN] == 2.0:
            x[d] = draws_revealed[drawn, k, c.VALUE]
        else:
            x[d] = a + b * luck if law == NORMAL else forward(law, a, b, luck, tables)
    else:
        x[d] = forward(law, a, b, u, tables)
    return 0.0, True
