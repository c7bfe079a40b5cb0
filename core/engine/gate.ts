import { AnalysisError } from '#core/analysis/analyze.ts';
import { DocumentError } from '#core/document/parse.ts';
import { ExpressionError } from '#core/expression/error.ts';
import { ParseError } from '#core/files/parseError.ts';
import { contract, EngineError, type EngineErrorData, type RequestName } from './contract.ts';

/** The valid arguments of a request; throws an `EngineError` that names the first place that is wrong. */
export function parseArgs(name: RequestName, args: unknown): unknown {
  const checked = contract[name].args.safeParse(args);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const place = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new EngineError(
    'badInput',
    `“${name}” was asked with something invalid${place}: ${issue?.message ?? ''}.`,
  );
}

/**
 * An error as a client may see it. What the user can mend keeps its sentence; a fault of ours is logged and
 * becomes a sentence without details.
 */
export function asEngineError(error: unknown, log: (fault: unknown) => void): EngineError {
  if (error instanceof EngineError) return error;
  const mendable = [DocumentError, ExpressionError, AnalysisError, ParseError];
  if (mendable.some((kind) => error instanceof kind)) {
    return new EngineError('badInput', (error as Error).message);
  }
  log(error);
  return new EngineError(
    'fault',
    'Nullscope failed at this; nothing was changed. The details are in its log.',
  );
}

/** An error as plain data, for the wire. */
export const errorData = ({ code, message }: EngineError): EngineErrorData => ({ code, message });
