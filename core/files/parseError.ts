/** What kind of thing is wrong with a file. */
export type ParseFault = 'truncated' | 'malformed' | 'unsupported' | 'tooLarge' | 'inconsistent';

/** A file that cannot be read: the message is one sentence that names the file, the place and the mend. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly code: ParseFault;
  /** The place within the file, for people: `the header`, `tensor h.0.weight`. */
  readonly where: string;

  constructor(code: ParseFault, file: string, where: string, what: string, hint: string) {
    super(`${file}: ${where} ${what}: ${hint}.`);
    this.code = code;
    this.where = where;
  }
}

/** The longest piece of a file that a message repeats. */
const LONGEST = 80;

/** A text from a file for a message: quoted, on one line, and cut where it is long. */
export function quoted(text: string): string {
  const line = text.slice(0, LONGEST + 1).replace(/[\s\p{Cc}]+/gu, ' ');
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}”`;
}
