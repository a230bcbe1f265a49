import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import { type Completion, completionsAt, meaningOf } from '../model/completions.js';
import { cursorPlace } from '../model/cursor-place.js';
import { type KnownNames, secretCompletions, variableCompletions, variableStart } from '../model/value-completions.js';
import { PUBLISHED_SCHEMA } from '../model/published-schema.js';

/**
 * Completions while typing, of `keys` too, and what a key means under the pointer.
 * @param names the variables and secrets that there are, asked for where one can be written
 */
export function yamlHelp(keys: () => readonly string[], names: () => Promise<KnownNames>): Extension {
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const from = variableStart(text, context.pos);
    if (from !== -1) return { from, options: variableCompletions(await names()).map(asOption), validFor: /^\w*$/ };
    const place = cursorPlace(text, context.pos);
    if (!place || (!context.explicit && place.word === '' && !place.isValue)) return null;
    const secrets = place.path.at(-1) === 'secrets' ? secretCompletions(place, await names()) : [];
    if (secrets.length > 0) return { from: place.from, options: secrets.map(asOption), validFor: /^\w*$/ };
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

const asOption = ({ label, apply }: Completion) => ({ label, apply, type: 'variable' });

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
