import type { Readout, Rows } from '#core/document/schema.ts';
import type { TensorSource } from '#core/document/slice.ts';
import { directionsOf } from '#core/export/direction.ts';
import { toBase64 } from '#core/format/base64.ts';
import { fullPrecision } from '#core/format/number.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { Analysed } from './panels.ts';
import { readoutRows } from './readouts.ts';
import { LOADERS } from './torchLoaders.ts';

/** Matrices of at most so many entries are written out as numbers; larger ones as base64 of their float64. */
const MOST_WRITTEN = 400;

/**
 * A Python script that recomputes every number of a figure in float64 with PyTorch (1.13 or newer), prints it beside
 * the value of the figure, and fails where the two do not agree. A small instance is written into it; of a slice of a
 * real layer it reads `W` and the pair from the files, below the folder that it is given, and holds `V` and the axes.
 *
 * The formulas are those of the reference notebook (pyvene, "DAS illusion exploration"), with the projector of an SVD.
 */
export function torchScript({ document, analysis }: Analysed): string {
  const { slice, title } = document;
  const { rank } = analysis;
  const rows = readoutRows(document, analysis);
  const inputs = slice ? sliceInputs() : toyInputs();
  const scale = norm2(analysis.pairs[document.pair]?.outputs.source.vector ?? [1]);
  return `"""Recomputes the numbers of a figure of Nullscope: ${comment(title)}

Prints every number twice, as recomputed here and as in the figure, and fails where they do not agree.
Needs PyTorch 1.13 or newer${slice ? '; run it in the folder with the files, or name that folder' : ''}.
"""
import base64
import json
import math
import sys
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)


def packed(text, *shape):
    """A tensor from the base64 of its float64 entries."""
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float64).reshape(shape)

${inputs}
# The layer's column space: what it reads. Row vectors throughout: out = h @ W.
${projector()}

def readout(out):
    """The output as one number: ${readoutWords(document.readout)}."""
    return ${readoutCode(document.readout)}


def patched(directions):
    """The interchange intervention along some directions: b + ((s - b) V^T) V."""
    return b + ((s - b) @ directions.T) @ directions


V_row = (V @ Q) @ Q.T
V_null = V - V_row
delta = s - b
row_norm, null_norm = float(V_row.norm()), float(V_null.norm())
out = {
    "base": b @ W,
    "source": s @ W,
    "das": patched(V) @ W,
    "row": patched(V_row) @ W,
    "null": patched(V_null) @ W,
}
if row_norm > 0:
    out["rowUnit"] = patched(V_row / row_norm) @ W
if null_norm > 0:
    out["nullUnit"] = patched(V_null / null_norm) @ W
found = {f"readout.{name}": float(readout(vector)) for name, vector in out.items()}
found["effect.total"] = found["readout.das"] - found["readout.base"]
found["effect.row"] = found["readout.row"] - found["readout.base"]
found["effect.missing"] = found["readout.das"] - found["readout.row"]
found["effect.null"] = found["readout.null"] - found["readout.base"]
found["norm.v"] = float(V.norm())
found["norm.vRow"] = row_norm
found["norm.vNull"] = null_norm
cosine = float(torch.linalg.svdvals(V_row)[-1])
sine = float(torch.linalg.svdvals(V_null)[0])
found["angle"] = math.atan2(sine, cosine)
found["alpha.row"] = float((V_row @ delta)[0])
found["alpha.null"] = float((V_null @ delta)[0])
if found["effect.total"] != 0:
    found["retained.raw"] = found["effect.row"] / found["effect.total"]
    if row_norm > 0:
        found["retained.unit"] = (found["readout.rowUnit"] - found["readout.base"]) / found["effect.total"]

# Of every number: its name, the figure's value, and the bound on that value's error.
EXPECTED = [
${rows.map(({ id, figure }) => `    ("${id}", ${python(figure.value)}, ${python(figure.bound)}),`).join('\n')}
]
# What recomputing may be off by besides: rounding, relative to the size of the outputs.
SCALE = max(1.0, ${python(scale)})
failed = []
print(f"rank {rank} (in the figure: ${rank.used})")
for name, value, bound in EXPECTED:
    share = abs(found["effect.total"]) if name.startswith("retained") else 1.0
    agrees = abs(found[name] - value) <= bound + 1e-9 * SCALE * (1 + abs(value)) / min(1.0, share)
    print(f"{name:18s} {found[name]: .15e}  {value: .15e}  {'agrees' if agrees else 'DIFFERS'}")
    if not agrees:
        failed.append(name)
assert rank == ${rank.used}, f"the rank is {rank}, not ${rank.used}"
assert not failed, f"these differ: {', '.join(failed)}"
print("All numbers agree.")
`;

  function projector(): string {
    if (rank.rule.kind === 'paper') {
      return `# As the paper's code has it: every column of an unpivoted QR.
Q = torch.linalg.qr(W).Q
rank = Q.shape[1]
`;
    }
    return `U, S, _ = torch.linalg.svd(W, full_matrices=False)
rank = int((S > ${python(rank.tolerance ?? 0)} * S[0]).sum())  # rule: ${rank.rule.kind}, relative to the largest
Q = U[:, :rank]
`;
  }

  function toyInputs(): string {
    return `
W = ${tensor(document.W)}  # d x m
V = ${tensor(document.V)}  # k x d
b = ${tensor([document.base[document.pair] ?? []])}[0]
s = ${tensor([document.source[document.pair] ?? []])}[0]
`;
  }

  function sliceInputs(): string {
    const { layer, basis } = slice as NonNullable<typeof slice>;
    const coordinates = (rows: Rows): string => tensor([rows[document.pair] ?? []]);
    const pair = (role: 'base' | 'source'): string => {
      const source = layer[role];
      if (source === null) return role === 'base' ? 'torch.zeros(V.shape[1])' : 'V[0].clone()';
      return `${loaded(source)}[PAIR]`;
    };
    return `
${LOADERS}

PAIR = ${slice?.pair}
W = ${loaded(layer.W)}  # d x m
# The direction on screen (1 x d) as it stands in the session${originOf(layer.V)}.
V = ${tensor([directionsOf(document)[slice?.direction ?? 0] ?? []])}
# The axes of the exact slice on screen (3 x d), and where b and s stand along them: they may have been dragged.
axes = ${tensor(basis)}
b = ${pair('base')}
s = ${pair('source')}
b = b + (${coordinates(document.base)}[0] - axes @ b) @ axes
s = s + (${coordinates(document.source)}[0] - axes @ s) @ axes
`;
  }
}

/** A matrix of the instance: by the file's path below the folder, or its name where the host has no path for it. */
function loaded(source: TensorSource): string {
  if (source.kind === 'inline') return tensor(source.rows);
  const { ref, name } = source;
  const path = /^(?:upload|chosen):/.test(ref.file) ? name : ref.file;
  const index = ref.index.join(', ');
  return `matrix(${quote(path)}, ${quote(ref.tensor)}, [${index}], ${ref.transposed ? 'True' : 'False'})`;
}

const originOf = (source: TensorSource): string =>
  source.kind === 'inline' ? '' : `, from ${comment(source.name)} ${comment(source.ref.tensor)}`.trimEnd();

/** A string literal of Python. JSON's are, but for what it leaves unescaped beyond ASCII, which Python reads too. */
const quote = (text: string): string => JSON.stringify(text);

/** Text of a file's for a comment or a docstring: it ends neither. */
const comment = (text: string): string => text.replace(/["\\\p{Cc}\u2028\u2029]/gu, ' ').trim();

function tensor(rows: Rows): string {
  const [height, width] = [rows.length, rows[0]?.length ?? 0];
  if (height * width <= MOST_WRITTEN) {
    return `torch.tensor([${rows.map((row) => `[${row.map(python).join(', ')}]`).join(', ')}])`;
  }
  const bytes = new Uint8Array(Float64Array.from(rows.flat()).buffer);
  return `packed("${toBase64(bytes)}", ${height}, ${width})`;
}

/** A number of Python, read back as the same float64. */
const python = (x: number): string =>
  Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : fullPrecision(x);

function readoutWords(readout: Readout): string {
  switch (readout.kind) {
    case 'sum':
      return 'the sum of its entries';
    case 'component':
      return `entry ${readout.index}, counted from 0`;
    case 'difference':
      return `entry ${readout.plus} less entry ${readout.minus}, counted from 0`;
    case 'norm':
      return 'its norm';
    case 'vector':
      return 'its product with some weights';
  }
}

function readoutCode(readout: Readout): string {
  switch (readout.kind) {
    case 'sum':
      return 'out.sum()';
    case 'component':
      return `out[${readout.index}]`;
    case 'difference':
      return `out[${readout.plus}] - out[${readout.minus}]`;
    case 'norm':
      return 'out.norm()';
    case 'vector':
      return `out @ ${tensor([readout.weights])}[0]`;
  }
}
