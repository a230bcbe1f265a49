import { Document, isScalar, stringify, visit } from 'yaml';

/** A value on one line, as it stands within `{ … }` and `[ … ]`. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${flowText(key)}: ${flowText(item)}`);
    return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
  }
  // In a flow collection more characters have a meaning than outside of one.
  const text = stringify([value], { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text.slice(1, -1);
}

/**
 * A value as it stands behind a key of a block mapping that begins in the column `indent`: text of several lines as a
 * block, lists of words on one line, everything else below the key. Begins with the space or line feed after the colon.
 */
export function blockText(value: unknown, indent: number): string {
  const document = new Document({ k: value });
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item) && !String(item.value).includes('\n'));
    },
  });
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, blockQuote: 'literal' });
  return text.slice('k:'.length, -1).replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(indent)}`);
}
