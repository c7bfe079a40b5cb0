import { z } from 'zod';
import { EngineError, engineErrorSchema } from '#core/engine/contract.ts';
import { type HostFile, hostFileSchema } from '#core/engine/fileSchemas.ts';
import { isIndex } from '#core/files/fileId.ts';
import { fileKind } from '#core/files/fileKind.ts';
import { toBase64 } from '#core/format/base64.ts';
import { browse } from '#renderer/state/browsing.ts';
import type { App } from '#renderer/state/context.ts';
import { guardUnsaved, openFigure, openText, reportError } from '#renderer/state/session.ts';
import { droppedFiles } from './dropped.ts';
import { upload } from './upload.ts';

type Host = Pick<App, 'store' | 'engine' | 'host'>;

/** Takes what was dropped on the window: one session is opened, files with tensors are listed in the dialog of files. */
export async function takeDrop(app: Host, transfer: DataTransfer): Promise<void> {
  const raw = [...transfer.files];
  const expanded = droppedFiles(transfer);
  try {
    const files = await expanded;
    const [only] = files;
    if (only && files.length === 1 && (await isSession(only))) {
      const text = await only.text();
      return guardUnsaved(app.store, () => void openText(app, only.name, text));
    }
    if (only && files.length === 1 && isFigure(only.name)) {
      if (only.size > LARGEST_FIGURE) {
        throw new EngineError(
          'badInput',
          `${only.name} is too large for a figure of Nullscope: open its session file.`,
        );
      }
      const bytes = toBase64(new Uint8Array(await only.arrayBuffer()));
      return guardUnsaved(app.store, () => void openFigure(app, only.name, bytes));
    }
    // The desktop's host reads folders itself; what it needs is what the system dropped.
    const wanted = files.filter(({ name }) => fileKind(name) !== 'other');
    if (wanted.length === 0) throw new EngineError('badInput', nothingIn(files));
    await giveFiles(app, window.nullscope ? raw : wanted);
  } catch (error) {
    reportError(app.store, error);
  }
}

/** Bytes: beyond them no figure with a session inside is read. */
const LARGEST_FIGURE = 64 * 1024 * 1024;

/** What figures are exported as, with the session inside. */
const isFigure = (name: string): boolean => /\.(svg|pdf|png)$/i.test(name);

function nothingIn(files: readonly File[]): string {
  const name = files[0]?.name ?? 'What was dropped';
  const what = files.length > 1 ? `${name} and the other files are` : `${name} is`;
  return `${what} neither a session, nor a figure with one, nor a file with tensors: drop .nullscope.json, .svg, .pdf, .png, .npy, .npz, .safetensors, .pt, .csv or .json.`;
}

/** The beginning of a session file says so, whatever its name. */
async function isSession(file: File): Promise<boolean> {
  const kind = fileKind(file.name);
  if (kind === 'session' || kind === 'other' || !/\.json$/i.test(file.name)) return kind === 'session';
  return /"format"\s*:\s*"nullscope"/.test(await file.slice(0, 1000).text());
}

/** Lets the host read files of this computer, and lists them in the dialog of files, which is opened. */
export async function giveFiles(app: Host, files: readonly File[]): Promise<void> {
  const { store } = app;
  if (files.length === 0) return;
  store.setState({ dialog: { kind: 'files' }, notice: null });
  try {
    list(app, window.nullscope ? await onDesktop(files) : await toWebHost(app, files));
  } catch (error) {
    reportError(store, error);
  }
}

/** Lists files that the host may read now, the first of them being looked into. */
export function list({ store }: Pick<App, 'store'>, files: readonly HostFile[]): void {
  const { given } = store.getState().browsing;
  const ids = new Set(files.map(({ id }) => id));
  const file =
    files.find(({ id }) => isIndex(id)) ?? files.find(({ name }) => fileKind(name) === 'tensors') ?? files[0];
  browse(store, {
    given: [...files, ...given.filter(({ id }) => !ids.has(id))],
    ...(file ? { file } : {}),
  });
}

async function onDesktop(files: readonly File[]): Promise<readonly HostFile[]> {
  const reply = await window.nullscope?.giveFiles(files);
  if (reply && 'result' in reply) return z.array(hostFileSchema).parse(reply.result);
  const { code, message } = engineErrorSchema.parse(reply?.error);
  throw new EngineError(code, message);
}

async function toWebHost({ store }: Host, files: readonly File[]): Promise<readonly HostFile[]> {
  if (store.getState().browsing.transfer) {
    throw new EngineError('badInput', 'Files are on their way already: wait for them, or stop them first.');
  }
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const onProgress = (name: string, fraction: number): void =>
    browse(store, { transfer: { name, fraction, stop } });
  onProgress(files[0]?.name ?? '', 0);
  try {
    return await upload(files, { signal: controller.signal, onProgress });
  } finally {
    browse(store, { transfer: null });
  }
}
