/** The most characters at the end of a long name that are always shown. */
const TAIL = 14;

/**
 * A name in two parts, of which the first may be cut where there is no room: the end tells names of files and tensors
 * apart as much as the beginning. The two together are the name.
 */
export function elidable(name: string): { readonly head: string; readonly tail: string } {
  const characters = [...name];
  const cut = characters.length > 2 * TAIL ? characters.length - TAIL : characters.length;
  return { head: characters.slice(0, cut).join(''), tail: characters.slice(cut).join('') };
}
