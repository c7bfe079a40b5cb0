import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const BIOME = resolve('node_modules/@biomejs/biome/bin/biome');

/** A project of one file under our own lint rules. */
const folder = mkdtempSync(join(tmpdir(), 'nullscope-lint-'));
const rules = {
  ...JSON.parse(readFileSync('biome.json', 'utf8')),
  $schema: undefined,
  vcs: { enabled: false },
};
writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the linter says of a file that imports from there. */
function lint(path: string, from: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import { x } from '${from}';\n\nexport const y = x;\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIOME, 'lint', path], { cwd: folder });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('imports point one way: electron, cli and renderer to core', () => {
  const WRONG = [
    ['core/a.ts', '#electron/main.ts'],
    ['core/a.ts', '#renderer/main.tsx'],
    ['core/a.ts', '#cli/nullscope.ts'],
    ['core/deep/a.ts', '../../electron/main.ts'],
    ['core/a.ts', 'react'],
    ['core/a.ts', 'three'],
    ['core/a.ts', 'electron'],
    ['core/a.ts', 'node:fs'],
    ['electron/a.ts', '#renderer/main.tsx'],
    ['electron/a.ts', '#cli/nullscope.ts'],
    ['cli/a.ts', '#electron/main.ts'],
    ['cli/a.ts', 'electron'],
    ['renderer/a.ts', '#electron/main.ts'],
    ['renderer/a.ts', '#cli/nullscope.ts'],
    ['renderer/a.ts', 'node:fs'],
  ] as const;

  it.each(WRONG)('%s may not import %s', (path, from) => {
    expect(lint(path, from)).toContain('noRestrictedImports');
  });

  it.each(['core/a.ts', 'electron/a.ts', 'cli/a.ts', 'renderer/a.ts'])('%s may import core', (path) => {
    expect(lint(path, '#core/linalg/vec3.ts')).toBe('');
  });
});
