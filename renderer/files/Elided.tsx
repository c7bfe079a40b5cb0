import { elidable } from '#core/format/elide.ts';

/** A long name, cut in its middle where there is no room; the whole of it on hover, and read aloud. */
export function Elided({ name }: { readonly name: string }) {
  const { head, tail } = elidable(name);
  if (!tail) {
    return (
      <span className="elided" title={name}>
        <span className="elided-head">{head}</span>
      </span>
    );
  }
  return (
    <span className="elided" title={name}>
      <span className="visually-hidden">{name}</span>
      <span className="elided-head" aria-hidden="true">
        {head}
      </span>
      <span aria-hidden="true">{tail}</span>
    </span>
  );
}
