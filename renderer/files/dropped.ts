/** The most files of a drop that are taken. */
const MOST = 1000;

/**
 * The files of a drop; in place of a folder the files that lie in it itself, without hidden ones. Has to be called
 * within the event: what was dropped is gone after it.
 */
export function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(files.slice(0, MOST));
  const all = entries.map((entry) =>
    entry?.isDirectory ? filesIn(entry as FileSystemDirectoryEntry) : one(entry),
  );
  return Promise.all(all).then((lists) => lists.flat().slice(0, MOST));
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  for (;;) {
    // A reader gives some at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || files.length >= MOST) return files;
    for (const entry of some) if (!entry.name.startsWith('.')) files.push(...(await one(entry)));
  }
}

async function one(entry: FileSystemEntry | null): Promise<File[]> {
  if (!entry?.isFile) return [];
  return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
}
