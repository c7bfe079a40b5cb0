import Papa from 'papaparse';
import type { ByteSource } from './byteSource.ts';
import { numbersEntry } from './numbersEntry.ts';
import { ParseError, quoted } from './parseError.ts';
import type { TensorEntry, TensorFile } from './tensorFile.ts';
import { readText } from './text.ts';

/** More cells than these are for a binary format. */
const MOST_CELLS = 50_000_000;

/** A column of words with more classes than these labels nothing. */
const MOST_CLASSES = 1000;

/**
 * The numbers of a table (RFC 4180, and what else spreadsheets write: tabs, semicolons, `#` comments), with or without a
 * header row: one matrix without a name, and for each column of words the classes of its rows, numbered in the order in
 * which they appear. Throws a `ParseError` that names the line and the column of a cell that is no number.
 */
export function readCsv(source: ByteSource): TensorFile {
  const { name: file } = source;
  const fail = (where: string, what: string, hint: string): ParseError =>
    new ParseError('malformed', file, where, what, hint);
  const { data, errors } = Papa.parse<string[]>(readText(source), {
    comments: '#',
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', '\t', ';', ' '],
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken)
    throw fail(`row ${(broken.row ?? 0) + 1}`, 'has a quotation mark too many', 'mend it in a spreadsheet');
  const rows = data.map((row) => row.map((cell) => cell.trim()));
  const [first] = rows;
  if (!first) throw fail('the file', 'holds no table', 'choose another file');
  const header = first.every((cell) => !isNumber(cell)) && rows.length > 1 ? first : null;
  const body = header ? rows.slice(1) : rows;
  const width = first.length;
  if (body.length * width > MOST_CELLS) {
    throw new ParseError('tooLarge', file, 'the table', 'has more than 50 million cells', 'save it as .npy');
  }
  const at = (i: number, j: number): string =>
    `row ${i + (header ? 2 : 1)}, column ${header ? quoted(header[j] ?? '') : j + 1},`;
  const ragged = body.findIndex((row) => row.length !== width);
  if (ragged >= 0) {
    const found = body[ragged]?.length ?? 0;
    throw fail(
      `row ${ragged + (header ? 2 : 1)}`,
      `has ${found} cells, the first one ${width}`,
      'give every row as many cells',
    );
  }
  // A column of words, from its first cell to its last, holds labels; a word among numbers is a mistake.
  const words = first.map((_, j) => body.every((row) => !isNumber(row[j] ?? '') && row[j] !== ''));
  const numeric = words.flatMap((isWord, j) => (isWord ? [] : [j]));
  const numbers = new Float64Array(body.length * numeric.length);
  for (const [i, row] of body.entries()) {
    for (const [c, j] of numeric.entries()) {
      const cell = row[j] as string;
      if (!isNumber(cell)) {
        throw fail(at(i, j), cell === '' ? 'is empty' : `holds ${quoted(cell)}`, 'put a finite number there');
      }
      numbers[i * numeric.length + c] = Number(cell);
    }
  }
  const metadata = new Map<string, string>();
  if (header) metadata.set('columns', JSON.stringify(numeric.map((j) => header[j])));
  const tensors: TensorEntry[] =
    numeric.length > 0 ? [numbersEntry(file, '', [body.length, numeric.length], numbers)] : [];
  for (const [j, isWord] of words.entries()) {
    if (!isWord) continue;
    const name = `labels:${header?.[j] ?? j + 1}`;
    const classes = [...new Set(body.map((row) => row[j] as string))];
    if (classes.length > MOST_CLASSES) continue;
    const codes = new Map(classes.map((label, code) => [label, code]));
    const numbered = Float64Array.from(body, (row) => codes.get(row[j] as string) ?? 0);
    tensors.push({ ...numbersEntry(file, name, [body.length], numbered), classes });
    metadata.set(name, JSON.stringify(classes));
  }
  // A table of labels alone has some: a single word is no table.
  if (tensors.length === 0 || (numeric.length === 0 && body.length < 2)) {
    throw fail('the table', 'holds no numbers', 'choose another file');
  }
  return { format: 'csv', tensors, refused: [], metadata };
}

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));
