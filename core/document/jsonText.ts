/** The deepest nesting and the most lists and objects of a session's text; a real one is 4 deep. */
const DEEPEST = 16;
const MOST_LISTS = 2_000_000;

/**
 * Why a text is not to be given to `JSON.parse`, which would take seconds and gigabytes for some that are
 * nested millions deep or hold millions of lists; null where it may be. One pass, no memory; the text need
 * not be valid JSON.
 */
export function refusalOfStructure(text: string): string | null {
  let depth = 0;
  let lists = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = endOfString(text, i) - 1;
    else if (c === '[' || c === '{') {
      depth += 1;
      lists += 1;
      if (depth > DEEPEST)
        return `it is nested more than ${DEEPEST} deep; no session is: choose another file.`;
      if (lists > MOST_LISTS) return `it has more than ${MOST_LISTS} rows: save fewer pairs in a session.`;
    } else if (c === ']' || c === '}') depth -= 1;
  }
  return null;
}

/**
 * The first key that an object of a JSON text has twice, or null. `JSON.parse` keeps the last silently, so
 * that a reader and the program could see two different files. The text must be valid JSON.
 */
export function findDuplicateKey(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{') open.push(new Set());
    else if (c === '[') open.push(null);
    else if (c === '}' || c === ']') open.pop();
    else if (c === '"') {
      const end = endOfString(text, i);
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        const key = JSON.parse(text.slice(i, end)) as string;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      i = end - 1;
    }
  }
  return null;
}

/** The index after the string that begins at `start`; the text's length where it never ends. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i += 1;
    else if (c === '"') return i + 1;
  }
  return text.length;
}

/** Whether a string that ends at `end` is a key: a colon follows. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}
