#!/usr/bin/env node
import { version } from '../package.json';
import { InputError } from './inputError.ts';
import { inspectCommand } from './inspectCommand.ts';
import { serveCommand } from './serveCommand.ts';

const HELP = `nullscope ${version}

  nullscope serve [--port N] [--host H] [--folder DIR] [--open FILE] [--name HOST]
      Serves the window and its engine, and prints the address to open (it holds a one-time token).
      --port N      the port; any free one by default
      --host H      the address to listen at; 127.0.0.1 by default
      --folder DIR  the sessions that can be opened and saved; the working folder by default
      --open FILE   the session that a new window opens; it lies in that folder
      --name HOST   a further name under which this machine is reached; may be repeated

  nullscope inspect FILE [--json]
      Lists the tensors of a .npy or .safetensors file: name, shape, type and size, by its header.

  nullscope --help, --version
`;

const HELPS = ['--help', '-h', 'help'];

/** Runs one command line; resolves to the exit status: 0, 2 for bad input, 1 for a fault of ours. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  try {
    if (command === 'serve' && !args.includes('--help')) await serveCommand(args, version);
    else if (command === 'inspect' && !args.includes('--help')) inspectCommand(args);
    else if (command === '--version') console.log(version);
    else if (command === undefined || args.includes('--help') || HELPS.includes(command))
      process.stdout.write(HELP);
    else throw new InputError(`There is no command “${command}”: nullscope --help lists them.`);
    return 0;
  } catch (error) {
    if (error instanceof InputError) {
      console.error(error.message);
      return 2;
    }
    console.error(error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
