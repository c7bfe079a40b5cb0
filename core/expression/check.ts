import type { FunctionNode, MathNode, OperatorNode, SymbolNode } from 'mathjs';
import { ExpressionError } from './error.ts';

const FUNCTIONS = new Set([
  'abs',
  'acos',
  'asin',
  'atan',
  'atan2',
  'cos',
  'cross',
  'dot',
  'exp',
  'log',
  'norm',
  'normalise',
  'normalize',
  'pow',
  'sin',
  'sqrt',
  'tan',
  'transpose',
]);
const CONSTANTS = new Set(['pi', 'tau', 'e']);
const OPERATORS = new Set([
  'add',
  'subtract',
  'multiply',
  'divide',
  'pow',
  'unaryMinus',
  'unaryPlus',
  'transpose',
  'ctranspose',
]);

/** The deepest nesting of brackets. A sum is a tree as deep as it is long, so operators do not count. */
const DEEPEST = 40;

/** The longest name that a message repeats. */
const LONGEST_NAME = 40;

const NAMES: Readonly<Record<string, string>> = {
  AssignmentNode: 'an assignment',
  FunctionAssignmentNode: 'the definition of a function',
  AccessorNode: 'access to a part',
  IndexNode: 'an index',
  BlockNode: 'more than one expression',
  ConditionalNode: 'a condition',
  ObjectNode: 'an object',
  RangeNode: 'a range',
  RelationalNode: 'a comparison',
};

/**
 * Throws an `ExpressionError` unless an expression is made of numbers, lists, the four operations, powers,
 * and the functions and constants that are listed here. Everything else is refused by name before anything
 * is evaluated: assignments, definitions, ranges, texts, properties, comparisons, other functions.
 */
export function checkExpression(node: MathNode, depth = 0): void {
  if (depth > DEEPEST) throw new ExpressionError(`This is nested more than ${DEEPEST} deep.`);
  const inside = depth + (node.type === 'OperatorNode' ? 0 : 1);
  const inner = (child: MathNode): void => checkExpression(child, inside);
  switch (node.type) {
    case 'ConstantNode':
      if (typeof (node as unknown as { value: unknown }).value !== 'number')
        refuse('a text or a truth value');
      return;
    case 'ArrayNode':
    case 'ParenthesisNode':
      node.forEach(inner);
      return;
    case 'SymbolNode': {
      const { name } = node as SymbolNode;
      if (!CONSTANTS.has(name)) {
        refuse(FUNCTIONS.has(name) ? `“${name}” without its arguments` : `the name “${brief(name)}”`);
      }
      return;
    }
    case 'OperatorNode': {
      const { fn, op } = node as OperatorNode;
      if (!OPERATORS.has(fn)) refuse(`the operator “${op}”`);
      node.forEach(inner);
      return;
    }
    case 'FunctionNode': {
      const { fn, args } = node as unknown as FunctionNode & { readonly fn: MathNode };
      const name = fn.type === 'SymbolNode' ? (fn as unknown as SymbolNode).name : '';
      if (!FUNCTIONS.has(name)) refuse(`the function “${brief(name)}”`);
      args.forEach(inner);
      return;
    }
    default:
      refuse(NAMES[node.type] ?? `a ${node.type}`);
  }
}

const brief = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;

function refuse(what: string): never {
  throw new ExpressionError(`An expression cannot hold ${what}.`);
}
