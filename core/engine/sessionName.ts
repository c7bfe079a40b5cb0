/** The ending of a session file. */
export const SESSION_ENDING = '.nullscope.json';

/** The most bytes of a session file that is read. */
export const LARGEST_SESSION = 64 * 1024 * 1024;

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file name for a title: letters that some file system forbids become `-`; it ends in `.nullscope.json`. */
export function sessionFileName(title: string): string {
  const bare = title.replace(/\.nullscope\.json$/i, '');
  const safe = bare
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  return `${safe === '' || RESERVED.test(safe) ? `session ${safe}`.trim() : safe}${SESSION_ENDING}`;
}
