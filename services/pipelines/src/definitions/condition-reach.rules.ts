import { judge, surveyed } from './condition.rules.js';
import type { InputDefinition, Inputs, InputValue } from './inputs.rules.js';
import type { Cell } from './matrix.rules.js';

/** How many combinations of inputs are tried at most. */
const MAX_TRIES = 64;

/**
 * Whether a condition holds for no value that its inputs can have. Only told where it speaks of nothing else than of the
 * matrix and of inputs with few values; of any other it is not known before the run, and the answer is no.
 */
export function holdsNever(text: string, inputs: readonly InputDefinition[], cell: Cell): boolean {
  const survey = surveyed(text);
  if (!survey || survey.variables.some((name) => name !== 'inputs' && name !== 'matrix')) return false;
  const named = inputs.filter(({ name }) => survey.inputs.includes(name));
  const mentions = survey.variables.filter((name) => name === 'inputs').length;
  if (mentions !== survey.inputs.length) return false; // it speaks of the inputs as a whole
  const tries = combinations(named);
  return tries.length > 0 && tries.every((given) => isRefused(text, given, cell));
}

function isRefused(text: string, inputs: Inputs, matrix: Cell): boolean {
  const judged = judge(text, { branch: '', inputs, matrix, node: () => undefined, keys: () => [] });
  return 'holds' in judged && !judged.holds;
}

/** Every combination of the values of the inputs; none where there are too many. */
function combinations(inputs: readonly InputDefinition[]): Inputs[] {
  return inputs.reduce<Inputs[]>(
    (all, input) => {
      const values = valuesOf(input);
      const more = all.flatMap((one) => values.map((value) => ({ ...one, [input.name]: value })));
      return more.length > MAX_TRIES ? [] : more;
    },
    [{}],
  );
}

/** What an input can be; nothing where that is no short list. */
const valuesOf = ({ type, options }: InputDefinition): readonly InputValue[] =>
  type === 'boolean' ? [true, false] : options;
