import { presets } from '#core/document/presets.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { print } from './output.ts';

/** `nullscope document --preset NAME`: prints the session file of a preset. Throws an `InputError`. */
export function documentCommand(args: readonly string[]): void {
  const { values } = parseCommandLine({ args: [...args], options: { preset: { type: 'string' } } });
  const names = presets.map(({ id }) => id).join(', ');
  if (values.preset === undefined) throw new InputError(`Name a preset with --preset: ${names}.`);
  const preset = presets.find(({ id }) => id === values.preset);
  if (!preset) throw new InputError(`There is no preset “${values.preset}”: there are ${names}.`);
  print(serialiseDocument(preset.document));
}
