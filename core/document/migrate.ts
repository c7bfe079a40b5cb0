/**
 * Session data of an older version as data of the version that this program writes; anything else is
 * returned as it is, for the schema to judge.
 */
export function migrate(data: unknown): unknown {
  let current = data;
  for (let step = STEPS[versionOf(current)]; step; step = STEPS[versionOf(current)]) {
    current = step(current as Record<string, unknown>);
  }
  return current;
}

function versionOf(data: unknown): number {
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : null;
  return typeof version === 'number' ? version : Number.NaN;
}

/** From each older version to the next. */
const STEPS: Readonly<Record<number, (data: Record<string, unknown>) => unknown>> = {
  // Version 0 held one direction and one pair, and no view.
  0: ({ v, b, s, ...rest }) => ({
    title: 'Untitled',
    pair: 0,
    direction: 0,
    unitLength: true,
    readout: { kind: 'sum' },
    rank: { kind: 'exact' },
    view: { hidden: [], locked: [], projection: 'perspective', pose: null },
    ...rest,
    version: 1,
    V: [v],
    base: [b],
    source: [s],
  }),
  // Version 1 knew no storage rank: its documents keep the rule that they were saved with.
  1: (data) => ({ stored: 'f64', ...data, version: 2 }),
  // Version 2 knew no slices.
  2: (data) => ({ slice: null, ...data, version: 3 }),
};
