import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { Args, CallOptions, Engine } from '#core/engine/contract.ts';
import { keepSpectrum, spectrumOf } from '#renderer/state/spectrum.ts';
import { createAppStore, type Frame } from '#renderer/state/store.ts';
import { documentOf } from '#test/support/instance.ts';

interface Asked {
  readonly document: Document;
  readonly options: CallOptions;
  answer(): void;
}

/** An engine whose answers the test gives by hand. */
function slowEngine() {
  const asked: Asked[] = [];
  const request = (_name: string, args: unknown, options: CallOptions = {}) =>
    new Promise((resolve) => {
      const { document } = args as Args<'spectrum'> & { document: Document };
      const { spectrum } = analyze(document);
      asked.push({ document, options, answer: () => resolve({ spectrum }) });
    });
  return { asked, engine: { request, subscribe: () => () => undefined } as unknown as Engine };
}

/** A frame as a large layer has it: without its singular values. */
function frameOf(document: Document, stage: 'first' | 'certified' = 'certified'): Frame {
  const analysis = analyze(document);
  const certificate: Analysis['certificate'] = { ...analysis.certificate, stage };
  return { document, analysis: { ...analysis, spectrum: null, certificate }, draft: null, subject: 'a' };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the singular values of a large layer', () => {
  it('are asked for once its analysis is certified, and shown with it', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepSpectrum(store, engine);
    const document = documentOf();
    store.setState({ frame: frameOf(document, 'first') });
    expect(asked).toHaveLength(0);
    const frame = frameOf(document);
    store.setState({ frame });
    expect(asked.map((one) => one.document)).toEqual([document]);
    asked[0]?.options.onProgress?.({ stage: 'Multiplying', fraction: 0.5 });
    expect(store.getState().late).toMatchObject({ values: null, fraction: 0.5 });
    expect(spectrumOf(frame, store.getState().late)).toBeNull();
    asked[0]?.answer();
    await settled();
    expect(spectrumOf(frame, store.getState().late)).toEqual(analyze(document).spectrum);
  });

  it('are not asked for again while only the direction changes', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepSpectrum(store, engine);
    const document = documentOf();
    store.setState({ frame: frameOf(document) });
    asked[0]?.answer();
    await settled();
    const turned = frameOf({ ...document, V: [[0, 1, 0]] });
    store.setState({ frame: turned });
    expect(asked).toHaveLength(1);
    expect(spectrumOf(turned, store.getState().late)).toEqual(analyze(document).spectrum);
  });

  it('of a layer that is gone are given up, and never shown with another', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepSpectrum(store, engine);
    store.setState({ frame: frameOf(documentOf()) });
    const other = frameOf(documentOf({ W: [[1], [2], [3]] }));
    store.setState({ frame: other });
    expect(asked[0]?.options.signal?.aborted).toBe(true);
    asked[0]?.answer();
    await settled();
    expect(spectrumOf(other, store.getState().late)).toBeNull();
    asked[1]?.answer();
    await settled();
    expect(spectrumOf(other, store.getState().late)?.values[0]).toBeCloseTo(Math.sqrt(14), 12);
  });

  it('are those of the analysis where it has them', () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepSpectrum(store, engine);
    const document = documentOf();
    const frame = { document, analysis: analyze(document), draft: null, subject: 'a' };
    store.setState({ frame });
    expect(asked).toHaveLength(0);
    expect(spectrumOf(frame, store.getState().late)).toBe(frame.analysis.spectrum);
  });
});
