/** The name of a file, for people: what follows the last `/` of its id. */
export const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The id of another file of the same folder, or of the same choice of files. */
export const besideOf = (id: string, name: string): string => id.replace(/[^\\/]*$/, '') + name;

/** Whether a file only says in which files beside it the tensors are. */
export const isIndex = (id: string): boolean => id.endsWith('.index.json');

/** Whether a file may be one of those that an index names. */
export const isShard = (name: string): boolean => /\.(safetensors|bin|pt|pth)$/.test(name);
