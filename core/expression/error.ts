/** A typed text that means no number: the message is one sentence for the person who typed it. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionError';
  }
}
