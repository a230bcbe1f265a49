/** True for a text whose every line ends as on Windows. */
export const hasCarriageReturns = (text: string): boolean => /\r\n/.test(text) && !/(^|[^\r])\n/.test(text);

/** A text with the line ends that another one has, so that saving changes no line that nobody has edited. */
export const withLineEndsOf = (original: string, text: string): string =>
  hasCarriageReturns(original) ? text.replaceAll('\n', '\r\n') : text;

export const withPlainLineEnds = (text: string): string => text.replaceAll('\r\n', '\n');
