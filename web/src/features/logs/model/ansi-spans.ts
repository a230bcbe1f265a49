import { AnsiUp } from 'ansi_up';

/** A piece of a message; `color` is one of the eight terminal colours, in our own tone. */
export type AnsiSpan = { text: string; color?: string; isBold?: true };

const TOKEN = /<span([^>]*)>|<\/span>|([^<]+)/g;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };
const LINK = /<\/?a\b[^>]*>/g;

/** A message as styled pieces. Only named colours come through: other ones were chosen for a black terminal. */
export function ansiSpans(message: string): AnsiSpan[] {
  if (!message.includes('\u001b')) return [{ text: message }];
  const parser = new AnsiUp();
  parser.use_classes = true;
  const spans: AnsiSpan[] = [];
  let style: Omit<AnsiSpan, 'text'> = {};
  for (const [tag, attributes, text] of parser.ansi_to_html(message).replaceAll(LINK, '').matchAll(TOKEN)) {
    if (text !== undefined) spans.push({ text: unescaped(text), ...style });
    else style = tag === '</span>' ? {} : styleOf(attributes ?? '');
  }
  return spans;
}

function styleOf(attributes: string): Omit<AnsiSpan, 'text'> {
  const color = /ansi-(?:bright-)?([a-z]+)-fg/.exec(attributes)?.[1];
  return { ...(color ? { color } : {}), ...(attributes.includes('font-weight') ? { isBold: true as const } : {}) };
}

function unescaped(html: string): string {
  return html.replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
