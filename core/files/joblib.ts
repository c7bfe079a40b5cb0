import type { ByteSource } from './byteSource.ts';
import { namedTensors } from './namedTensors.ts';
import { numpyBuilders, numpyTensor } from './numpyPickle.ts';
import { readPickle } from './pickle.ts';
import type { PickleValue } from './pickleValue.ts';
import type { TensorFile } from './tensorFile.ts';

/** The arrays of a pickle as numpy and joblib write them, by its stream alone. Throws a `ParseError`. */
export function readJoblib(source: ByteSource): TensorFile {
  const numpy = numpyBuilders(source);
  const { value } = readPickle(source, 0, {
    ...numpy,
    call: (name, args): PickleValue | undefined =>
      name === 'collections.OrderedDict' ? { kind: 'dict', entries: [] } : numpy.call(name, args),
  });
  return { format: 'joblib', ...namedTensors(source.name, value, numpyTensor), metadata: new Map() };
}
