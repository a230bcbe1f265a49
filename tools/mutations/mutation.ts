/** A defect that a careless change could bring, and the tests that have to notice it. */
export interface Mutation {
  /** What is broken, in the words of the test catalogue. */
  name: string;
  /** Relative to the root. */
  file: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
  /** The project of jest.config.cjs and the path of the specs that must turn red. */
  suite: { project: 'unit' | 'integration' | 'api' | 'faults'; path: string };
}

/** The text with the defect. Throws when it cannot be told where to put it: then the table is behind the code. */
export function mutate(text: string, { name, file, find, replace }: Mutation): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${name}: ${file} holds "${find}" ${parts.length - 1} times, not once.`);
  return parts.join(replace);
}
