import katex from 'katex';
import { memo, useLayoutEffect, useRef } from 'react';
import type { Role } from '#core/arrows/types.ts';

interface Props {
  readonly tex: string;
  /** The same in words, for screen readers. */
  readonly plain: string;
  readonly colour?: Role | undefined;
}

/** A formula at the size of the text around it, typeset into nodes (the CSP forbids style in markup). */
export const Tex = memo(function Tex({ tex, plain, colour }: Props) {
  const node = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (node.current) katex.render(tex, node.current, { trust: false, throwOnError: false, output: 'html' });
  }, [tex]);
  return (
    <span className="tex" data-role={colour}>
      <span ref={node} aria-hidden="true" />
      <span className="visually-hidden">{plain}</span>
    </span>
  );
});
