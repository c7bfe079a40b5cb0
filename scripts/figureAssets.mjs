import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the fonts of figures, and their rasteriser, come from: name in `dist/figure/`, and path in `node_modules/`. */
const ASSETS = {
  ...Object.fromEntries(
    ['Main-Regular', 'Main-Bold', 'Math-Italic', 'Math-BoldItalic'].map((face) => [
      `KaTeX_${face}.ttf`,
      `katex/dist/fonts/KaTeX_${face}.ttf`,
    ]),
  ),
  ...Object.fromEntries(
    ['Tinos', 'Arimo', 'Inter'].flatMap((family) =>
      ['400Regular', '700Bold'].map((face) => [
        `${family}_${face}.ttf`,
        `@expo-google-fonts/${family.toLowerCase()}/${face}/${family}_${face}.ttf`,
      ]),
    ),
  ),
  'resvg.wasm': '@resvg/resvg-wasm/index_bg.wasm',
};

/** Copies what writers of figures read to `dist/figure/`. */
export async function copyFigureAssets(root) {
  const folder = join(root, 'dist', 'figure');
  await mkdir(folder, { recursive: true });
  for (const [name, from] of Object.entries(ASSETS)) {
    await copyFile(join(root, 'node_modules', from), join(folder, name));
  }
}
