/** Lets the user save a text or bytes as a file, as a browser does with any download. */
export function saveFile(name: string, type: string, content: string | Uint8Array): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const url = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click returned; the bytes are its own then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
