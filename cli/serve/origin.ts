import type { IncomingMessage } from 'node:http';

/** The names under which a host that listens at `address` may be called. */
export function allowedHosts(address: string, port: number, extra: readonly string[]): ReadonlySet<string> {
  const names = new Set([address.includes(':') ? `[${address}]` : address, ...extra]);
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(address)) {
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) names.add(name);
  }
  return new Set([...names].flatMap((name) => [name, `${name}:${port}`]));
}

/**
 * Whether a request comes from a page of this host. `Host` must be one of its own names, which stops DNS
 * rebinding; `Origin`, where a browser sends one, must be too, which stops other pages. An SSH tunnel may
 * end at another port, so a loopback name is taken with any port.
 */
export function isOwnRequest({ headers }: IncomingMessage, hosts: ReadonlySet<string>): boolean {
  const { host, origin } = headers;
  if (host === undefined || !known(host, hosts)) return false;
  if (origin === undefined) return true;
  try {
    const { protocol, host: from } = new URL(origin);
    return protocol === 'http:' && from === host;
  } catch {
    return false;
  }
}

const known = (host: string, hosts: ReadonlySet<string>): boolean =>
  hosts.has(host) ||
  (/^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(host) && hosts.has(host.replace(/:\d+$/, '')));
