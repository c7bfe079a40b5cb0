/** Bytes of a file, where they lie. */
export interface PickleBytes {
  readonly kind: 'bytes';
  readonly offset: number;
  readonly length: number;
}

/** A text whose bytes are left where they lie, since it is long. */
export interface PickleLongText {
  readonly kind: 'text';
  readonly offset: number;
  readonly length: number;
}

export interface PickleSequence {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: PickleValue[];
}

export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: [key: PickleValue, value: PickleValue][];
}

/** The name of something in a Python module. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** What was built of a known kind; whoever builds it knows what `value` is. */
export interface PickleObject {
  readonly kind: 'object';
  readonly of: string;
  readonly value: unknown;
}

/** What was not built, and why as the end of a sentence. */
export interface Refused {
  readonly kind: 'refused';
  readonly why: string;
}

/** What a pickle may consist of. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleBytes
  | PickleLongText
  | PickleSequence
  | PickleDict
  | PickleGlobal
  | PickleObject
  | Refused;

/** Whether a value is of a kind. */
export const isKind = <K extends string>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { kind: K }> =>
  typeof value === 'object' && value !== null && value.kind === kind;

/** Whether a value is a list, a tuple or a set. */
export const isSequence = (value: PickleValue | undefined): value is PickleSequence =>
  typeof value === 'object' &&
  value !== null &&
  (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set');
