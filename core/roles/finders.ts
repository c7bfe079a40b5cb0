import { findLayers } from '#core/files/layerFinder.ts';
import { gatedMlp } from '#core/interventions/gatedMlp.ts';

/** A tensor that is probably a layer's `W_out`. */
export interface LayerProposal {
  readonly tensor: string;
  /** Which layer of the model it belongs to; null: its name does not say. */
  readonly layer: number | null;
  /** Whether it has to be read with its dimensions exchanged; null: nothing tells, the user is asked. */
  readonly transposed: boolean | null;
  /** The model or library whose names these are. */
  readonly family: string;
  /** A sentence for people. */
  readonly why: string;
}

/** What recognises a file by the names and shapes of its tensors. */
export interface Finders {
  /** The layers among the tensors, in the order of the model. */
  findLayers(
    tensors: readonly { readonly name: string; readonly shape: readonly number[] }[],
  ): readonly LayerProposal[];
  /** The sentence that warns of a gated MLP; null where it is none. */
  gatedMlp(names: readonly string[]): string | null;
}

/** The finders that the window uses: the one place where they are plugged in. */
export const finders: Finders = { findLayers, gatedMlp };
