"""
The peer: peer.py STEP FOLDER takes one step of the reference notebook, in torch, for a turn for each line that it reads,
and answers each with a line of JSON: the median of the milliseconds of the step alone, and a value that our side has to
agree with.
What a step may have ready before it is outside `measured`.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import torch
from scipy.linalg import blas, cho_factor, cho_solve, eigvalsh

Measured = Callable[[], float]

# A turn lasts so long, in milliseconds, or once: a step of a few milliseconds alone would measure a cold machine.
TURN_MS = 250


def load(path: Path) -> torch.Tensor:
    return torch.from_numpy(numpy.load(path))


def split(W: torch.Tensor, v: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """v_row and v_null, as the notebook finds them."""
    Q = torch.linalg.qr(W)[0]
    v_row = v @ Q @ Q.T
    return v_row, v - v_row


def do_das(b: torch.Tensor, s: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    return b + ((s - b) @ v.T) @ v


def outputs(W: torch.Tensor, b: torch.Tensor, s: torch.Tensor, directions: list[torch.Tensor]) -> torch.Tensor:
    """
    Everything that the notebook prints, for pairs b and s (pairs × d) and the directions v, v_row, v_null and the
    unit vectors along the last two: seven products with W, their sums, and the effects. The sums of the missing
    effect, one per pair.
    """
    patched = [do_das(b, s, x) for x in directions]
    outs = [x @ W for x in (b, s, *patched)]
    _, _, out_das, out_row, _, _, _ = outs
    sums = [out.sum(1) for out in outs]
    illusion = out_row - out_das
    missing = out_das - out_row
    composite = out_row + missing - out_das
    sums += [effect.sum(1) for effect in (illusion, missing, composite)]
    return sums[-2]


def root_mean_square(x: torch.Tensor) -> float:
    return float(x.double().square().mean().sqrt())


def directions_of(v: torch.Tensor, v_row: torch.Tensor, v_null: torch.Tensor) -> list[torch.Tensor]:
    return [v, v_row, v_null, v_row / torch.norm(v_row), v_null / torch.norm(v_null)]


def notebook(folder: Path) -> Measured:
    """Load, split, every output."""
    return lambda: every_output(folder, load(folder / "W.npy"))


def notebook_bf16(folder: Path) -> Measured:
    """The same for a W in bfloat16, of which torch has no QR: as float32."""

    def measured() -> float:
        bits = load_bits(folder / "W.bf16.npy")
        return every_output(folder, bits.view(torch.bfloat16).float())

    return measured


def load_bits(path: Path) -> torch.Tensor:
    return torch.from_numpy(numpy.load(path).view(numpy.int16))


def every_output(folder: Path, W: torch.Tensor) -> float:
    v, b, s = (load(folder / f"{name}.npy") for name in ("v", "b", "s"))
    return root_mean_square(outputs(W, b, s, directions_of(v, *split(W, v))))


def next_direction(folder: Path) -> Measured:
    """The split of another direction for a W in memory: the notebook keeps no factor. The norm of v_row."""
    W, v = load(folder / "W.npy"), load(folder / "v.npy")
    return lambda: float(torch.norm(split(W, v)[0]))


def pairs(folder: Path) -> Measured:
    """Load, every output, for many pairs and a v that is split already."""
    W, v = load(folder / "W.npy"), load(folder / "v.npy")
    directions = directions_of(v, *split(W, v))
    return lambda: root_mean_square(outputs(W, load(folder / "b.npy"), load(folder / "s.npy"), directions))


def pair_scalars(folder: Path) -> Measured:
    """As `pairs`, by what the outputs come to: products with v, v_row and W 1, and the norm of s − b."""
    W, v = load(folder / "W.npy"), load(folder / "v.npy")
    v_row, v_null = split(W, v)
    X = torch.cat([v, v_row, W.sum(1)[None, :]]).T.contiguous()
    effects = torch.cat([v, v_row]) @ W.sum(1)

    def measured() -> float:
        b, s = load(folder / "b.npy"), load(folder / "s.npy")
        of_b, of_s = b @ X, s @ X
        torch.linalg.vector_norm(s - b, dim=1)
        moved = (of_s - of_b)[:, :2]
        return root_mean_square(moved[:, 0] * effects[0] - moved[:, 1] * effects[1])

    return measured


def spectrum(folder: Path) -> Measured:
    """The singular values of W in float64; their sum."""
    W = numpy.load(folder / "W.npy").astype(numpy.float64)
    return lambda: float(numpy.linalg.svd(W, compute_uv=False).sum())


def gram(W: numpy.ndarray) -> numpy.ndarray:
    """The upper triangle of WᵀW, without a copy of W."""
    return blas.dsyrk(1.0, W.T)


def gram_spectrum(folder: Path) -> Measured:
    """The singular values as the roots of the eigenvalues of WᵀW; their sum."""
    W = numpy.load(folder / "W.npy").astype(numpy.float64)
    return lambda: float(numpy.sqrt(eigvalsh(gram(W), lower=False, overwrite_a=True, check_finite=False)).sum())


def gram_cholesky(folder: Path) -> Measured:
    """As `notebook`, by the quickest way to the accuracy of float64 in scipy: WᵀW, Cholesky, one refinement."""

    def measured() -> float:
        W, v, b, s = (numpy.load(folder / f"{name}.npy") for name in ("W", "v", "b", "s"))
        W64, v64 = W.astype(numpy.float64), v[0].astype(numpy.float64)
        factor = cho_factor(gram(W64), lower=False, overwrite_a=True, check_finite=False)
        z = cho_solve(factor, W64.T @ v64, check_finite=False)
        z += cho_solve(factor, W64.T @ (v64 - W64 @ z), check_finite=False)
        v_row = torch.from_numpy((W64 @ z).astype(numpy.float32)[None, :])
        W, v, b, s = map(torch.from_numpy, (W, v, b, s))
        return root_mean_square(outputs(W, b, s, directions_of(v, v_row, v - v_row)))

    return measured


STEPS = {
    "notebook": notebook,
    "notebookBf16": notebook_bf16,
    "gramCholesky": gram_cholesky,
    "nextDirection": next_direction,
    "spectrum": spectrum,
    "gramSpectrum": gram_spectrum,
    "pairs": pairs,
    "pairScalars": pair_scalars,
}


def main(step: str, folder: str) -> None:
    measured = STEPS[step](Path(folder))
    for _ in sys.stdin:
        times = []
        while sum(times) < TURN_MS:
            begin = time.perf_counter()
            value = measured()
            times.append(1000 * (time.perf_counter() - begin))
        print(json.dumps({"ms": statistics.median(times), "value": value}), flush=True)


main(*sys.argv[1:])
