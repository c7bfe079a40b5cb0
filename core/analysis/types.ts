import { z } from 'zod';
import { matrixSchema, rankRuleSchema, readoutSchema } from '#core/document/schema.ts';

/**
 * A number with the bound on its own rounding error: the value in exact arithmetic on the stored
 * inputs lies within `value ± bound`.
 */
export const figureSchema = z.strictObject({ value: z.number(), bound: z.number().min(0) }).readonly();

const vector = z.array(z.number()).readonly();

/** An output of the layer: the vector, and the readout of it. */
export const outputSchema = z
  .strictObject({
    /** The output itself, length m. */
    vector,
    /** The readout of it. */
    readout: figureSchema,
    /** The readout less the readout of `out_b`. */
    change: figureSchema,
  })
  .readonly();

/** An effect: a difference of outputs, as a vector (length m) and as a difference of readouts. */
export const effectSchema = z.strictObject({ vector, readout: figureSchema }).readonly();

/** Which of the zero cases (docs/mathematics.md) makes the missing effect zero; the first that holds. */
export const zeroCaseSchema = z.enum([
  'sourceIsBase',
  'noRowPart',
  'noNullPart',
  'deltaOrthogonalToNullPart',
]);

export const pairAnalysisSchema = z
  .strictObject({
    base: vector,
    source: vector,
    /** `δ = s − b`, length d. */
    delta: vector,
    deltaNorm: figureSchema,
    /** `α = δ Vᵀ` and its parts along `V_row` and `V_null`, length k each. */
    alpha: z.array(figureSchema).readonly(),
    alphaRow: z.array(figureSchema).readonly(),
    alphaNull: z.array(figureSchema).readonly(),
    /** The patched activations, length d each; null where the part is zero and has no unit vector. */
    patched: z
      .strictObject({
        das: vector,
        row: vector,
        null: vector,
        rowUnit: vector.nullable(),
        nullUnit: vector.nullable(),
      })
      .readonly(),
    /** Bounds on the error of every entry of the patched activations. */
    entryBounds: z
      .strictObject({
        das: z.number(),
        row: z.number(),
        null: z.number(),
      })
      .readonly(),
    outputs: z
      .strictObject({
        base: outputSchema,
        source: outputSchema,
        das: outputSchema,
        row: outputSchema,
        null: outputSchema,
        rowUnit: outputSchema.nullable(),
        nullUnit: outputSchema.nullable(),
      })
      .readonly(),
    effects: z
      .strictObject({
        /** `out_das − out_b`. */
        total: effectSchema,
        /** row → row, the faithful effect: `out_row − out_b`. */
        rowRow: effectSchema,
        /** null → row, the missing effect: `out_das − out_row`. */
        nullRow: effectSchema,
        /** row → null: `α_row V_null W`, 0. */
        rowNull: effectSchema,
        /** null → null, the null effect: `out_null − out_b`, 0. */
        nullNull: effectSchema,
        /** The notebook's sign: `out_row − out_das`. */
        illusion: effectSchema,
      })
      .readonly(),
    /** `readout(out_row + missing effect) − readout(out_das)`; holds while `|value| ≤ bound`. */
    compositeResidual: figureSchema,
    /** The share of the effect of `v` that the raw (unit) row patch keeps; null where `v` has no effect. */
    retainedRaw: figureSchema.nullable(),
    retainedUnit: figureSchema.nullable(),
    zeroCase: zeroCaseSchema.nullable(),
  })
  .readonly();

/** A remark that a reader of the numbers needs, with a code for tests and a sentence for people. */
export const warningSchema = z.strictObject({ code: z.string(), text: z.string() }).readonly();

/** The rank of `W`: by the exact and by the storage rule, and the one that the document's rule gives. */
export const rankSchema = z
  .strictObject({
    exact: z.int(),
    storage: z.int(),
    used: z.int(),
    rule: rankRuleSchema,
    /** The tolerance of the rule in use, relative to the largest singular value; null where it has none. */
    tolerance: z.number().nullable(),
    /** The least singular value that counts and the largest that does not, relative to the largest; 0: none. */
    leastKept: z.number(),
    largestDropped: z.number(),
    /** How the column space was computed, for people. */
    method: z.string(),
  })
  .readonly();

/** How well `V_row` and `V_null` are known. */
export const certificateSchema = z
  .strictObject({
    /** What either can be off by, in the Frobenius norm. */
    bound: z.number().min(0),
    /** Whether that is proved, or estimated. */
    kind: z.enum(['bound', 'estimate']),
    method: z.string(),
    /** A first answer is followed by a certified one. */
    stage: z.enum(['first', 'certified']),
  })
  .readonly();

/** The singular values of `W`, descending, min(d, m) of them, and a bound on the error of every one. */
export const spectrumSchema = z.strictObject({ values: vector, bound: z.number().min(0) }).readonly();

export const analysisSchema = z
  .strictObject({
    shape: z.strictObject({ d: z.int(), m: z.int(), k: z.int(), n: z.int() }).readonly(),
    rank: rankSchema,
    certificate: certificateSchema,
    /** The singular values of `W`; null: not computed yet. */
    spectrum: spectrumSchema.nullable(),
    readout: readoutSchema,
    /** Orthonormal bases of the column space (r × d) and of the null space (d − r × d); null for d > 3. */
    subspaces: z
      .strictObject({ column: z.array(vector).readonly(), null: z.array(vector).readonly() })
      .readonly()
      .nullable(),
    direction: z
      .strictObject({
        /** `V`, `V_row = V P`, `V_null = V N`, k × d, and the parts rescaled to unit Frobenius norm. */
        v: matrixSchema,
        vRow: z.array(vector).readonly(),
        vNull: z.array(vector).readonly(),
        vRowUnit: z.array(vector).readonly().nullable(),
        vNullUnit: z.array(vector).readonly().nullable(),
        /** Frobenius norms. */
        norm: figureSchema,
        rowNorm: figureSchema,
        nullNorm: figureSchema,
        /** `‖V_row‖² / ‖V‖²`, and its mean `r / d` for a random direction. */
        rowShare: figureSchema,
        randomShare: z.number(),
        /** The share of random directions with a smaller row part; null for k > 1, or at rank 0 or d. */
        percentile: figureSchema.nullable(),
        /** The (largest principal) angle of `V` to the column space, radians. */
        angle: figureSchema,
        /** `‖V Vᵀ − I‖_F`. */
        orthonormality: figureSchema,
      })
      .readonly(),
    /** One per base/source pair, in order. */
    pairs: z.array(pairAnalysisSchema).readonly(),
    warnings: z.array(warningSchema).readonly(),
  })
  .readonly();

export type Figure = z.infer<typeof figureSchema>;
export type Output = z.infer<typeof outputSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type ZeroCase = z.infer<typeof zeroCaseSchema>;
export type PairAnalysis = z.infer<typeof pairAnalysisSchema>;
export type Rank = z.infer<typeof rankSchema>;
export type Certificate = z.infer<typeof certificateSchema>;
export type Spectrum = z.infer<typeof spectrumSchema>;
export type Warning = z.infer<typeof warningSchema>;
/** Every figure that any panel shows: plain data, no methods. */
export type Analysis = z.infer<typeof analysisSchema>;
