import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nullscope } from '#test/support/commandLine.ts';
import { fixtureFile, safetensors } from '#test/support/files.ts';
import { temporaryFolder } from '#test/support/folder.ts';

const inspect = (...words: string[]) => nullscope('inspect', ...words);

describe('nullscope inspect', () => {
  test('lists what a file holds', async () => {
    const { status, out, err } = await inspect(fixtureFile('gpt2_style_conv1d.safetensors'));
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^safetensors, \d tensors?\n/);
    expect(out).toMatch(/h\.0\.mlp\.c_proj\.weight +12 × 5 +f32 +240 B/);
  });

  test('--json gives the same as one object', async () => {
    const { status, out } = await inspect(fixtureFile('W_12x5_centred_F.npy'), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      format: 'npy',
      metadata: {},
      refused: [],
      tensors: [{ name: '', shape: [12, 5], dtype: 'f32', bytes: 240 }],
    });
  });

  test.each([
    ['no file', [], 'Name one file'],
    ['two files', ['a', 'b'], 'Name one file'],
    ['a file that is not there', ['nowhere.npy'], 'nowhere.npy: there is no such file.'],
    ['a folder', ['.'], 'no saved intervention'],
    ['an option that there is not', ['--all', 'a'], 'nullscope --help'],
  ])('refuses %s in one sentence, with status 2', async (_, words, sentence) => {
    const { status, out, err } = await inspect(...words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('ends without a word where its reader went away', async () => {
    const path = join(await temporaryFolder(), 'many.safetensors');
    const names = Array.from({ length: 20_000 }, (_, i) => [
      `tensor ${i}`,
      { dtype: 'F32', shape: [1], data_offsets: [4 * i, 4 * i + 4] },
    ]);
    await writeFile(path, safetensors(Object.fromEntries(names), 80_000));
    const child = spawn(process.execPath, ['dist/cli/nullscope.js', 'inspect', path]);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = await once(child, 'close');
    expect([status, err]).toEqual([0, '']);
  });

  test('names the file that cannot be read, and the mend', async () => {
    const file = join(await temporaryFolder(), 'weights.safetensors');
    await writeFile(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 5\n');
    const { status, err } = await inspect(file);
    expect(status).toBe(2);
    expect(err).toBe(
      'weights.safetensors: the file is a Git LFS pointer, not the tensors: run “git lfs pull” in its repository.\n',
    );
  });
});
