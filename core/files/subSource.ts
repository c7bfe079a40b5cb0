import type { ByteSource } from './byteSource.ts';

/** So many bytes of a source from a place on, as a source; both must lie within it. */
export const subSource = (source: ByteSource, from: number, size: number): ByteSource => ({
  name: source.name,
  size,
  ...(source.stamp !== undefined && { stamp: source.stamp }),
  read: (to, offset, length) => source.read(to, from + offset, length),
});
