/** The ending of a session file. */
export const SESSION_ENDING = '.nullscope.json';

/** The most bytes of a session file that is read. */
export const LARGEST_SESSION = 64 * 1024 * 1024;

/** The most bytes of a name before its ending: file systems take 255 in all. */
const LONGEST = 200;

/** Names that Windows keeps for devices, also before a dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name for a title: letters that some file system forbids become `-`, it is not hidden, not reserved,
 * no longer than file systems take, and ends in `.nullscope.json`.
 */
export function sessionFileName(title: string): string {
  const bare = title.replace(/\.nullscope\.json$/i, '');
  const safe = trimmed(cut(trimmed(bare.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-'))));
  const name = safe === '' || RESERVED.test(safe) ? `session ${safe}`.trim() : safe;
  return `${name}${SESSION_ENDING}`;
}

/** Without dots and spaces at its ends: the first would hide a file, the last Windows drops. */
const trimmed = (name: string): string => name.replace(/^[.\s]+|[.\s]+$/gu, '');

/** As many whole characters as fit. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += utf8Length(character);
    if (bytes > LONGEST) break;
    kept += character;
  }
  return kept;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
