/** The most bytes of a file's name that file systems take. */
const LONGEST = 255;

/** Whether a name is that of a file, and no path: it leads nowhere else, on no system. */
export const plainName = (name: string): boolean =>
  name !== '' && !/^\.{1,2}$/.test(name) && !/[\\/:\p{Cc}]/u.test(name) && Buffer.byteLength(name) <= LONGEST;
