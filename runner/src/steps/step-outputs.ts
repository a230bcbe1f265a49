const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const MAX_OUTPUTS = 64;
const MAX_VALUE = 4_096;

/**
 * The outputs that a step wrote to its $THROUGHLINE_OUTPUT file, one `name=value` a line, the last of a name counts.
 * @throws Error that says which line is wrong
 */
export function parseOutputs(text: string): Record<string, string> {
  const outputs = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals));
    if (!NAME.test(name)) throw new Error(`Line ${index + 1} of the step's outputs is not name=value.`);
    const value = line.slice(equals + 1).replaceAll('\0', '');
    if (value.length > MAX_VALUE) throw new Error(`The output ${name} is longer than ${MAX_VALUE} characters.`);
    outputs.set(name, value);
  }
  if (outputs.size > MAX_OUTPUTS) throw new Error(`A step may have ${MAX_OUTPUTS} outputs.`);
  return Object.fromEntries(outputs);
}
