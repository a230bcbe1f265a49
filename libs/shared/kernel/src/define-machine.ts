export type Refusal<State, Trigger> = { ok: false; from: State; trigger: Trigger };
export type Step<State, Trigger> = { ok: true; to: State } | Refusal<State, Trigger>;
export type Table<State extends string, Trigger extends string> = Record<State, Partial<Record<Trigger, State>>>;

export interface Machine<State extends string, Trigger extends string> {
  readonly initial: State;
  readonly states: readonly State[];
  readonly table: Table<State, Trigger>;
  /** The state after `trigger`, or a typed refusal. Never throws. */
  next(from: State, trigger: Trigger): Step<State, Trigger>;
  isTerminal(state: State): boolean;
  /** Every state from which `trigger` is allowed: the `WHERE status IN (…)` of a compare-and-set. */
  sources(trigger: Trigger): State[];
  /** The table as a Mermaid state diagram, for the README. */
  diagram(): string;
}

/** Builds a state machine from its table. A missing entry is a refusal; an empty row is terminal. */
export function defineMachine<State extends string, Trigger extends string>(definition: {
  initial: State;
  table: Table<State, Trigger>;
}): Machine<State, Trigger> {
  const { initial, table } = definition;
  const states = Object.keys(table) as State[];
  return {
    initial,
    states,
    table,
    next(from, trigger) {
      const to = table[from][trigger];
      return to === undefined ? { ok: false, from, trigger } : { ok: true, to };
    },
    isTerminal: (state) => Object.keys(table[state]).length === 0,
    sources: (trigger) => states.filter((state) => table[state][trigger] !== undefined),
    diagram: () => drawDiagram(initial, states, table),
  };
}

function drawDiagram<S extends string, T extends string>(initial: S, states: readonly S[], table: Table<S, T>): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${initial}`];
  for (const state of states) {
    const exits = Object.entries(table[state]) as [T, S][];
    for (const [trigger, to] of exits) lines.push(`  ${state} --> ${to}: ${trigger}`);
    if (exits.length === 0) lines.push(`  ${state} --> [*]`);
  }
  return lines.join('\n');
}
