/** As many bytes as a beginning has. */
const HEAD = 512;

/**
 * Whether the first bytes of a file (512 of them, or all) may be the beginning of a text: valid UTF-8 without control
 * characters but those of lines and tabs.
 */
export function isText(head: Uint8Array): boolean {
  if (!head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)) return false;
  const text = new TextDecoder('utf-8').decode(head);
  // A beginning may end within a character.
  return !(head.length < HEAD ? text : text.replace(/\ufffd+$/, '')).includes('\ufffd');
}
