import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#core/security/csp.ts';
import { type Host, startHost } from '#test/e2e/support/host.ts';
import { ask, engineOf, openSocket, opens, webHost } from '#test/support/webHost.ts';

let host: Host;
let url: string;

beforeAll(async () => {
  host = await startHost();
  url = host.url;
});
afterAll(() => host.stop());

const pathOf = (url: string): string => new URL(url).pathname;
const hostOf = (url: string): string => new URL(url).host;

describe('the web host serves its window', () => {
  test('below a token that is new at each start and cannot be guessed', async () => {
    const [first, second] = [await webHost(), await webHost()];
    for (const { url } of [first, second]) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
      const page = await ask(url, pathOf(url));
      expect(page.status).toBe(200);
      expect(page.body).toContain('<div id="root">');
    }
    expect(pathOf(first.url)).not.toBe(pathOf(second.url));
  });

  test('with every file that the page names', async () => {
    const { body } = await ask(url, pathOf(url));
    const named = [...body.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(1);
    for (const path of named) expect((await ask(url, `${pathOf(url)}${path}`)).status).toBe(200);
  });

  test('under the strict policy, also when it refuses', async () => {
    for (const path of [pathOf(url), '/', `${pathOf(url)}none.js`]) {
      const { headers } = await ask(url, path);
      expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('and mends an address without its last slash', async () => {
    const { status, headers } = await ask(url, pathOf(url).slice(0, -1));
    expect([status, headers['location']]).toEqual([308, pathOf(url)]);
  });

  test('through a tunnel that ends at another port of the loopback interface', async () => {
    for (const name of ['localhost:9999', '127.0.0.1:9999', '[::1]:9999']) {
      expect((await ask(url, pathOf(url), { headers: { host: name } })).status).toBe(200);
      expect(await opens(openSocket(url, { host: name, origin: `http://${name}` }))).toBe('open');
    }
  });
});

describe('the web host refuses, without a word', () => {
  test.each(['/', '/index.html', '/socket', '/wrong/', `/${'A'.repeat(32)}/`, '/favicon.ico', '//', '/%'])(
    '%s: no token or a wrong one',
    async (path) => {
      expect(await ask(url, path)).toMatchObject({ status: 403, body: '' });
    },
  );

  test('a token that is cut or has another case', async () => {
    const token = pathOf(url);
    const swapped = token.replace(/[a-z]/gi, (c) =>
      c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase(),
    );
    for (const path of [`${token.slice(0, -2)}/`, swapped, `${token.slice(0, -1)}x/`]) {
      expect(await ask(url, path)).toMatchObject({ status: 403, body: '' });
    }
  });

  test.each([
    '../package.json',
    '../cli/nullscope.js',
    '..%2fcli%2fnullscope.js',
    '%2e%2e/cli/nullscope.js',
    '%2e%2e%2fcli%2fnullscope.js',
    '..%5ccli%5cnullscope.js',
    '..\\cli\\nullscope.js',
    'assets/../../cli/nullscope.js',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'index.html%00.js',
    '.renderer.stamp',
    'assets/',
    '%252e%252e/cli/nullscope.js',
    'C:/x.js',
  ])('%s: a path outside its files', async (path) => {
    expect(await ask(url, pathOf(url) + path)).toMatchObject({ status: 404, body: '' });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s: it answers GET only', async (method) => {
    expect((await ask(url, pathOf(url), { method })).status).toBe(405);
  });

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example:1',
    '10.0.0.1',
  ])('Host: %s (DNS rebinding)', async (name) => {
    expect(await ask(url, pathOf(url), { headers: { host: name } })).toMatchObject({ status: 403, body: '' });
    expect(await opens(openSocket(url, { host: name, origin: `http://${name}` }))).toBe(403);
  });

  test.each([
    'http://evil.example',
    'https://evil.example',
    'null',
    'file://',
    'http://127.0.0.1:1',
    'nonsense',
  ])('Origin: %s', async (origin) => {
    expect(await ask(url, pathOf(url), { headers: { origin } })).toMatchObject({ status: 403, body: '' });
    expect(await opens(openSocket(url, { origin }))).toBe(403);
  });

  test('a page of the same host over https, which this host is not', async () => {
    expect(await opens(openSocket(url, { origin: `https://${hostOf(url)}` }))).toBe(403);
  });

  test('a socket without the token, or without an Origin', async () => {
    const wrong = url.replace(pathOf(url), '/wrong/');
    expect(await opens(openSocket(wrong))).toBe(403);
    expect(await opens(openSocket(`${url}assets/`))).toBe(403);
    expect(await opens(openSocket(url, { origin: '' }))).toBe(403);
  });

  test('a name that was not given on the command line, and takes one that was', async () => {
    const named = await webHost(['--name', 'lab.example']);
    const { port } = new URL(named.url);
    const status = async (name: string) =>
      (await ask(named.url, pathOf(named.url), { headers: { host: name } })).status;
    expect(await status(`lab.example:${port}`)).toBe(200);
    expect(await status(`other.example:${port}`)).toBe(403);
  });
});

describe('the web host goes on', () => {
  test('after a client that resets its connection in the middle of a handshake', async () => {
    const { hostname, port } = new URL(url);
    for (const path of ['/wrong/socket', `${pathOf(url)}socket`]) {
      const raw = connect(Number(port), hostname);
      await new Promise((resolve) => raw.once('connect', resolve));
      raw.write(
        `GET ${path} HTTP/1.1\r\nHost: ${hostOf(url)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      );
      raw.resetAndDestroy();
    }
    expect((await ask(url, pathOf(url))).status).toBe(200);
  });

  test('after a client that speaks no HTTP', async () => {
    const { hostname, port } = new URL(url);
    const raw = connect(Number(port), hostname);
    raw.on('error', () => undefined);
    raw.resume();
    raw.end('\u0016\u0003\u0001 not http\r\n\r\n');
    await new Promise((resolve) => raw.once('close', resolve));
    expect((await ask(url, pathOf(url))).status).toBe(200);
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['another kind', '{"kind":"shell","id":1}'],
    ['a request outside the contract', '{"kind":"request","id":1,"name":"exec","args":{}}'],
    ['an inherited name', '{"kind":"request","id":1,"name":"constructor","args":{}}'],
    ['a negative id', '{"kind":"request","id":-1,"name":"hello","args":{}}'],
    ['bytes', Buffer.from('{"kind":"cancel","id":1}')],
  ])('after dropping a client that sends %s', async (_what, message) => {
    const socket = openSocket(url);
    await opens(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(message);
    await closed;
    expect(await engineOf(url).request('hello', {})).toMatchObject({ host: 'web', folder: host.folder });
    expect(await readdir(host.folder)).toEqual([]);
  });
});
