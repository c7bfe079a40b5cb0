#!/usr/bin/env node
import { AnalysisError } from '#core/analysis/analyze.ts';
import { DocumentError } from '#core/document/parse.ts';
import { EngineError } from '#core/engine/contract.ts';
import { ParseError } from '#core/files/parseError.ts';
import { version } from '../package.json';
import { InputError } from './inputError.ts';

const HELP = `nullscope ${version}

  nullscope serve [--port N] [--host H] [--folder DIR] [--open FILE] [--name HOST]
      Serves the window and its engine, and prints the address to open (it holds a one-time token).
      --port N      the port; any free one by default
      --host H      the address to listen at; 127.0.0.1 by default
      --folder DIR  the sessions that can be opened and saved; the working folder by default
      --open FILE   the session that a new window opens; it lies in that folder
      --name HOST   a further name under which this machine is reached; may be repeated

  nullscope analyze --W FILE[#TENSOR] --v FILE[#TENSOR] [--base F --source F] [--transpose]
                    [--readout sum|norm|I|I-J] [--rank storage|exact|TOL|paper-qr] [--json | --stream]
      Prints ranks, norms and, for every pair of base and source, the outputs and effects.
      FILE#TENSOR   a tensor by its name, nested keys joined by “.”; FILE#TENSOR[3] a part of a stack
      --transpose   W is stored m × d, as nn.Linear does
      --readout     the sum of the outputs, their norm, output I (counted from 0) or the difference of two
      --rank        what counts as rank; TOL is relative to the largest singular value
      --outputs, --vectors   with --json: the output vectors of every pair, the parts of v
      --stream      a line of JSON per pair, after one of the instance

  nullscope export-direction (--session FILE | --v FILE[#TENSOR]) --out NAME.safetensors|NAME.npy
                             [--site S] [--layer N] [--operation TEXT] [--normalise] [--force]
      Writes the k directions as columns, and beside them the JSON that says what they are.

  nullscope figure SESSION [--format svg|pdf|tikz|png] [--preset iclr|icml|acl|nature|slide] [--out FILE]
                   [--width L] [--height L] [--font serif|sans|inter|latex] [--size PT] [--lines X] [--dpi N]
                   [--theme light|dark] [--transparent] [--grey] [--view] [--panels LIST] [--before SESSION]
                   [--hide LIST] [--cloud] [--legend] [--readouts] [--no-fonts] [--no-session] [--folder DIR]
                   [--animate turntable|path --format gif|svg [--frames N] [--fps N] [--pixels N]]
      Writes the figure of a session, or of a figure with a session inside, as the window exports it.
      --format      also: caption, caption-latex, csv, latex (a booktabs table), torch (a script that recomputes it)
      --width, --height   lengths such as 5.5in, 89mm, 240pt, 800px
      --animate     the camera about the vertical, or v from its null part to its row part and back; svg: a zip
      --view        as the session's camera was zoomed and moved; else everything fills the figure
      --panels      of picture, before, base, das, row, null, alpha, effects, retained, dormancy, spectrum
      --hide        arrows, labels and parts: v, vRow, w0 (the first column of W), label:b, …, columnSpace, nullSpace, axes,
                    unitSphere, decomposition, labels
      --folder DIR  where the files of the session are; the working folder by default

  nullscope document --preset NAME
      Prints the session file of a preset.

  nullscope inspect FILE [--json]
      Lists the tensors of a file: name, shape, type and size, by its header.

  nullscope --help, --version
`;

/** Every command by its name; each is loaded when it is asked for, so that none waits for what it does not need. */
const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Promise<void>> = new Map([
  ['serve', async (args) => (await import('./serveCommand.ts')).serveCommand(args, version)],
  ['analyze', async (args) => (await import('./analyzeCommand.ts')).analyzeCommand(args)],
  [
    'export-direction',
    async (args) => (await import('./exportDirectionCommand.ts')).exportDirectionCommand(args),
  ],
  ['figure', async (args) => (await import('./figureCommand.ts')).figureCommand(args)],
  ['document', async (args) => (await import('./documentCommand.ts')).documentCommand(args)],
  ['inspect', async (args) => (await import('./inspectCommand.ts')).inspectCommand(args)],
]);

const HELPS = ['--help', '-h', 'help'];

/** Runs one command line; resolves to the exit status: 0, 2 for bad input, 1 for a fault of ours. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  try {
    const run = command === undefined ? undefined : COMMANDS.get(command);
    if (run && !args.includes('--help')) await run(args);
    else if (command === '--version') console.log(version);
    else if (command === undefined || run || HELPS.includes(command)) process.stdout.write(HELP);
    else throw new InputError(`There is no command “${command}”: nullscope --help lists them.`);
    return 0;
  } catch (error) {
    if (isBadInput(error)) {
      console.error(error.message);
      return 2;
    }
    console.error(error);
    return 1;
  }
}

/** What the user can mend: a sentence, without a trace. */
const isBadInput = (error: unknown): error is Error =>
  error instanceof InputError ||
  error instanceof ParseError ||
  error instanceof AnalysisError ||
  error instanceof DocumentError ||
  (error instanceof EngineError && error.code !== 'fault');

process.exitCode = await main(process.argv.slice(2));
