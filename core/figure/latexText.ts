/** Signs that LaTeX reads as commands, and those that its fonts lack in text. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '→': '$\\to$',
  '≈': '$\\approx$',
  '≤': '$\\le$',
  '‖': '$\\|$',
  '°': '$^\\circ$',
  '²': '$^2$',
  δ: '$\\delta$',
  α: '$\\alpha$',
  σ: '$\\sigma$',
  '…': '\\ldots{}',
  '“': '``',
  '”': "''",
  '’': "'",
};

const SCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Plain text as LaTeX: nothing of it is read as a command. A sign that a plain preamble cannot set is left out. */
export function latexText(words: string): string {
  return words
    .normalize('NFD')
    .replace(/v\u0302/g, '\u0001')
    .normalize('NFC')
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (power) =>
      power === '²'
        ? power
        : `\u0002${[...power].map((sign) => (sign === '⁻' ? '-' : SCRIPTS.indexOf(sign))).join('')}\u0003`,
    )
    .replace(/[\s\S]/gu, (sign) => {
      if (sign === '\u0001') return '$\\hat v$';
      if (sign === '\u0002') return '$^{';
      if (sign === '\u0003') return '}$';
      return LATEX[sign] ?? (/[\u0020-\u024f–—\n]/u.test(sign) ? sign : '');
    });
}

/** Mathematics in the text of a LaTeX document without packages: `\\boldsymbol` is of one. */
export const plainMath = (tex: string): string =>
  `$${tex.replace(/\\boldsymbol\{([^{}]*)\}/g, '\\mbox{\\boldmath$$$1$$}')}$`;
