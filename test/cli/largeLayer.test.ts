import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { Progress } from '#core/engine/contract.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { documentOf } from '#test/support/instance.ts';
import { randomRows } from '#test/support/random.ts';
import { engineOf, webHost } from '#test/support/webHost.ts';

/** A layer that is decomposed by its Gram matrix, on several threads: 600 × 300, as float32 has it. */
function layer(seed: number): Document {
  return documentOf({
    W: randomRows(600, 300, seed).map((row) => row.map(Math.fround)),
    V: randomRows(1, 600, seed + 1),
    base: randomRows(1, 600, seed + 2),
    source: randomRows(1, 600, seed + 3),
    stored: 'f32',
    rank: { kind: 'storage' },
  });
}

const apart = (a: Analysis, b: Analysis): number =>
  norm2((a.direction.vRow[0] ?? []).map((x, i) => x - (b.direction.vRow[0]?.[i] ?? 0)));

describe('a large layer', () => {
  test('is answered first, then certified, then with its singular values', async () => {
    const { url } = await webHost();
    const engine = engineOf(url);
    const document = layer(1);
    const heard: Progress[] = [];
    const { analysis } = await engine.request('analyze', { document }, { onProgress: (p) => heard.push(p) });
    const first = heard.find((progress) => progress.analysis)?.analysis as Analysis;
    const peer = analyze(document);

    expect(first.certificate).toMatchObject({ stage: 'first', kind: 'estimate' });
    expect(apart(first, peer)).toBeLessThan(15 * first.certificate.bound);
    expect(analysis.certificate).toMatchObject({ stage: 'certified', kind: 'estimate' });
    expect(analysis.certificate.bound).toBeLessThan(1e-14 * norm2(document.V[0] ?? []));
    expect(apart(analysis, peer)).toBeLessThan(15 * analysis.certificate.bound);
    expect(analysis.rank).toMatchObject({ exact: 300, storage: 300, used: 300 });
    expect(analysis.spectrum).toBeNull();

    const { spectrum } = await engine.request('spectrum', { document });
    expect(spectrum.values).toHaveLength(300);
    for (const [i, value] of spectrum.values.entries()) {
      expect(Math.abs(value - (peer.spectrum?.values[i] ?? 0))).toBeLessThanOrEqual(spectrum.bound);
    }
  });

  test('is decomposed once: the next direction, and the next start, use what was found', async () => {
    const host = await webHost();
    const engine = engineOf(host.url);
    const document = layer(11);
    await engine.request('analyze', { document });
    const kept = readdirSync(join(host.folder, '.cache/nullscope/factors'));
    expect(kept).toHaveLength(1);
    const next = { ...document, V: randomRows(1, 600, 20) };
    const heard: Progress[] = [];
    const { analysis } = await engine.request(
      'analyze',
      { document: next },
      { onProgress: (p) => heard.push(p) },
    );
    expect(heard.filter(({ stage }) => /Multiplying|Factoring/.test(stage))).toEqual([]);
    expect(apart(analysis, analyze(next))).toBeLessThan(15 * analysis.certificate.bound);
  });

  test('whose columns depend on each other has the rank and the row part of its independent ones', async () => {
    const { url } = await webHost();
    const document = layer(31);
    const W = document.W.map((row) => row.map((x, j) => (j % 10 === 9 ? 2 * (row[j - 1] ?? 0) : x)));
    const { analysis } = await engineOf(url).request('analyze', { document: { ...document, W } });
    expect(analysis.rank).toMatchObject({ exact: 270, storage: 270, used: 270 });
    expect(apart(analysis, analyze({ ...document, W }))).toBeLessThan(15 * analysis.certificate.bound);
  });
});
