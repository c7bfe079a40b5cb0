/** The projections of a gated MLP. */
const GATES = /(?:^|\.)mlp\.(?:gate_proj|gate_up_proj|up_proj|w1|w3)\.weight$/;

/**
 * What to know of activations of a gated MLP (Llama, Mistral, Gemma, Qwen): pyvene's `mlp_activation` is the output of the
 * activation function there, which is multiplied by the gate before `down_proj` reads it. Null where the names show no
 * gate.
 */
export function gatedMlp(names: readonly string[]): string | null {
  if (!names.some((name) => GATES.test(name))) return null;
  return 'This model has gated MLPs: pyvene’s mlp_activation is not what down_proj reads, so take its input instead.';
}
