import { z } from 'zod';
import { analysisSchema, spectrumSchema } from '#core/analysis/types.ts';
import { documentSchema, LIMITS, rankRuleSchema, storedTypeSchema } from '#core/document/schema.ts';
import { sliceSchema, thirdAxisSchema } from '#core/document/slice.ts';
import { animationSchema } from '#core/figure/animationSettings.ts';
import { FORMATS, figureSettingsSchema } from '#core/figure/settings.ts';
import { SURVEY_COLUMNS } from '#core/pairs/surveyColumns.ts';
import {
  fileIdSchema,
  hostFileSchema,
  inspectionSchema,
  listingSchema,
  MOST_LISTED,
  previewSchema,
  tensorPartSchema,
} from './fileSchemas.ts';
import { numberColumnSchema } from './numberColumn.ts';

/** A session file as the host knows it: `id` is opaque to the renderer, `name` is for people. */
export const sessionFileSchema = z
  .strictObject({ id: z.string().max(4096), name: z.string().max(255) })
  .readonly();
export type SessionFile = z.infer<typeof sessionFileSchema>;

const cancelled = z.strictObject({ cancelled: z.literal(true) });
const opened = z.strictObject({
  cancelled: z.literal(false),
  file: sessionFileSchema,
  document: documentSchema,
});

/** What another slice of the same instance differs in. */
const sliceChangeSchema = z.strictObject({
  rank: rankRuleSchema.optional(),
  stored: storedTypeSchema.optional(),
  direction: z.int().min(0).optional(),
  pair: z.int().min(0).optional(),
  third: thirdAxisSchema.optional(),
});
export type SliceChange = z.infer<typeof sliceChangeSchema>;

/** How large a typed or pasted text may be, in characters. */
export const LONGEST_EXPRESSION = 4_000_000;

/**
 * Every request that a host answers: name → schemas of the arguments and of the result. Types, preload
 * verbs, IPC and socket handlers and the client are inferred from this table; both ends validate by it.
 */
export const contract = {
  /** Who answers. `dialogs: 'native'`: the host shows its own file dialogs; `'window'`: the window lists files. */
  hello: {
    args: z.strictObject({}),
    result: z.strictObject({
      host: z.enum(['desktop', 'web']),
      version: z.string(),
      dialogs: z.enum(['native', 'window']),
      /** True where the host has a menu bar of its own. */
      menu: z.boolean(),
      /** The folder whose files the window may open (web host), for people. */
      folder: z.string().nullable(),
    }),
  },
  /** Every figure of a document. Reports progress and can be cancelled. */
  analyze: {
    args: z.strictObject({ document: documentSchema }),
    result: z.strictObject({ analysis: analysisSchema }),
  },
  /** All singular values of a document's W, for which `analyze` does not wait. Reports progress, can be cancelled. */
  spectrum: {
    args: z.strictObject({ document: documentSchema }),
    result: z.strictObject({ spectrum: spectrumSchema }),
  },
  /**
   * The exact slice of an instance with d > 3: that of a document whose tensors lie in it, or another one of the
   * instance that a slice is of. What is left out stays as it is. Reports progress and can be cancelled.
   */
  takeSlice: {
    args: z.strictObject({ document: documentSchema, change: sliceChangeSchema }),
    result: z.strictObject({ document: documentSchema }),
  },
  /** The exact slice of an instance in files: its first direction and pair. Reports progress and can be cancelled. */
  openLayer: {
    args: z.strictObject({
      layer: sliceSchema.unwrap().shape.layer,
      title: z.string().min(1).max(LIMITS.title),
    }),
    result: z.strictObject({ document: documentSchema }),
  },
  /**
   * Numbers of the pairs that a slice is one of, along its directions as they stand: of all n, or of `most` evenly
   * spaced ones (`step` apart). Reports progress and can be cancelled.
   */
  surveyPairs: {
    args: z.strictObject({ document: documentSchema, most: z.int().min(1).max(200_000) }),
    result: z.strictObject({
      n: z.int(),
      step: z.int(),
      columns: z.record(z.enum(SURVEY_COLUMNS), numberColumnSchema),
      labels: z
        .strictObject({ classes: z.array(z.string().max(200)).max(100), codes: numberColumnSchema })
        .nullable(),
    }),
  },
  /**
   * A figure of a document as a file, `before` the document as it was before a drag: text, or bytes in base64. Reports
   * progress and can be cancelled.
   */
  exportFigure: {
    args: z.strictObject({
      document: documentSchema,
      before: documentSchema.nullable(),
      settings: figureSettingsSchema,
      format: z.enum(FORMATS),
    }),
    result: z.discriminatedUnion('encoding', [
      z.strictObject({ encoding: z.literal('text'), content: z.string() }),
      z.strictObject({ encoding: z.literal('base64'), content: z.string() }),
    ]),
  },
  /** An animation of a figure, in base64: a GIF, or a zip of SVG frames. Reports progress and can be cancelled. */
  exportAnimation: {
    args: z.strictObject({
      document: documentSchema,
      settings: figureSettingsSchema,
      animation: animationSchema,
    }),
    result: z.strictObject({ content: z.string() }),
  },
  /** What goes with a figure: its caption, its numbers as tables, and the script that recomputes them. */
  figureTexts: {
    args: z.strictObject({ document: documentSchema, settings: figureSettingsSchema }),
    result: z.strictObject({
      caption: z.string(),
      captionLatex: z.string(),
      csv: z.string(),
      latex: z.string(),
      script: z.string(),
    }),
  },
  /** The document in a figure that was dropped: its bytes in base64; `name` is for messages. */
  parseFigure: {
    args: z.strictObject({ name: z.string().max(255), bytes: z.string().max(96 * 1024 * 1024) }),
    result: z.strictObject({ document: documentSchema }),
  },
  /** What a folder of the host's holds (web host; null: the one that it was given). */
  listFiles: {
    args: z.strictObject({ folder: z.string().max(4096).nullable() }),
    result: listingSchema,
  },
  /** Files that the user picks in the host's dialog, or all files of a folder (native dialogs only). */
  chooseFiles: {
    args: z.strictObject({ what: z.enum(['files', 'folder']) }),
    result: z.discriminatedUnion('cancelled', [
      cancelled,
      z.strictObject({
        cancelled: z.literal(false),
        files: z.array(hostFileSchema).max(MOST_LISTED).readonly(),
      }),
    ]),
  },
  /** What tensors a file holds, by its header. */
  inspectFile: { args: z.strictObject({ file: fileIdSchema }), result: inspectionSchema },
  /** The first entries of a tensor, or of a part of one. */
  previewTensor: { args: tensorPartSchema, result: previewSchema },
  /** What a typed expression means: a scalar is `[[x]]`, a vector one row. */
  evaluate: {
    args: z.strictObject({
      text: z.string().max(LONGEST_EXPRESSION),
      expect: z.enum(['scalar', 'vector', 'matrix']),
    }),
    result: z.strictObject({ value: z.array(z.array(z.number())) }),
  },
  /** The document in the text of a session file that was dropped or pasted; `name` is for messages. */
  parseSession: {
    args: z.strictObject({ name: z.string().max(255), text: z.string().max(64 * 1024 * 1024) }),
    result: z.strictObject({ document: documentSchema }),
  },
  /** Opens a session: the named file, or (`file: null`, native dialogs only) one that the user picks. */
  openSession: {
    args: z.strictObject({ file: z.string().max(4096).nullable() }),
    result: z.discriminatedUnion('cancelled', [cancelled, opened]),
  },
  /**
   * Writes a session: to `file`, or (`file: null`, native dialogs) where the user says, or (`window` dialogs)
   * as `name` in the host's folder. `overwrite: false` refuses to replace another file of that name.
   */
  saveSession: {
    args: z.strictObject({
      document: documentSchema,
      file: z.string().max(4096).nullable(),
      name: z.string().min(1).max(LIMITS.title),
      overwrite: z.boolean(),
    }),
    result: z.discriminatedUnion('cancelled', [
      cancelled,
      z.strictObject({ cancelled: z.literal(false), file: sessionFileSchema }),
    ]),
  },
  /** Sessions opened or saved lately (newest first), and (`window` dialogs) those in the host's folder. */
  listSessions: {
    args: z.strictObject({}),
    result: z.strictObject({
      recent: z.array(sessionFileSchema).max(20),
      folder: z.array(sessionFileSchema).max(1000),
    }),
  },
  /** Tells the host what the title bar shows and whether closing would lose changes. */
  setWindowState: {
    args: z.strictObject({ title: z.string().max(300), edited: z.boolean() }),
    result: z.strictObject({}),
  },
  /** Closes the window without asking again: the user chose to leave. */
  closeWindow: { args: z.strictObject({}), result: z.strictObject({}) },
  /** Opens a page of a fixed table in the user's browser; `url` is left to the window where the host cannot. */
  openLink: {
    args: z.strictObject({ link: z.enum(['makelov', 'wu', 'das', 'pyvene']) }),
    result: z.strictObject({ url: z.string().nullable() }),
  },
} as const satisfies Record<string, { args: z.ZodType; result: z.ZodType }>;

export type RequestName = keyof typeof contract;
export type Args<N extends RequestName> = z.input<(typeof contract)[N]['args']>;
export type Result<N extends RequestName> = z.infer<(typeof contract)[N]['result']>;

export const requestNames = Object.keys(contract) as RequestName[];

/** How far a running request is: the stage in words, the fraction of it that is done, and what is known already. */
export const progressSchema = z.strictObject({
  stage: z.string().max(200),
  fraction: z.number().min(0).max(1),
  /** A first answer to `analyze`, which the result replaces. */
  analysis: analysisSchema.optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** What the host says unasked. */
export const hostEventSchema = z.discriminatedUnion('kind', [
  /** A menu item or a shortcut of the shell: the id of a command of the window. */
  z.strictObject({ kind: z.literal('command'), id: z.string().max(60) }),
  /** The system asks to open a file (second start, a file manager). */
  z.strictObject({ kind: z.literal('openRequested'), file: z.string().max(4096) }),
  /** The user wants to close the window while it has unsaved changes. */
  z.strictObject({ kind: z.literal('closeRequested') }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;

/** Why a request failed. `badInput` is the user's to mend and says how; `fault` is ours. */
export const engineErrorSchema = z.strictObject({
  code: z.enum(['badInput', 'notFound', 'exists', 'denied', 'cancelled', 'fault']),
  message: z.string(),
});
export type EngineErrorData = z.infer<typeof engineErrorSchema>;

/** The error that an engine throws and that a client rejects with. */
export class EngineError extends Error {
  readonly code: EngineErrorData['code'];
  constructor(code: EngineErrorData['code'], message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** What a caller may add to a request: a signal that cancels it, and an ear for its progress. */
export interface CallOptions {
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (progress: Progress) => void;
}

/** The part of `AbortSignal` that core needs (it knows no DOM). */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The engine as its user sees it, in either host. */
export interface Engine {
  request<N extends RequestName>(name: N, args: Args<N>, options?: CallOptions): Promise<Result<N>>;
  /** Calls back on every host event until the returned function is called. */
  subscribe(listener: (event: HostEvent) => void): () => void;
}
