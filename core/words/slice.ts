import type { Slice, TensorSource, ThirdAxis } from '#core/document/slice.ts';
import { formatNumber } from '#core/format/number.ts';

/** What the picture of a slice is, in a word and in a sentence. */
export const sliceTitle = ({ basis, scale }: Slice): string =>
  `exact slice of d = ${basis[0]?.length ?? 0}${scale === 1 ? '' : ` · v drawn × ${formatNumber(scale)}`}`;

export function sliceSentence({ basis, names, scale }: Slice): string {
  const axes = names.map(({ plain }) => plain).join(', ');
  return (
    `Three of ${basis[0]?.length ?? 0} dimensions, along ${axes}: each axis lies in the column space or is ` +
    'orthogonal to it, so within the slice every part, effect and output is exact.' +
    (scale === 1
      ? ''
      : ` The direction, its parts and the unit sphere are drawn ${formatNumber(scale)} times as long as they are, to stand beside the activations; the numbers are not scaled.`)
  );
}

/** The norms of what the slice does not show, a line each: symbol, norm, and the same as words. */
export function hiddenLines({
  hidden,
}: Slice): readonly { readonly name: string; readonly norm: number; readonly words: string }[] {
  const symbols = [
    ['b', hidden.base],
    ['s', hidden.source],
    ['δ', hidden.delta],
  ] as const;
  return symbols.map(([name, norm]) => ({
    name,
    norm,
    words: `The part of ${name} outside of the slice has the norm ${formatNumber(norm, 4)}.`,
  }));
}

/** Where a tensor is from: `model.safetensors, h.0.mlp.c_proj.weight [3], transposed`. */
export function sourceWords(source: TensorSource): string {
  if (source.kind === 'inline') return 'in this document';
  const { ref, name } = source;
  const part = ref.index.length > 0 ? ` [${ref.index.join(', ')}]` : '';
  return [name, ref.tensor + part, ...(ref.transposed ? ['transposed'] : [])]
    .filter((text) => text !== '')
    .join(', ');
}

/** The third axes to choose from; one that keeps still is the first. */
export function thirdAxes({
  V,
  direction,
  third,
}: Slice): readonly { readonly third: ThirdAxis; readonly label: string }[] {
  const others = V.map((_, i) => i).filter((i) => i !== direction);
  const still =
    'pair' in third && third.pair !== undefined
      ? [
          {
            third,
            label: `${third.kind === 'deltaRow' ? 'row' : 'null'} part of δ of pair ${third.pair + 1}`,
          },
        ]
      : [];
  return [
    ...still,
    { third: { kind: 'deltaRow' }, label: 'row part of δ' },
    { third: { kind: 'deltaNull' }, label: 'null part of δ' },
    ...others.flatMap((i): { third: ThirdAxis; label: string }[] => [
      { third: { kind: 'otherRow', direction: i }, label: `row part of direction ${i + 1}` },
      { third: { kind: 'otherNull', direction: i }, label: `null part of direction ${i + 1}` },
    ]),
  ];
}
