import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import { completionsAt, meaningOf } from '../model/completions.js';
import { cursorPlace } from '../model/cursor-place.js';
import { PUBLISHED_SCHEMA } from '../model/published-schema.js';

/** Completions while typing, of `keys` too, and what a key means under the pointer. */
export function yamlHelp(keys: () => readonly string[]): Extension {
  const complete = (context: CompletionContext): CompletionResult | null => {
    const place = cursorPlace(context.state.doc.toString(), context.pos);
    if (!place || (!context.explicit && place.word === '' && !place.isValue)) return null;
    const options = completionsAt(place, PUBLISHED_SCHEMA, keys()).map(({ label, detail, apply }) => ({
      ...{ label, apply, type: place.isValue ? 'enum' : 'property' },
      ...(detail === '' ? {} : { info: detail }),
    }));
    return options.length > 0 ? { from: place.from, options, validFor: /^[\w$-]*$/ } : null;
  };
  return [
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip((view, at) => meaningAt(view.state.doc.toString(), at)),
  ];
}

function meaningAt(text: string, at: number): Tooltip | null {
  const end = at + (/^[\w$-]*/.exec(text.slice(at))?.[0].length ?? 0);
  const place = cursorPlace(text, end);
  const meaning = place && meaningOf(place, PUBLISHED_SCHEMA);
  if (!meaning) return null;
  return {
    ...{ pos: place.from, end, above: true },
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-meaning';
      dom.textContent = meaning;
      return { dom };
    },
  };
}
