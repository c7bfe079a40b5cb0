import type { ByteSource } from './byteSource.ts';
import { ParseError } from './parseError.ts';
import { PickleCursor } from './pickleCursor.ts';
import {
  isKind,
  isSequence,
  type PickleDict,
  type PickleObject,
  type PickleSequence,
  type PickleValue,
  type Refused,
} from './pickleValue.ts';

/** What may be built, and how: everything else is refused by its name. Nothing is ever executed. */
export interface Builders {
  /** What calling a global gives; undefined: it is not known. */
  call(name: string, args: readonly PickleValue[]): PickleValue | undefined;
  /** What giving an object its state makes of it; `at` is the place after the opcode, which may be moved on. */
  build?(object: PickleObject, state: PickleValue, cursor: { at: number }): PickleValue;
  /** What a persistent id stands for. */
  persistent?(id: PickleValue): PickleValue;
}

/** Bounds of a stream: a state dict of a large model takes a tenth of these. */
const MOST_OPCODES = 20_000_000;
const MOST_VALUES = 5_000_000;

const MARK = Symbol('mark');
type Slot = PickleValue | typeof MARK;

/**
 * The value of a pickle (protocols 0 to 5) that begins at a place of a file, and the place after it. Plain data comes
 * out as such; what the stream would build by calling something is made by `builders` or refused by name. Throws a
 * `ParseError` for a stream that is broken or too long.
 */
export function readPickle(
  source: ByteSource,
  start: number,
  builders: Builders,
): { readonly value: PickleValue; readonly end: number } {
  const cursor = new PickleCursor(source, start);
  const stack: Slot[] = [];
  const memo = new Map<number, PickleValue>();
  const broken = (what: string): ParseError =>
    new ParseError('malformed', source.name, `the pickle at byte ${cursor.at}`, what, 'save the file again');

  const push = (value: Slot): void => {
    if (stack.length >= MOST_VALUES) throw broken('holds too many values');
    stack.push(value);
  };
  const pop = (): PickleValue => {
    const value = stack.pop();
    if (value === undefined || value === MARK) throw broken('ends too early');
    return value;
  };
  const top = (): PickleValue => {
    const value = stack.at(-1);
    if (value === undefined || value === MARK) throw broken('ends too early');
    return value;
  };
  const popMark = (): PickleValue[] => {
    const at = stack.lastIndexOf(MARK);
    if (at < 0) throw broken('lacks a mark');
    const items = stack.splice(at);
    return items.slice(1) as PickleValue[];
  };
  const keep = (index: number): void => {
    if (memo.size >= MOST_VALUES) throw broken('holds too many values');
    memo.set(index, top());
  };
  const recall = (index: number): void => {
    const value = memo.get(index);
    if (value === undefined) throw broken('recalls what it never kept');
    push(value);
  };
  const sequence = (kind: PickleSequence['kind'], items: PickleValue[]): PickleSequence => ({ kind, items });
  const dict = (items: readonly PickleValue[]): PickleDict => {
    const made: PickleDict = { kind: 'dict', entries: [] };
    setItems(made, items);
    return made;
  };
  const setItems = (target: PickleValue, items: readonly PickleValue[]): void => {
    if (items.length % 2 !== 0) throw broken('has a key without a value');
    if (!isKind(target, 'dict')) {
      if (isKind(target, 'refused')) return;
      throw broken('puts a key into what is no dict');
    }
    for (let i = 0; i < items.length; i += 2) {
      target.entries.push([items[i] as PickleValue, items[i + 1] as PickleValue]);
    }
  };
  const append = (target: PickleValue, items: readonly PickleValue[]): void => {
    if (isSequence(target) && target.kind !== 'tuple') for (const item of items) target.items.push(item);
    else if (!isKind(target, 'refused')) throw broken('appends to what is no list');
  };
  const call = (callee: PickleValue, args: PickleValue): PickleValue => {
    if (isKind(callee, 'refused')) return callee;
    if (!isKind(callee, 'global')) return refusedAs('something that is no name');
    const given = isSequence(args) ? args.items : [];
    const refused = given.find((value) => isKind(value, 'refused'));
    const made = builders.call(callee.name, given);
    if (made === undefined) return refusedAs(callee.name);
    return (refused as Refused | undefined) ?? made;
  };
  const build = (object: PickleValue, state: PickleValue): PickleValue =>
    isKind(object, 'object') && builders.build ? builders.build(object, state, cursor) : object;

  for (let count = 0; ; count++) {
    if (count > MOST_OPCODES) throw broken('is too long');
    const opcode = cursor.byte();
    switch (opcode) {
      case 0x2e: // STOP
        return { value: pop(), end: cursor.at };
      case 0x80: // PROTO
        if (cursor.byte() > 5) throw broken('is of a protocol to come');
        break;
      case 0x95: // FRAME
        cursor.skip(8);
        break;
      case 0x28: // MARK
        push(MARK);
        break;
      case 0x30: // POP
        if (stack.pop() === undefined) throw broken('ends too early');
        break;
      case 0x31: // POP_MARK
        popMark();
        break;
      case 0x32: // DUP
        push(top());
        break;
      case 0x4e: // NONE
        push(null);
        break;
      case 0x88: // NEWTRUE
        push(true);
        break;
      case 0x89: // NEWFALSE
        push(false);
        break;
      case 0x49: {
        // INT: also the booleans of protocol 0
        const text = cursor.line();
        push(text === '00' ? false : text === '01' ? true : numberOf(text));
        break;
      }
      case 0x4c: // LONG
        push(numberOf(cursor.line().replace(/L$/, '')));
        break;
      case 0x46: // FLOAT
        push(numberOf(cursor.line()));
        break;
      case 0x4a: // BININT
        push(cursor.view(4).getInt32(0, true));
        break;
      case 0x4b: // BININT1
        push(cursor.byte());
        break;
      case 0x4d: // BININT2
        push(cursor.view(2).getUint16(0, true));
        break;
      case 0x8a: // LONG1
        push(cursor.long(cursor.byte()));
        break;
      case 0x8b: // LONG4
        push(cursor.long(cursor.size(4)));
        break;
      case 0x47: // BINFLOAT
        push(cursor.view(8).getFloat64(0, false));
        break;
      case 0x53: // STRING
        push(unquoted(cursor.line()));
        break;
      case 0x54: // BINSTRING
        push(cursor.bytes(cursor.size(4)));
        break;
      case 0x55: // SHORT_BINSTRING
        push(cursor.bytes(cursor.byte()));
        break;
      case 0x56: // UNICODE
        push(cursor.line());
        break;
      case 0x58: // BINUNICODE
        push(cursor.text(cursor.size(4)));
        break;
      case 0x8c: // SHORT_BINUNICODE
        push(cursor.text(cursor.byte()));
        break;
      case 0x8d: // BINUNICODE8
        push(cursor.text(cursor.size(8)));
        break;
      case 0x42: // BINBYTES
        push(cursor.bytes(cursor.size(4)));
        break;
      case 0x43: // SHORT_BINBYTES
        push(cursor.bytes(cursor.byte()));
        break;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        push(cursor.bytes(cursor.size(8)));
        break;
      case 0x5d: // EMPTY_LIST
        push(sequence('list', []));
        break;
      case 0x29: // EMPTY_TUPLE
        push(sequence('tuple', []));
        break;
      case 0x7d: // EMPTY_DICT
        push(dict([]));
        break;
      case 0x8f: // EMPTY_SET
        push(sequence('set', []));
        break;
      case 0x6c: // LIST
        push(sequence('list', popMark()));
        break;
      case 0x74: // TUPLE
        push(sequence('tuple', popMark()));
        break;
      case 0x85: // TUPLE1
        push(sequence('tuple', [pop()]));
        break;
      case 0x86: {
        // TUPLE2
        const b = pop();
        push(sequence('tuple', [pop(), b]));
        break;
      }
      case 0x87: {
        // TUPLE3
        const c = pop();
        const b = pop();
        push(sequence('tuple', [pop(), b, c]));
        break;
      }
      case 0x64: // DICT
        push(dict(popMark()));
        break;
      case 0x91: // FROZENSET
        push(sequence('set', popMark()));
        break;
      case 0x61: {
        // APPEND
        const item = pop();
        append(top(), [item]);
        break;
      }
      case 0x65: // APPENDS
      case 0x90: {
        // ADDITEMS
        const items = popMark();
        append(top(), items);
        break;
      }
      case 0x73: {
        // SETITEM
        const value = pop();
        const key = pop();
        setItems(top(), [key, value]);
        break;
      }
      case 0x75: {
        // SETITEMS
        const items = popMark();
        setItems(top(), items);
        break;
      }
      case 0x67: // GET
        recall(Number(cursor.line()));
        break;
      case 0x68: // BINGET
        recall(cursor.byte());
        break;
      case 0x6a: // LONG_BINGET
        recall(cursor.view(4).getUint32(0, true));
        break;
      case 0x70: // PUT
        keep(Number(cursor.line()));
        break;
      case 0x71: // BINPUT
        keep(cursor.byte());
        break;
      case 0x72: // LONG_BINPUT
        keep(cursor.view(4).getUint32(0, true));
        break;
      case 0x94: // MEMOIZE
        keep(memo.size);
        break;
      case 0x63: // GLOBAL
        push({ kind: 'global', name: `${cursor.line()}.${cursor.line()}` });
        break;
      case 0x93: {
        // STACK_GLOBAL
        const [name, module] = [pop(), pop()];
        push({ kind: 'global', name: `${textOf(module)}.${textOf(name)}` });
        break;
      }
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const args = pop();
        push(call(pop(), args));
        break;
      }
      case 0x92: {
        // NEWOBJ_EX
        pop();
        const args = pop();
        push(call(pop(), args));
        break;
      }
      case 0x69: {
        // INST
        const callee: PickleValue = { kind: 'global', name: `${cursor.line()}.${cursor.line()}` };
        push(call(callee, sequence('tuple', popMark())));
        break;
      }
      case 0x6f: {
        // OBJ
        const [callee, ...args] = popMark();
        push(call(callee ?? null, sequence('tuple', args)));
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        const object = pop();
        const made = build(object, state);
        push(made);
        break;
      }
      case 0x50: // PERSID
        push(builders.persistent?.(cursor.line()) ?? refusedAs('an object outside of the file'));
        break;
      case 0x51: // BINPERSID
        push(builders.persistent?.(pop()) ?? refusedAs('an object outside of the file'));
        break;
      default:
        throw broken(`has an opcode that there is not (${opcode.toString(16)})`);
    }
  }
}

const refusedAs = (name: string): Refused => ({
  kind: 'refused',
  why: `is made by ${name.slice(0, 120)}, which would mean to run code: save its tensors alone, as a state dict or .safetensors`,
});

const textOf = (value: PickleValue): string => (typeof value === 'string' ? value : '?');

/** A number in digits; what is none, or beyond float64's integers, comes out as it can. */
const numberOf = (text: string): number => Number(text);

/** A Python string literal of protocol 0, without its quotes. */
const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/, '$2');
