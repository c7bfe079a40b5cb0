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

const rows = (v: string, tex: string): readonly OutputRow[] => [
  { ...patch('base', 'b', '', 'muted'), name: 'base', verb: 'base', tex: null },
  { ...patch('source', 's', '', 'source'), name: 'source', verb: 'source', tex: null },
  patch('das', v, tex, 'ink'),
  patch('row', `${v}_row`, `${tex}_{\\mathrm{row}}`, 'column'),
  patch('rowUnit', `${v}_row`, `\\hat{${tex}}_{\\mathrm{row}}`, 'column', true),
  patch('null', `${v}_null`, `${tex}_{\\mathrm{null}}`, 'null'),
  patch('nullUnit', `${v}_null`, `\\hat{${tex}}_{\\mathrm{null}}`, 'null', true),
];

const OF_ONE = rows('v', '\\mathbf{v}');
const OF_SEVERAL = rows('V', 'V');

/** Every output of a pair, in the order of the table, for k directions. */
export const outputsOf = (k: number): readonly OutputRow[] => (k === 1 ? OF_ONE : OF_SEVERAL);
