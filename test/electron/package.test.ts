import { readFile } from 'node:fs/promises';
import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';

/** The words below a key of electron-builder.yml that is at its margin: `name: true | false`. */
async function switches(key: string): Promise<Readonly<Record<string, boolean>>> {
  const text = await readFile('electron-builder.yml', 'utf8');
  const block = text.match(new RegExp(`^${key}:\\n((?:  .*\\n)+)`, 'm'))?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
  );
}

test('the package states every fuse of Electron, each on its safe side', async () => {
  const fuses = await switches('electronFuses');
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  expect(
    Object.keys(fuses)
      .map((name) => name.toLowerCase())
      .sort(),
  ).toEqual(known.map((name) => name.toLowerCase()).sort());
});

test('the package holds the bundles, the kernels and what figures are written with, and no source and no dependency', async () => {
  const text = await readFile('electron-builder.yml', 'utf8');
  const files = text
    .match(/^files:\n((?: {2}- .*\n)+)/m)?.[1]
    ?.trim()
    .split(/\n? *- /)
    .filter(Boolean);
  expect(files).toEqual([
    'dist/electron/**',
    'dist/kernels/*.wasm',
    'dist/figure/**',
    'dist/renderer/**',
    'package.json',
    '"!node_modules"',
  ]);
  expect(text).toMatch(/^asar: true$/m);
});
