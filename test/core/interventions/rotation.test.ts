import { matrix as asMath, expm } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '#core/files/byteSource.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import type { TensorFile } from '#core/files/tensorFile.ts';
import { gatedMlp } from '#core/interventions/gatedMlp.ts';
import { rebuildRotation } from '#core/interventions/rotation.ts';
import { withDirections } from '#core/interventions/savedIntervention.ts';
import { expmAction } from '#core/linalg/expmAction.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { fixture, sourceOf } from '#test/support/files.ts';
import { randomRows } from '#test/support/random.ts';

const BIN = 'intkey_layer_8_comp_mlp_activation_unit_pos_nunit_1#0.bin';

/** What a fixture holds, with the directions that it stands for. */
function opened(path: string): TensorFile {
  const name = path.replace(/^.*\//, '');
  return withDirections(
    readTensors(bytesSource(name, fixture(encodeURIComponent(path).replaceAll('%2F', '/')))),
    name,
  );
}

function matrixOf(file: TensorFile, name: string): Matrix {
  const tensor = file.tensors.find((entry) => entry.name === name);
  if (!tensor) throw new Error(`no ${name}`);
  const [rows = 0, cols = 0] = tensor.shape;
  return { rows, cols, data: readNumbers(tensor) };
}

describe('the action of the exponential of a skew-symmetric matrix', () => {
  it.each([1, 2, 5, 9])('is that of the whole exponential (n = %i)', (n) => {
    const rows = randomRows(n, n, n).map((row) => row.map((x) => 3 * x));
    const A = rows.map((_, i) =>
      rows.map((__, j) => (j < i ? (rows[i]?.[j] ?? 0) : j > i ? -(rows[j]?.[i] ?? 0) : 0)),
    );
    const whole = expm(asMath(A)).toArray() as number[][];
    const found = expmAction(
      Float64Array.from(rows.flat()),
      n,
      Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
      n,
    );
    for (const [i, x] of found.entries())
      expect(x).toBeCloseTo(whole[Math.floor(i / n)]?.[i % n] ?? Number.NaN, 10);
  });

  it('keeps lengths, also for large matrices', () => {
    const n = 200;
    const X = Float64Array.from(randomRows(n, n, 1).flat());
    const found = expmAction(
      X,
      n,
      Float64Array.from({ length: n }, (_, i) => (i === 3 ? 1 : 0)),
      1,
    );
    expect(Math.hypot(...found)).toBeCloseTo(1, 11);
  });
});

describe('a rotation that torch saved', () => {
  it.each(['square', 'tall', 'plain_square', 'plain_tall'])('is rebuilt as torch does: %s', (name) => {
    const file = readTensors(sourceOf('rotations.pt'));
    const expected = matrixOf(file, `${name}.expected`);
    const base = file.tensors.some((entry) => entry.name === `${name}.parametrizations.weight.0.base`)
      ? matrixOf(file, `${name}.parametrizations.weight.0.base`)
      : null;
    const found = rebuildRotation(
      matrixOf(file, `${name}.parametrizations.weight.original`),
      base,
      expected.cols,
    );
    expect([found.rows, found.cols]).toEqual([expected.cols, expected.rows]);
    for (let i = 0; i < expected.rows; i++) {
      for (let j = 0; j < expected.cols; j++) {
        expect(found.data[j * expected.rows + i]).toBeCloseTo(
          expected.data[i * expected.cols + j] ?? Number.NaN,
          5,
        );
      }
    }
  });

  it.each([
    ['pyvene_LowRank_k1', 'expected_rotation_12x1.npy', 1],
    ['pyvene_RotatedSpace_full', 'expected_rotation_12x12.npy', 4],
  ])('in a folder of pyvene gives the directions that are interchanged: %s', (folder, expected, k) => {
    const file = opened(`${folder}/${BIN}`);
    expect(file.metadata.get('recognised')).toContain('layer 8, mlp_activation');
    const [directions] = file.tensors;
    expect(directions).toMatchObject({ name: 'directions', shape: [k, 12] });
    const V = readNumbers(directions as never);
    const [rotation] = readTensors(sourceOf(`${folder}/${expected}`)).tensors;
    const columns = rotation?.shape[1] ?? 0;
    const R = readNumbers(rotation as never);
    for (let c = 0; c < k; c++) {
      for (let i = 0; i < 12; i++)
        expect(Math.abs((V[c * 12 + i] ?? 9) - (R[i * columns + c] ?? 0))).toBeLessThan(4e-7);
    }
  });

  it('of a decayed diagonal loses a column, as torch’s cast makes it', () => {
    const X = { rows: 3, cols: 1, data: Float64Array.of(0.99, 0.5, 0) };
    expect([...rebuildRotation(X, null, 1).data].map(Math.abs)).toEqual([0, 0, 0]);
  });
});

describe('other saved interventions', () => {
  it('pyreft’s are its columns', () => {
    const file = opened('pyreft.bin');
    const V = matrixOf(file, 'directions');
    const columns = matrixOf(file, 'rotate_layer');
    expect([V.rows, V.cols]).toEqual([3, 9]);
    expect(V.data[9 + 4]).toBe(columns.data[4 * 3 + 1]);
  });

  it('a file without one is left alone, and a sparse autoencoder is named', () => {
    const plain = readTensors(sourceOf('bundle.npz'));
    expect(withDirections(plain, 'bundle.npz')).toBe(plain);
    const [tensor] = plain.tensors;
    const sae = ['W_enc', 'W_dec'].map((name) => ({ ...(tensor as never as object), name }));
    expect(withDirections({ ...plain, tensors: sae as never }, 'x').metadata.get('recognised')).toContain(
      'autoencoder',
    );
  });

  it('gated MLPs are warned of', () => {
    expect(gatedMlp(['model.layers.0.mlp.gate_proj.weight'])).toContain('mlp_activation');
    expect(gatedMlp(['h.0.mlp.c_proj.weight'])).toBeNull();
  });
});
