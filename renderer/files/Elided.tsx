import { elidable } from '#core/format/elide.ts';

/** A long name, cut in its middle where there is no room; the whole of it on hover. */
export function Elided({ name }: { readonly name: string }) {
  const { head, tail } = elidable(name);
  return (
    <span className="elided" title={name}>
      <span className="elided-head">{head}</span>
      {tail && <span>{tail}</span>}
    </span>
  );
}
