import { AnsiUp } from 'ansi_up';

export type AnsiColor = 'black' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white';
export type AnsiSpan = {
  text: string;
  fg?: AnsiColor;
  isBold?: true;
  isFaint?: true;
  isItalic?: true;
  isUnderlined?: true;
};

const TOKEN = /<span([^>]*)>|<(?:\/span|a\b[^>]*|\/a)>|([^<]+)/g;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/**
 * A line of terminal output as styled pieces of text. Only the sixteen named colours come through: their tones are
 * ours and readable in both schemes, which a colour that a program chose for a black terminal is not.
 */
export function ansiSpans(line: string): AnsiSpan[] {
  const shown = afterReturn(line);
  if (!shown.includes('\u001b')) return shown === '' ? [] : [{ text: shown }];
  const parser = new AnsiUp();
  parser.use_classes = true;
  const spans: AnsiSpan[] = [];
  let style: Omit<AnsiSpan, 'text'> = {};
  for (const [tag, attributes, text] of parser.ansi_to_html(shown).matchAll(TOKEN)) {
    if (text !== undefined) spans.push({ text: unescaped(text), ...style });
    else if (attributes !== undefined) style = styleOf(attributes);
    else if (tag === '</span>') style = {};
  }
  return spans;
}

/** The text of a line without its colours, as search and copy see it. */
export function plainText(line: string): string {
  return line.includes('\u001b')
    ? ansiSpans(line)
        .map(({ text }) => text)
        .join('')
    : afterReturn(line);
}

/** A progress bar writes over itself: what counts is what stood there last. */
function afterReturn(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}

function styleOf(attributes: string): Omit<AnsiSpan, 'text'> {
  const color = /ansi-(?:bright-)?(\w+)-fg/.exec(attributes)?.[1] as AnsiColor | undefined;
  return {
    ...(color ? { fg: color } : {}),
    ...(attributes.includes('font-weight') ? { isBold: true } : {}),
    ...(attributes.includes('opacity') ? { isFaint: true } : {}),
    ...(attributes.includes('font-style') ? { isItalic: true } : {}),
    ...(attributes.includes('text-decoration') ? { isUnderlined: true } : {}),
  };
}

function unescaped(html: string): string {
  return html.replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
