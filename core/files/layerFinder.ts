import type { LayerProposal } from '#core/roles/finders.ts';

/** A tensor as a proposal needs it. */
interface Named {
  readonly name: string;
  readonly shape: readonly number[];
}

/** How a family of models names its `W_out`, and whether it is stored m × d (`nn.Linear`); null: models with that name differ. */
interface Family {
  readonly pattern: RegExp;
  readonly family: string;
  readonly transposed: boolean | null;
}

const FAMILIES: readonly Family[] = [
  {
    pattern: /(?:^|\.)h\.(\d+)\.mlp\.c_proj\.weight$/,
    family: 'GPT-2, GPT-Neo, nanoGPT or Qwen-1',
    transposed: null,
  },
  {
    pattern: /(?:^|\.)layers\.(\d+)\.mlp\.dense_4h_to_h\.weight$/,
    family: 'GPT-NeoX, Pythia',
    transposed: true,
  },
  { pattern: /(?:^|\.)h\.(\d+)\.mlp\.dense_4h_to_h\.weight$/, family: 'BLOOM, Falcon', transposed: true },
  {
    pattern: /(?:^|\.)layers\.(\d+)\.mlp\.down_proj\.weight$/,
    family: 'Llama, Mistral, Gemma, Qwen, Phi-3, OLMo',
    transposed: true,
  },
  { pattern: /(?:^|\.)h\.(\d+)\.mlp\.fc_out\.weight$/, family: 'GPT-J', transposed: true },
  { pattern: /(?:^|\.)layers\.(\d+)\.(?:mlp\.)?fc2\.weight$/, family: 'OPT, Phi', transposed: true },
  { pattern: /(?:^|\.)blocks\.(\d+)\.mlp\.W_out$/, family: 'TransformerLens', transposed: false },
];

/** Whose width is that of the model's own stream. */
const EMBEDDINGS =
  /(?:^|\.)(?:wte|embed_tokens|embed_in|tok_embeddings|word_embeddings)\.weight$|(?:^|\.)(?:embed\.)?W_E$/;

/**
 * The tensors that are probably a layer's `W_out` (d_mlp × d_model), in the order of the model: the name proposes, the
 * shape against the width of the embedding decides how it is stored, and where it is square or nothing tells the user is
 * asked.
 */
export function findLayers(tensors: readonly Named[]): LayerProposal[] {
  const embedding = tensors.find(({ name, shape }) => EMBEDDINGS.test(name) && shape.length === 2);
  const width = embedding ? Math.min(...embedding.shape) : null;
  const found = tensors.flatMap((tensor) => {
    const match = FAMILIES.map((own) => ({ own, layer: own.pattern.exec(tensor.name)?.[1] })).find(
      ({ layer }) => layer !== undefined,
    );
    return match && tensor.shape.length === 2
      ? [proposal(tensor, match.own, Number(match.layer), width)]
      : [];
  });
  return found.sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0));
}

function proposal(
  { name, shape }: Named,
  { family, transposed }: Family,
  layer: number,
  width: number | null,
): LayerProposal {
  const [rows = 0, cols = 0] = shape;
  const own = { tensor: name, layer, family };
  if (rows === cols) {
    return {
      ...own,
      transposed: null,
      why: `Named as in ${family}; it is square, so its shape does not tell how it is stored.`,
    };
  }
  if (width !== null && (rows === width) !== (cols === width)) {
    const turned = rows === width;
    return {
      ...own,
      transposed: turned,
      why: `Named as in ${family}; its ${turned ? 'rows' : 'columns'} are as many as the embedding is wide (${width}).`,
    };
  }
  if (transposed !== null) {
    return {
      ...own,
      transposed,
      why: `Named as in ${family}, which store it ${transposed ? 'm × d' : 'd × m'}.`,
    };
  }
  // An MLP widens: the layer's input is the longer side.
  const turned = rows < cols;
  return {
    ...own,
    transposed: turned,
    why: `Named as in ${family}; the longer side (${Math.max(rows, cols)}) is taken for the layer’s input.`,
  };
}
