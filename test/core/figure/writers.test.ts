import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { DocumentError } from '#core/document/parse.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { fileScope } from '#core/engine/fileScope.ts';
import { openFile } from '#core/engine/openFile.ts';
import { exportFigure } from '#core/figure/exportFigure.ts';
import { figureTexts } from '#core/figure/figureTexts.ts';
import { chunksOf } from '#core/figure/png.ts';
import { defaultSettings, figurePresets } from '#core/figure/presets.ts';
import { sessionOfFigure } from '#core/figure/session.ts';
import type { FigureFormat, FigureSettings } from '#core/figure/settings.ts';
import { takeFigure } from '#core/figure/takeFigure.ts';
import { torchScript } from '#core/figure/torchScript.ts';
import { openSlice } from '#core/slice/retakeSlice.ts';
import { figureKit } from '#test/support/figureKit.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { documentOf } from '#test/support/instance.ts';
import { has, pythonWithTorch, run } from '#test/support/programs.ts';

/** The exact slice of an instance whose files lie in a folder of that name. */
async function sliceOf(folder: string, name: string): Promise<Document> {
  const files = fileScope((file) => openFile(fs, join(folder, file)));
  const ref = (file: string) => ({
    kind: 'file' as const,
    name: file,
    ref: { file: `${name}/${file}`, tensor: '', index: [], transposed: false, hash: null },
  });
  const layer = {
    W: ref('W.npy'),
    V: ref('v.npy'),
    base: ref('base.npy'),
    source: ref('source.npy'),
    labels: null,
  };
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const document = openSlice(layer, name, { load: { files, hash } });
  files.close();
  return document;
}

async function written(
  format: FigureFormat,
  change: Partial<FigureSettings> = {},
  document: Document = defaultDocument,
): Promise<Uint8Array> {
  const settings = { ...defaultSettings, ...change };
  const content = await exportFigure(takeFigure(document, null, settings), settings, format, figureKit);
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a PDF', () => {
  test('is the same in every run, of the size asked for, with its fonts inside', async () => {
    const pdf = await written('pdf');
    expect(Buffer.compare(pdf, await written('pdf'))).toBe(0);
    expect(latin(pdf)).toContain('/MediaBox [0 0 396 230.4]');
    expect(latin(pdf)).toMatch(/\/FontName \/[A-Z]{6}\+KaTeX_Main-Bold/);
    expect(latin(pdf)).not.toContain('/Subtype /Image');
  });

  test.skipIf(!has('pdftotext', '-v'))(
    'has its text as text, and subsets of its fonts (poppler)',
    async () => {
      const file = join(await temporaryFolder(), 'a.pdf');
      await writeFile(file, await written('pdf', { readouts: true, legend: true }));
      const text = run('pdftotext', ['-layout', file, '-']);
      for (const words of [
        'missing effect',
        '0.600',
        'angle to the column space',
        '50.77°',
        'null space',
        'δ',
      ]) {
        expect(text).toContain(words);
      }
      const fonts = run('pdffonts', [file]).split('\n').slice(2).filter(Boolean);
      expect(fonts.length).toBeGreaterThan(3);
      for (const line of fonts) expect(line).toMatch(/ yes +yes +yes /);
    },
  );
});

describe('a PNG', () => {
  test.each([72, 300, 450])('of %i dpi says so, and has as many pixels', async (dpi) => {
    const png = await written('png', { dpi, width: 144, height: 72 });
    const chunks = new Map([...chunksOf(png)].map(({ type, data }) => [type, data]));
    const header = new DataView((chunks.get('IHDR') as Uint8Array).slice().buffer);
    expect([header.getUint32(0), header.getUint32(4)]).toEqual([2 * dpi, dpi]);
    const density = new DataView((chunks.get('pHYs') as Uint8Array).slice().buffer);
    expect(density.getUint32(0) * 0.0254).toBeCloseTo(dpi, 1);
    expect([density.getUint32(0), density.getUint8(8)]).toEqual([density.getUint32(4), 1]);
    expect([...chunks.keys()].slice(0, 2)).toEqual(['IHDR', 'pHYs']);
  });

  test('is the same in every run', async () => {
    expect(Buffer.compare(await written('png', { dpi: 72 }), await written('png', { dpi: 72 }))).toBe(0);
  });
});

describe('SVG', () => {
  test('has its fonts inside where that is asked for, and says the same without', async () => {
    const [light, heavy] = await Promise.all([
      written('svg', { embedFonts: false }),
      written('svg', { embedFonts: true }),
    ]);
    expect(latin(light)).not.toContain('@font-face');
    const faces = [...latin(heavy).matchAll(/@font-face\{font-family:(\w+)/g)].map(([, name]) => name);
    expect(faces).toEqual(expect.arrayContaining(['KaTeX_Main', 'KaTeX_Math', 'Tinos']));
    const without = latin(heavy).replace(/ {2}<style>.*<\/style>\n/, '');
    expect(without).toBe(latin(light));
  });
});

describe('a picture that was zoomed', () => {
  const zoomed: Document = {
    ...defaultDocument,
    view: {
      ...defaultDocument.view,
      pose: { position: [3, 2, 1.5], target: [0, 0, 0], up: [0, 0, 1], zoom: 4 },
    },
  };

  test.each([
    [
      'svg',
      /<clipPath id="picture-clip">.*<\/clipPath>\n\s*<g id="picture" clip-path="url\(#picture-clip\)">/,
    ],
    ['tikz', /\\begin\{scope\}\n\s*\\clip \(/],
  ] as const)('ends with its panel, in %s', async (format, clips) => {
    expect(latin(await written(format, { framing: 'view' }, zoomed))).toMatch(clips);
    expect(latin(await written(format, { framing: 'fit' }, zoomed))).not.toMatch(clips);
  });
});

describe('TikZ', () => {
  test('writes labels as mathematics and nothing of a title as a command', async () => {
    const document = documentOf({});
    const hostile = { ...document, title: 'a\n\\input{b}%' } as Document;
    const tex = latin(await written('tikz', { legend: true }, hostile));
    expect(tex).toContain('{$\\mathbf{v}_{\\mathrm{row}}$}');
    expect(tex.split('\n').filter((line) => line.includes('input'))).toEqual(['% a \\input{b}%']);
    expect(tex).not.toContain('\\boldsymbol');
  });

  test.skipIf(!has('pdflatex', '--version') || !has('kpsewhich', 'tikz.sty'))(
    'compiles with plain tikz, every preset of every size (pdflatex)',
    async () => {
      const folder = await temporaryFolder();
      const names: string[] = [];
      for (const { id, settings } of figurePresets) {
        await writeFile(
          join(folder, `${id}.tex`),
          await written('tikz', { ...settings, legend: true, readouts: true }),
        );
        names.push(id);
      }
      for (const { id, document } of presets) {
        await writeFile(join(folder, `${id}.tex`), await written('tikz', { framing: 'view' }, document));
        names.push(id);
      }
      const pictures = names.map((name) => `\\noindent\\input{${name}}\\newpage`).join('\n');
      await writeFile(
        join(folder, 'all.tex'),
        `\\documentclass{article}\\usepackage{tikz}\\usepackage[paperwidth=15in,paperheight=11in]{geometry}\\begin{document}\n${pictures}\n\\end{document}\n`,
      );
      run('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'all.tex'], folder);
      if (!has('pdftotext', '-v')) return;
      const text = run('pdftotext', [join(folder, 'all.pdf'), '-']);
      expect(text).toContain('missing effect');
      expect(text).toContain('50.77');
    },
    120_000,
  );
});

describe('what goes with a figure', () => {
  test.skipIf(!has('pdflatex', '--version') || !has('kpsewhich', 'booktabs.sty'))(
    'compiles: the caption, and the table of numbers with booktabs (pdflatex)',
    async () => {
      const folder = await temporaryFolder();
      const hostile = { ...defaultDocument, title: '50 % & $x$ \\input{a}_b^c {~} #1' } as Document;
      const documents = [...presets.map(({ document }) => document), hostile];
      const tables = documents.map((document) =>
        figureTexts({ document, analysis: analyze(document) }, defaultSettings),
      );
      await writeFile(
        join(folder, 'all.tex'),
        `\\documentclass{article}\\usepackage{booktabs}\\begin{document}\n${tables
          .map(({ captionLatex, latex }) => `${captionLatex}\n\n${latex}\\clearpage`)
          .join('\n')}\n\\end{document}\n`,
      );
      run('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'all.tex'], folder);
      if (!has('pdftotext', '-v')) return;
      const text = run('pdftotext', [join(folder, 'all.pdf'), '-']);
      expect(text).toContain('0.600 is carried over');
      expect(text).toMatch(/50 % & \$x\$ \\input\{a\}/);
    },
    120_000,
  );
});

describe('the caption', () => {
  const caption = (change: Partial<FigureSettings>): string =>
    figureTexts(
      { document: defaultDocument, analysis: analyze(defaultDocument) },
      { ...defaultSettings, ...change },
    ).caption.replace(/^.*0\.7746\./, '');

  test('names the colours that the figure has', () => {
    expect(caption({})).toBe(
      ' Blue: the column space, which the layer reads; orange: its orthogonal complement, which the layer cannot see. Hollow heads: patched activations; an arrow is dashed where it runs behind the plane.',
    );
    expect(caption({ grey: true })).toMatch(/^ Darker grey: the column space.+; lighter grey: its orth/);
    expect(caption({ grey: true, theme: 'dark' })).toMatch(/^ Lighter grey: the col.+; darker grey: its/);
  });

  test('says nothing of what is not drawn', () => {
    expect(caption({ hide: ['hDas', 'hRow', 'hNull'] })).not.toContain('ollow');
    expect(caption({ hide: ['nullSpace'] })).not.toContain('plane');
    expect(caption({ hide: ['nullSpace', 'vNull', 'hNull', 'decomposition'] })).not.toContain('orthogonal');
    expect(caption({ panels: ['base'] })).not.toContain('ollow');
    expect(caption({ panels: ['spectrum'] })).toBe('');
  });
});

describe('the session inside a figure', () => {
  test.each(['svg', 'pdf', 'png'] as const)('of %s is opened from it', async (format) => {
    for (const { document } of presets) {
      expect(sessionOfFigure(await written(format, { dpi: 36 }, document), 'a')).toEqual(document);
    }
    const without = await written(format, { dpi: 36, session: false });
    expect(() => sessionOfFigure(without, 'mine.svg')).toThrow(
      /^mine\.svg: no session is in this figure.+\.$/,
    );
  });

  test('that is cut, changed or no session at all gives a sentence or a document, never a crash', async () => {
    const files = await Promise.all(
      (['svg', 'pdf', 'png'] as const).map((format) => written(format, { dpi: 36, embedFonts: false })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(200_000), fc.nat(255)), { maxLength: 4 }),
        fc.option(fc.nat(200_000)),
        (file, changes, cut) => {
          const bytes = file.slice(0, cut === null ? file.length : cut % file.length);
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          try {
            expect(sessionOfFigure(bytes, 'a').format).toBe('nullscope');
          } catch (error) {
            expect(error).toBeInstanceOf(DocumentError);
            expect((error as Error).message).toMatch(/^a: .+$/);
          }
        },
      ),
      { numRuns: 400 },
    );
    for (const packed of ['', 'AAAA', '!!!!', Buffer.from('{}').toString('base64')]) {
      const svg = `<svg><metadata id="nullscope-session">${packed}</metadata></svg>`;
      expect(() => sessionOfFigure(new TextEncoder().encode(svg), 'a')).toThrow(DocumentError);
    }
  });
});

describe('the PyTorch script', () => {
  const python = pythonWithTorch();

  test.skipIf(python === null)(
    'recomputes every number of every preset, and of several directions and readouts (PyTorch)',
    async () => {
      const folder = await temporaryFolder();
      const documents = [
        ...presets.map(({ document }) => document),
        documentOf({
          W: [
            [1, 2],
            [0, 1],
            [3, -1],
          ],
          V: [
            [0.6, 0.8, 0],
            [0, 0, 1],
          ],
          readout: { kind: 'difference', plus: 1, minus: 0 },
        }),
        documentOf({ readout: { kind: 'norm' } }),
        documentOf({ rank: { kind: 'paper' } }),
        documentOf({ readout: { kind: 'vector', weights: [2.5] } }),
      ];
      const all: string[] = [];
      for (const [i, document] of documents.entries()) {
        const name = `figure${i}.py`;
        await writeFile(join(folder, name), torchScript({ document, analysis: analyze(document) }));
        all.push(name);
      }
      // One process: to load PyTorch takes longer than everything else.
      const each = `import runpy, sys\nfor name in ${JSON.stringify(all)}:\n    runpy.run_path(name)\n`;
      await writeFile(join(folder, 'all.py'), each);
      const said = run(python ?? '', ['all.py'], folder);
      expect(said.match(/All numbers agree\./g)).toHaveLength(documents.length);
      expect(said).not.toContain('DIFFERS');
    },
    120_000,
  );

  test.skipIf(python === null)(
    'of real layers reads their files, also where the pair was dragged (PyTorch)',
    async () => {
      const folder = fileURLToPath(new URL('../../fixtures/oracle/', import.meta.url));
      const out = await temporaryFolder();
      const all: string[] = [];
      for (const name of ['notebook-96x24', 'notebook-96x24-k3-n5', 'rank22-96x24']) {
        const slice = await sliceOf(folder, name);
        const nudged = { ...slice, base: slice.base.map((row) => row.map((x, i) => x + 0.1 * (i + 1))) };
        for (const document of [slice, nudged]) {
          all.push(join(out, `${all.length}.py`));
          await writeFile(all.at(-1) ?? '', torchScript({ document, analysis: analyze(document) }));
        }
      }
      const each = `import runpy\nfor name in ${JSON.stringify(all)}:\n    runpy.run_path(name)\n`;
      await writeFile(join(out, 'all.py'), each);
      const said = run(python ?? '', [join(out, 'all.py')], folder);
      expect(said.match(/All numbers agree\./g)).toHaveLength(all.length);
    },
    120_000,
  );

  test.skipIf(python === null)(
    'fails where a number of the figure is not so (PyTorch)',
    async () => {
      const folder = await temporaryFolder();
      const script = torchScript({ document: defaultDocument, analysis: analyze(defaultDocument) });
      const wrong = script.replace(/\("readout\.das", [^,]+,/, '("readout.das", 2.001,');
      expect(wrong).not.toBe(script);
      await writeFile(join(folder, 'a.py'), wrong);
      expect(() => run(python ?? '', ['a.py'], folder)).toThrow(/these differ: readout\.das/);
    },
    120_000,
  );
});
