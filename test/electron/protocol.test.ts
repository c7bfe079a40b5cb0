import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#core/security/csp.ts';
import { APP_SCHEME, isOwnUrl, registerProtocol } from '#electron/protocol.ts';
import { startMain } from '#test/support/desktop.ts';

type Serve = (request: Request) => Promise<Response>;

/** The handler of a bundle below `root`. */
function handlerOf(root: string): Serve {
  let found: Serve | null = null;
  registerProtocol(
    {
      handle: (_scheme, handler) => {
        found = handler as Serve;
      },
    },
    root,
  );
  return found as unknown as Serve;
}

describe('app://nullscope/', () => {
  let folder: string;
  let serve: Serve;
  const get = (url: string, init?: RequestInit) => serve(new Request(url, init));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nullscope-protocol-'));
    const root = join(folder, 'renderer');
    await mkdir(join(root, 'assets'), { recursive: true });
    await cp('dist/renderer/index.html', join(root, 'index.html'));
    await writeFile(join(root, 'assets', 'a.js'), 'export {};');
    await writeFile(join(root, 'notes.txt'), 'not ours to serve');
    await writeFile(join(folder, 'secret.js'), 'secret');
    await symlink(join(folder, 'secret.js'), join(root, 'assets', 'link.js'));
    serve = handlerOf(root);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('serves the page and its files by their kinds', async () => {
    const page = await get('app://nullscope/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<div id="root">');
    const script = await get('app://nullscope/assets/a.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('every answer, refusals too, carries the security headers', async () => {
    for (const answer of [await get('app://nullscope/'), await get('app://nullscope/none.js')]) {
      expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test.each([
    'app://elsewhere/index.html',
    'app://nullscope/..%2fsecret.js',
    'app://nullscope/%2e%2e%2fsecret.js',
    'app://nullscope/assets/..%5c..%5csecret.js',
    'app://nullscope/assets%00.js',
    'app://nullscope/assets/%252e%252e/secret.js',
    'app://nullscope//etc/passwd.js',
    'app://nullscope/C:/secret.js',
    'app://nullscope/.hidden.js',
    'app://nullscope/assets/link.js',
    'app://nullscope/assets/',
    'app://nullscope/notes.txt',
    'app://nullscope/%E0%A4%A.js',
  ])('does not serve %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  test('is our origin only by exactly these parts', () => {
    expect(isOwnUrl('app://nullscope/index.html?q#h')).toBe(true);
    for (const url of [
      'app://user@nullscope/',
      'app://nullscope:80/',
      'app:/nullscope',
      'http://nullscope/',
    ]) {
      expect(isOwnUrl(url)).toBe(false);
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('answers GET only, not %s', async (method) => {
    expect((await get('app://nullscope/', { method })).status).toBe(405);
  });

  test('the built page asks for nothing that the policy forbids', async () => {
    const html = await (await get('app://nullscope/')).text();
    expect(html).not.toMatch(/<style|style=|\son\w+=|javascript:|https?:/i);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/i);
  });

  test('is the only scheme, without the rights of a file or a way around the policy', async () => {
    const { asked, schemes } = await startMain();
    expect(asked.privileged).toEqual([APP_SCHEME]);
    expect(APP_SCHEME.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
    expect([...schemes.keys()]).toEqual(['app']);
    const page = await schemes.get('app')?.(new Request('app://nullscope/'));
    expect(page?.status).toBe(200);
  });
});
