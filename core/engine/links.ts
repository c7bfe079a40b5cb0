/** The only pages of the outside that Nullscope ever asks a browser to open. */
export const links = {
  makelov: 'https://arxiv.org/abs/2311.17030',
  wu: 'https://arxiv.org/abs/2401.12631',
  das: 'https://arxiv.org/abs/2303.02536',
  pyvene: 'https://github.com/stanfordnlp/pyvene',
} as const;

export type LinkId = keyof typeof links;
