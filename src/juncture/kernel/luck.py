"""Luck: counter-based, keyed by names, so that nothing depends on what else was drawn.

    U(name, k) = hash(seed, number, digest(name), k)

The number is the course's; for uncertain numbers of the scenario it is the pair's, so that twins share assumptions
(with k siblings instead of two, it is the course's number // k).
The hash is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA), applied once for each part of the key.
"""

from __future__ import annotations

import numpy as np

from juncture.kernel.compiling import scalar

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


@scalar
def mixed(z: np.uint64) -> np.uint64:
    """One round of SplitMix64's finaliser: 64 bits in, 64 well-mixed bits out."""
    z = (z ^ (z >> np.uint64(30))) * _FIRST
    z = (z ^ (z >> np.uint64(27))) * _SECOND
    return z ^ (z >> np.uint64(31))


@scalar
def stream_of(seed: np.uint64, number: int) -> np.uint64:
    """The part of the hash that all luck of one course (or pair) shares."""
    return mixed((mixed(seed + _GOLDEN) ^ np.uint64(number)) + _GOLDEN)


@scalar
def uniform(stream: np.uint64, digest: np.uint64, k: int) -> float:
    """A number above 0 and, but for one chance in 2**53, below 1, for a name's k-th use in one course."""
    h = mixed((stream ^ digest) + _GOLDEN)
    h = mixed((h ^ np.uint64(k)) + _GOLDEN)
    return (np.float64(h >> np.uint64(11)) + 0.5) * 1.1102230246251565e-16
