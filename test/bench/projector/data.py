"""
Writes the data of a bench: data.py FOLDER D M PAIRS. Seeded, so that every run measures the same numbers.
W.npy is d × m float32, Gaussian with the spread of a fresh nn.Linear; W.bf16.npy is W rounded to bfloat16, as its
bits; v.npy is a unit vector, 1 × d float32; b.npy and s.npy are pairs × d float32.
"""

import sys
from pathlib import Path

import numpy

folder = Path(sys.argv[1])
d, m, pairs = map(int, sys.argv[2:])
random = numpy.random.default_rng(1)


def gaussian(rows: int, columns: int) -> numpy.ndarray:
    return random.standard_normal((rows, columns), dtype=numpy.float32)


def bfloat16(x: numpy.ndarray) -> numpy.ndarray:
    """The bits of x rounded to bfloat16, ties to even."""
    bits = x.view(numpy.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(numpy.uint16)


W = gaussian(d, m) / numpy.float32(numpy.sqrt(3 * d))
v = gaussian(1, d)
numpy.save(folder / "W.npy", W)
numpy.save(folder / "W.bf16.npy", bfloat16(W))
numpy.save(folder / "v.npy", v / numpy.linalg.norm(v))
numpy.save(folder / "b.npy", gaussian(pairs, d))
numpy.save(folder / "s.npy", gaussian(pairs, d))
