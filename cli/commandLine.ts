import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError } from './inputError.ts';

/** The options and names of a command line, as Node's own parser reads them. Throws an `InputError` for a bad one. */
export function parseCommandLine<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.?(?:\n|$)|\. /);
    throw new InputError(`${why}: nullscope --help lists the options.`);
  }
}
