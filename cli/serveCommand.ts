import { realpath, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from './inputError.ts';
import { serve, type WebHost } from './serve/serve.ts';

/** `nullscope serve`: serves until SIGINT or SIGTERM. Throws an InputError for a bad command line. */
export async function serveCommand(args: readonly string[], version: string): Promise<void> {
  const { port, address, folder, name } = options(args);
  const real = await realpath(folder).catch(() => {
    throw new InputError(`${folder}: there is no such folder.`);
  });
  if (!(await stat(real)).isDirectory()) throw new InputError(`${folder} is a file: name a folder.`);
  const assets = fileURLToPath(new URL('../renderer', import.meta.url));
  const host = await serve({ address, port, folder: real, assets, version, names: name }).catch((error) => {
    throw listenError(error, address, port);
  });
  console.log(`Nullscope is at ${host.url}`);
  if (!['127.0.0.1', '::1'].includes(address)) {
    console.error(`It listens at ${address}: whoever can reach this machine and has the address can use it.`);
  }
  await stopped(host);
}

function options(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        address: { type: 'string', default: '127.0.0.1' },
        folder: { type: 'string', default: '.' },
        name: { type: 'string', multiple: true, default: [] },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new InputError(`--port ${values.port}: expected a whole number from 0 to 65535.`);
    }
    return { ...values, port };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${error instanceof Error ? error.message : error} nullscope --help lists the options.`,
    );
  }
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

/** Resolves once a signal asked to stop and the host is closed. */
const stopped = (host: WebHost): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => void host.close().then(resolve);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
