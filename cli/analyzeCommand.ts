import { type Layer, layerOfMatrix } from '#core/analysis/layer.ts';
import type { RankRule, Readout } from '#core/document/schema.ts';
import type { TensorSource } from '#core/document/slice.ts';
import type { Instance } from '#core/instance/instance.ts';
import { loadInstance } from '#core/instance/loadInstance.ts';
import { pairsContext } from '#core/pairs/context.ts';
import { type PairRecord, pairRecord } from '#core/pairs/record.ts';
import { instanceReport } from '#core/pairs/report.ts';
import { streamPairs } from '#core/pairs/stream.ts';
import { jsonHead, jsonTail, pairsTable, reportTable } from './analysisText.ts';
import { type Bench, withBench } from './bench.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { standardOutput } from './output.ts';
import { progressBar } from './progressBar.ts';
import { byColumns, matrixShape, tensorArgument } from './tensorArgument.ts';

type Options = ReturnType<typeof options>;

/** `nullscope analyze`: the numbers of an instance in files. Throws an `InputError` or a `ParseError` for bad input. */
export function analyzeCommand(args: readonly string[]): void {
  const own = options(args);
  withBench((bench) => run(own, bench));
}

function options(args: readonly string[]) {
  const { values } = parseCommandLine({
    args: [...args],
    options: {
      W: { type: 'string' },
      v: { type: 'string' },
      base: { type: 'string' },
      source: { type: 'string' },
      transpose: { type: 'boolean', default: false },
      readout: { type: 'string', default: 'sum' },
      rank: { type: 'string', default: 'storage' },
      outputs: { type: 'boolean', default: false },
      vectors: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      stream: { type: 'boolean', default: false },
    },
  });
  const { W, v } = values;
  if (W === undefined || v === undefined) {
    throw new InputError(
      `Name the ${W === undefined ? 'layer with --W' : 'direction with --v'} FILE[#tensor].`,
    );
  }
  return { ...values, W, v, readout: readoutOf(values.readout), rule: ruleOf(values.rank) };
}

/** `sum`, `norm`, `3` (an output, counted from 0) or `3-5` (a difference of two). */
function readoutOf(text: string): Readout {
  if (text === 'sum' || text === 'norm') return { kind: text };
  const [, first, second] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  if (first === undefined) throw new InputError(`--readout ${text}: expected sum, norm, I or I-J.`);
  if (second === undefined) return { kind: 'component', index: Number(first) };
  return { kind: 'difference', plus: Number(first), minus: Number(second) };
}

function ruleOf(text: string): RankRule {
  if (text === 'storage' || text === 'exact') return { kind: text };
  if (text === 'paper-qr') return { kind: 'paper' };
  const relative = text.trim() === '' ? Number.NaN : Number(text);
  if (relative >= 0 && relative < 1) return { kind: 'tolerance', relative };
  throw new InputError(`--rank ${text}: expected storage, exact, paper-qr or a number from 0 to below 1.`);
}

function run(own: Options, { files, hash, crew, columnSpaces }: Bench): void {
  const bar = progressBar(process.stderr);
  const W = tensorArgument(files, 'W', own.W, own.transpose);
  const d = matrixShape(files, W)?.[0];
  // As in the window, what is stored the other way round is turned where only that fits W.
  const fitting = (option: 'v' | 'base' | 'source', text: string): TensorSource => {
    const source = tensorArgument(files, option, text);
    const [rows = 0, cols = 0] = matrixShape(files, source) ?? [];
    const misfits = rows !== d || cols === d;
    // There are never more directions than dimensions: then it is W that lies the wrong way.
    return misfits || (option === 'v' && cols > rows) ? source : byColumns(source);
  };
  const optional = (option: 'base' | 'source') => {
    const text = own[option];
    return text === undefined ? null : fitting(option, text);
  };
  const layer = {
    W,
    V: fitting('v', own.v),
    base: optional('base'),
    source: optional('source'),
    labels: null,
  };
  bar.show('Reading the files', 0);
  const { instance } = loadInstance(layer, null, { files, hash });
  checkReadout(own.readout, instance.W.cols);
  const found = layerOfMatrix(instance.W, instance.stored, own.rule, {
    onStage: bar.show,
    largeSpaces: columnSpaces,
  });
  const report = instanceReport(instance, found, own.readout);
  const vectors = own.vectors ? { vRow: report.direction.vRow, vNull: report.direction.vNull } : undefined;
  const { write, flush } = standardOutput();
  if (own.stream) {
    write(`${jsonHead(report, vectors)}${jsonTail(report)}\n`);
    for (const [i, record] of records(own, instance, found))
      write(`${JSON.stringify({ pair: i, ...record })}\n`);
  } else if (own.json) {
    write(`${jsonHead(report, vectors)},"pairs":[`);
    for (const [i, record] of records(own, instance, found))
      write(`${i > 0 ? ',' : ''}${JSON.stringify(record)}`);
    write(`]${jsonTail(report)}\n`);
  } else {
    write(reportTable(report, own));
    if (instance.pairs) write(pairsTable(records(own, instance, found), instance.pairs.n));
  }
  bar.clear();
  flush();

  function* records(
    { readout, outputs, json, stream }: Options,
    { V, pairs }: Instance,
    among: Layer,
  ): Generator<[number, PairRecord]> {
    if (!pairs) return;
    const context = pairsContext(among, V, readout, columnSpaces);
    const chunks = streamPairs(context, pairs, crew(), {
      outputs: outputs && (json || stream),
      largeSpaces: columnSpaces,
      onProgress: (fraction) => bar.show('Patching the pairs', fraction),
    });
    for (const { first, scalars, outputs: all } of chunks) {
      for (let i = 0; i < scalars.n; i++) {
        yield [first + i, pairRecord(scalars, i, context.norms.v, outputs ? all?.[i] : undefined)];
      }
    }
  }
}

function checkReadout(readout: Readout, m: number): void {
  const asked =
    readout.kind === 'component'
      ? [readout.index]
      : readout.kind === 'difference'
        ? [readout.plus, readout.minus]
        : [];
  const beyond = asked.find((i) => i >= m);
  if (beyond !== undefined) {
    throw new InputError(`--readout: W has ${m} outputs, counted from 0, so there is no output ${beyond}.`);
  }
}
