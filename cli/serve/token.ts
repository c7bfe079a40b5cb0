import { randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh token of 192 random bits, as 32 characters that need no escape in a URL. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** Whether two tokens are the same, in a time that does not tell where they differ. */
export function sameToken(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
