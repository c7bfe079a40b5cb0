/** Endings of files that may hold tensors; the content decides, the name says what is worth reading. */
const TENSORS = /\.(npy|npz|safetensors|pt|pth|bin|ckpt|pkl|pickle|joblib|csv|tsv|txt|dat|json)(\.(z|gz))?$/i;

/** What a file probably is, by its name alone. */
export function fileKind(name: string): 'session' | 'tensors' | 'other' {
  if (/\.nullscope\.json$/i.test(name)) return 'session';
  return TENSORS.test(name) ? 'tensors' : 'other';
}
