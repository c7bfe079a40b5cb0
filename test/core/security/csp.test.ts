import { describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from '#core/security/csp.ts';

const directives = new Map(
  CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);

describe('the content security policy', () => {
  test('denies what it does not name', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
  });

  test('runs no script and takes no style but our own files', () => {
    for (const name of ['script-src', 'style-src', 'worker-src', 'connect-src', 'font-src']) {
      expect(directives.get(name), name).toEqual(["'self'"]);
    }
  });

  test('names no remote place and no unsafe word', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|wss?:|strict-dynamic/);
  });

  test('states what default-src does not cover', () => {
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) {
      expect(directives.get(name), name).toEqual(["'none'"]);
    }
  });
});

test('every file carries the policy, keeps its kind, and tells nobody where it came from', () => {
  expect(SECURITY_HEADERS).toEqual({
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
});
