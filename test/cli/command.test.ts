import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serialiseDocument } from '#core/document/serialise.ts';
import type { HostEvent } from '#core/engine/contract.ts';
import { startHost } from '#test/e2e/support/host.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { documentOf } from '#test/support/instance.ts';
import { engineOf, webHost } from '#test/support/webHost.ts';
import { version } from '../../package.json';

/** Runs the built command line to its end. */
async function nullscope(...words: string[]) {
  const child = spawn(process.execPath, ['dist/cli/nullscope.js', ...words], { timeout: 20_000 });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, out, err };
}

describe('nullscope', () => {
  test.each([[], ['--help'], ['-h'], ['help'], ['serve', '--help']])(
    '%j tells how it is used',
    async (...words) => {
      const { status, out, err } = await nullscope(...words);
      expect([status, err]).toEqual([0, '']);
      for (const word of ['serve', '--port', '--host', '--folder', '--open', '--name'])
        expect(out).toContain(word);
    },
  );

  test('--version tells the version', async () => {
    expect(await nullscope('--version')).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });

  test.each([
    ['paint'],
    ['serve', '--colour', 'red'],
    ['serve', 'words'],
    ['serve', '--port'],
    ['serve', '--port', 'x'],
    ['serve', '--port', ''],
    ['serve', '--port', '65536'],
    ['serve', '--port', '-1'],
    ['serve', '--folder', '/none/such'],
    ['serve', '--folder', 'package.json'],
    ['serve', '--open', '/none/such.nullscope.json'],
    ['serve', '--open', 'package.json'],
    ['serve', '--open', '/etc/passwd'],
    ['serve', '--host', '203.0.113.1'],
  ])('%s %s %s: one sentence, and exit status 2', async (...words) => {
    const { status, out, err } = await nullscope(...words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^[^\n]+\.\n$/);
  });

  test('a port in use: one sentence that names it', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { status, err } = await nullscope('serve', '--port', port);
    expect([status, err]).toEqual([2, `Port ${port} is in use: choose another with --port.\n`]);
  });
});

describe('nullscope serve', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly, while windows are open', async (signal) => {
    const child = spawn(process.execPath, [
      'dist/cli/nullscope.js',
      'serve',
      '--folder',
      await temporaryFolder(),
    ]);
    const [line] = await once(child.stdout, 'data');
    const url = String(line).match(/http:\/\/\S+/)?.[0] ?? '';
    await engineOf(url).request('hello', {});
    const exit = once(child, 'exit');
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });

  test('--open: a fresh window is asked to open the session once it listens, one that came back is not', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'mine.nullscope.json');
    await writeFile(file, serialiseDocument(documentOf()));
    const { url } = await webHost(['--folder', folder, '--open', file]);
    const fresh = engineOf(url);
    const heard: HostEvent[] = [];
    fresh.subscribe((event) => heard.push(event));
    await fresh.request('hello', {});
    expect(heard).toEqual([]);
    await fresh.request('setWindowState', { title: 'T', edited: false });
    await fresh.request('setWindowState', { title: 'T', edited: false });
    expect(heard).toEqual([{ kind: 'openRequested', file: 'mine.nullscope.json' }]);
    await expect(fresh.request('openSession', { file: 'mine.nullscope.json' })).resolves.toBeDefined();

    const back = engineOf(url);
    back.subscribe((event) => heard.push(event));
    await back.request('setWindowState', { title: 'T', edited: true });
    await back.request('listSessions', {});
    expect(heard).toHaveLength(1);
  });

  test('says so when others than this machine can reach it', async () => {
    const child = spawn(process.execPath, ['dist/cli/nullscope.js', 'serve', '--host', '0.0.0.0']);
    onTestFinished(() => void child.kill());
    const [warning] = await once(child.stderr, 'data');
    expect(String(warning)).toContain('whoever can reach this machine');
  });

  test('prints an address that works', async () => {
    const host = await startHost(['--host', '::1']).catch(() => null);
    if (!host) return;
    onTestFinished(host.stop);
    expect(host.url).toMatch(/^http:\/\/\[::1\]:\d+\//);
    expect((await fetch(host.url)).status).toBe(200);
  });
});
