import { type ByteSource, bytesAt } from './byteSource.ts';
import { bytesOf, countOf, type EntryType } from './entryType.ts';
import { ParseError, quoted } from './parseError.ts';
import { columnMajor, rowMajor, type TensorEntry, type TensorFile } from './tensorFile.ts';

/** `\x93NUMPY`. */
export const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** Bytes of the longest header that is read: numpy's own limit. */
const LONGEST_HEADER = 10_000;

/** The most dimensions of an array: numpy's own limit. */
const MOST_DIMENSIONS = 64;

/** numpy's codes of the number formats that are read. */
export const NPY_TYPES: Readonly<Record<string, EntryType>> = {
  f8: 'f64',
  f4: 'f32',
  f2: 'f16',
  i8: 'i64',
  i4: 'i32',
  i2: 'i16',
  i1: 'i8',
  u8: 'u64',
  u4: 'u32',
  u2: 'u16',
  u1: 'u8',
  b1: 'bool',
};

/**
 * The array of an `.npy` file (NEP 1, versions 1 to 3), by its header alone. Throws a `ParseError` where it is none,
 * holds what is no number, or has not as many bytes as its shape asks for.
 */
export function readNpy(source: ByteSource): TensorFile {
  const head = bytesAt(source, 0, 8, 'the header');
  const version = head[6] as number;
  if (version < 1 || version > 3) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the header',
      `is of version ${version}`,
      'save the array again with numpy.save',
    );
  }
  const wide = version > 1;
  const size = bytesAt(source, 8, wide ? 4 : 2, 'the header');
  const view = new DataView(size.buffer);
  const length = wide ? view.getUint32(0, true) : view.getUint16(0, true);
  if (length > LONGEST_HEADER) {
    throw new ParseError(
      'malformed',
      source.name,
      'the header',
      `claims ${length} bytes, numpy writes at most ${LONGEST_HEADER}`,
      'save the array again with numpy.save',
    );
  }
  const start = 8 + size.length;
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(
    bytesAt(source, start, length, 'the header'),
  );
  const { descr, fortran, shape } = headerOf(text, source.name);
  const tensor = tensorOf(source, descr, fortran, shape, start + length);
  return { format: 'npy', tensors: [tensor], refused: [], metadata: new Map() };
}

interface NpyHeader {
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** What a header may consist of. Nothing else of Python is understood, and nothing is evaluated. */
const TOKEN = /\s*(?:'([^'\\]*)'|"([^"\\]*)"|(True|False)|(\d+)[lL]?|([{}():,]))\s*/y;

/** Reads `{'descr': '<f4', 'fortran_order': False, 'shape': (12, 5), }`, its keys in any order. */
function headerOf(text: string, file: string): NpyHeader {
  const tokens = tokensOf(text, file);
  let at = 0;
  const fail = (): never => {
    throw new ParseError(
      'malformed',
      file,
      'the header',
      `${quoted(text.trim())} describes no array of numbers`,
      'save the array again with numpy.save, without pickled objects',
    );
  };
  const take = (): Token => tokens[at++] ?? fail();
  const expect = (mark: string): void => void (take().mark === mark || fail());
  const found: { descr?: string; fortran?: boolean; shape?: number[] } = {};
  expect('{');
  while (tokens[at]?.mark !== '}') {
    const key = take().text;
    expect(':');
    if (key === 'descr' && found.descr === undefined) found.descr = take().text ?? fail();
    else if (key === 'fortran_order' && found.fortran === undefined) found.fortran = take().truth ?? fail();
    else if (key === 'shape' && !found.shape) found.shape = tuple();
    else fail();
    if (tokens[at]?.mark !== '}') expect(',');
  }
  expect('}');
  const { descr, fortran, shape } = found;
  if (at !== tokens.length || descr === undefined || fortran === undefined || !shape) return fail();
  return { descr, fortran, shape };

  function tuple(): number[] {
    const numbers: number[] = [];
    expect('(');
    while (tokens[at]?.mark !== ')') {
      numbers.push(take().number ?? fail());
      if (numbers.length > MOST_DIMENSIONS) fail();
      if (tokens[at]?.mark !== ')') expect(',');
    }
    expect(')');
    return numbers;
  }
}

interface Token {
  readonly text?: string;
  readonly truth?: boolean;
  readonly number?: number;
  readonly mark?: string;
}

function tokensOf(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const whole = text.replace(/[\s\0]+$/, '');
  while (pattern.lastIndex < whole.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(whole);
    if (!match) {
      throw new ParseError(
        'malformed',
        file,
        'the header',
        `cannot be read at ${quoted(whole.slice(from))}`,
        'save the array again with numpy.save, without pickled objects',
      );
    }
    const [, single, double, truth, number, mark] = match;
    if (truth) tokens.push({ truth: truth === 'True' });
    else if (number) tokens.push({ number: Number(number) });
    else if (mark) tokens.push({ mark });
    else tokens.push({ text: single ?? double ?? '' });
  }
  return tokens;
}

function tensorOf(
  source: ByteSource,
  descr: string,
  fortran: boolean,
  shape: readonly number[],
  offset: number,
): TensorEntry {
  const [, order, code] = /^([<>|=])([a-z]\d)$/.exec(descr) ?? [];
  const type = NPY_TYPES[code ?? ''];
  if (!type) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the header',
      `says that entries are ${quoted(descr)}`,
      'save numbers: float64, float32, float16, integers or booleans',
    );
  }
  const count = countOf(shape);
  const bytes = count === null ? Number.POSITIVE_INFINITY : count * bytesOf(type);
  if (bytes !== source.size - offset) {
    const short = bytes > source.size - offset;
    throw new ParseError(
      short ? 'truncated' : 'inconsistent',
      source.name,
      `the shape (${shape.join(', ')})`,
      short ? 'asks for more bytes than there are' : 'asks for fewer bytes than there are',
      'copy or save the file again',
    );
  }
  return {
    name: '',
    shape,
    type,
    strides: fortran ? columnMajor(shape) : rowMajor(shape),
    bigEndian: order === '>',
    data: source,
    offset,
  };
}
