import type { z } from 'zod';
import { findDuplicateKey, refusalOfStructure } from './jsonText.ts';
import { migrate } from './migrate.ts';
import { DOCUMENT_VERSION, type Document, documentSchema } from './schema.ts';

/** The most characters of a session file. */
const LONGEST = 64 * 1024 * 1024;

/** Some editors begin a UTF-8 file with it. */
const BYTE_ORDER_MARK = /^\ufeff/;

/** A session file that cannot be opened: the message is one sentence that names file, place and mend. */
export class DocumentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DocumentError';
  }
}

/**
 * The document in the text of a session file; `name` is the file's, for messages. Older versions are
 * migrated. Throws a `DocumentError` for anything that is not a valid document, and nothing else.
 */
export function parseDocument(text: string, name: string): Document {
  const fail = (why: string): never => {
    throw new DocumentError(`${name}: ${why}`);
  };
  if (text.length > LONGEST) fail(`it has ${text.length} characters; a session has at most ${LONGEST}.`);
  if (text.trim() === '') fail('the file is empty; choose a .nullscope.json session.');
  const data = migrate(parseJson(text.replace(BYTE_ORDER_MARK, ''), fail));
  if (!isObject(data) || data['format'] !== 'nullscope') {
    fail('this is JSON, but no Nullscope session: "format" is not "nullscope".');
  }
  const version = (data as { version?: unknown }).version;
  if (typeof version === 'number' && version > DOCUMENT_VERSION) {
    fail(
      `written by a newer Nullscope (version ${version}); this one reads up to ${DOCUMENT_VERSION}: update Nullscope.`,
    );
  }
  const checked = documentSchema.safeParse(data);
  return checked.success ? checked.data : fail(firstIssue(checked.error));
}

function parseJson(text: string, fail: (why: string) => never): unknown {
  if (!text.trimStart().startsWith('{')) fail('this is no session: a .nullscope.json file begins with “{”.');
  const refusal = refusalOfStructure(text);
  if (refusal) fail(refusal);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (/\b(NaN|-?Infinity)\b/.test(text))
      fail('NaN and Infinity are no numbers of a session: replace them.');
    const place =
      error instanceof Error ? (/at position \d+|line \d+ column \d+/.exec(error.message)?.[0] ?? '') : '';
    fail(`the JSON is broken or cut short${place ? ` (${place})` : ''}: save the session again.`);
  }
  const twice = findDuplicateKey(text);
  if (twice !== null) fail(`the key “${brief(twice)}” stands there twice: remove one.`);
  return data;
}

/** The first thing that the schema found, with its place: `W[2][0]: expected number, received string.` */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'it is not valid.';
  const place = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  return `${place ? `${place.replace(/^\./, '')}: ` : ''}${sentenceOf(issue.message)}.`;
}

/** zod's message in this program's words: no headings, no “undefined”, which JSON does not know. */
const sentenceOf = (message: string): string =>
  brief(
    message
      .replace(/^(?:Invalid input|Invalid option|Too small|Too big): /, '')
      .replace(/^Invalid discriminator value\. E/, 'e')
      .replace(/^Unrecognized/, 'unrecognised')
      .replace(/, received undefined$/, ', but it is missing'),
  );

/** The longest piece of a file that a message repeats. */
const LONGEST_QUOTE = 160;

/** A text for a message: on one line, and cut where it is long. */
function brief(text: string): string {
  const line = text.slice(0, LONGEST_QUOTE + 1).replace(/\s+/g, ' ');
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);
