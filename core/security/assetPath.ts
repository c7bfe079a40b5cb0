/**
 * The path, relative to the bundle's root and with `/` between its names, that a URL path asks for; null for
 * anything that could leave the root: dots, backslashes, NUL, drive letters, broken escapes. `/` is
 * `index.html`.
 */
export function assetPath(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (!path.startsWith('/') || /[\\\0:%]/.test(path)) return null;
  const names = path.slice(1).split('/');
  if (names.length === 1 && names[0] === '') return 'index.html';
  return names.every((name) => name !== '' && !name.startsWith('.')) ? names.join('/') : null;
}
