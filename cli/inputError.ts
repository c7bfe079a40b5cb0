/** Something on the command line, or in a file that it names, is wrong: one sentence, exit status 2. */
export class InputError extends Error {}
