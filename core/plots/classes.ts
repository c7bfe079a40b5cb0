import type { Role } from '#core/arrows/types.ts';
import type { Survey } from '#core/pairs/survey.ts';

/** One class of pairs: its name, how it is drawn, and which rows of the survey are of it. */
export interface PairClass {
  readonly name: string;
  readonly role: Role;
  readonly hollow: boolean;
  readonly rows: Int32Array;
}

/** Hues for classes, each filled and then as rings: neighbours differ in hue and in shape. */
const ROLES: readonly Role[] = ['source', 'base', 'ink', 'muted', 'column', 'null'];

/** The classes of a survey; one of all pairs where there are no labels. */
export function classesOf({ labels, columns }: Pick<Survey, 'labels' | 'columns'>): readonly PairClass[] {
  const n = columns.alpha.length;
  if (!labels) {
    return [
      { name: 'pairs', role: 'source', hollow: false, rows: Int32Array.from({ length: n }, (_, i) => i) },
    ];
  }
  return labels.classes.map((name, code) => ({
    name,
    role: ROLES[code % ROLES.length] as Role,
    hollow: code % 2 === 1,
    rows: Int32Array.from({ length: n }, (_, i) => i).filter((i) => labels.codes[i] === code),
  }));
}
