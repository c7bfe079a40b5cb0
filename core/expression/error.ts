/** A typed text that means no number: the message is one sentence for the person who typed it. */
export class ExpressionError extends Error {
  /** The index in the typed text from which on it could not be read; null where no place is to blame. */
  readonly at: number | null;
  constructor(message: string, at: number | null = null) {
    super(message);
    this.name = 'ExpressionError';
    this.at = at;
  }
}
