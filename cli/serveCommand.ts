import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '#core/engine/contract.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { pathInside } from './serve/folderSessions.ts';
import { serve, type WebHost } from './serve/serve.ts';

/** `nullscope serve`: serves until SIGINT or SIGTERM. Throws an InputError for a bad command line. */
export async function serveCommand(args: readonly string[], version: string): Promise<void> {
  const { port, host: address, folder, name, open } = options(args);
  const root = await realpath(folder).catch(() => {
    throw new InputError(`${folder}: there is no such folder.`);
  });
  if (!(await stat(root)).isDirectory()) throw new InputError(`${folder} is a file: name a folder.`);
  const openFirst = open === undefined ? null : await sessionIn(root, open);
  const assets = fileURLToPath(new URL('../renderer', import.meta.url));
  const host = await serve({ address, port, folder: root, assets, version, names: name, openFirst }).catch(
    (error) => {
      throw listenError(error, address, port);
    },
  );
  console.log(`Nullscope is at ${host.url}`);
  if (!['127.0.0.1', '::1', 'localhost'].includes(address)) {
    console.error(`It listens at ${address}: whoever can reach this machine and has the address can use it.`);
  }
  await stopped(host);
}

function options(args: readonly string[]) {
  const { values } = parseCommandLine({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      folder: { type: 'string', default: '.' },
      open: { type: 'string' },
      name: { type: 'string', multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (values.port.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InputError(`--port ${values.port}: expected a whole number from 0 to 65535.`);
  }
  return { ...values, port };
}

/** The id, in the folder `root`, of a session that the command line names from the working folder. */
async function sessionIn(root: string, file: string): Promise<string> {
  const path = await realpath(file).catch(() => {
    throw new InputError(`${file}: there is no such file.`);
  });
  const id = relative(root, resolve(path)).split(sep).join('/');
  await pathInside(root, id).catch((error) => {
    throw error instanceof EngineError ? new InputError(error.message) : error;
  });
  return id;
}

function listenError(error: unknown, address: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return new InputError(`Port ${port} is in use: choose another with --port.`);
  if (code === 'EACCES')
    return new InputError(`Port ${port} may not be used by this user: choose one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new InputError(`${address} is no address of this machine.`);
  return error;
}

/** Resolves once a signal asked to stop and the host is closed; a second signal changes nothing. */
const stopped = (host: WebHost): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => void host.close().then(resolve);
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
