import type { Output, PairAnalysis } from '#core/analysis/types.ts';
import type { Role } from '#core/arrows/types.ts';

/** A row of the table of outputs. */
export interface OutputRow {
  readonly id: keyof PairAnalysis['outputs'];
  /** Read aloud, and the name in tables and files. */
  readonly name: string;
  /** The row's label: a word, then a symbol where there is one. */
  readonly verb: string;
  readonly tex: string | null;
  readonly plain: string;
  /** True where the part is rescaled to length 1 before patching; the raw patch is the notebook's. */
  readonly unit: boolean;
  readonly role: Role;
  readonly output: (pair: PairAnalysis) => Output | null;
}

const patch = (id: OutputRow['id'], plain: string, tex: string, role: Role, unit = false): OutputRow => ({
  id,
  name: `patch ${plain}${unit ? ', unit' : ''}`,
  verb: 'patch',
  tex,
  plain,
  unit,
  role,
  output: ({ outputs }) => outputs[id],
});

const part = (name: string): string => `\\mathbf{v}_{\\mathrm{${name}}}`;
const hat = (name: string): string => `\\hat{\\mathbf{v}}_{\\mathrm{${name}}}`;

/** Every output of a pair, in the order of the table. */
export const outputs: readonly OutputRow[] = [
  { ...patch('base', 'b', '', 'muted'), name: 'base', verb: 'base', tex: null },
  { ...patch('source', 's', '', 'source'), name: 'source', verb: 'source', tex: null },
  patch('das', 'v', '\\mathbf{v}', 'ink'),
  patch('row', 'v_row', part('row'), 'column'),
  patch('rowUnit', 'v_row', hat('row'), 'column', true),
  patch('null', 'v_null', part('null'), 'null'),
  patch('nullUnit', 'v_null', hat('null'), 'null', true),
];
