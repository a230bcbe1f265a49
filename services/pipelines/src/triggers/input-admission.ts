import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import { definitionOf } from '../definitions/known-definitions.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { admitted, type Resolved } from './trigger-inputs.rules.js';

/** What a trigger gives, held against what the pipeline asks for in the file that is started. */
@Injectable()
export class InputAdmission {
  constructor(private readonly directory: DirectoryQueries) {}

  /**
   * Every input with its value, or a sentence why there is none. Nothing for a file that is missing or wrong: its
   * execution is blocked, and says why.
   * @param source the text of the file
   */
  async admit(
    tx: Tx,
    source: string | undefined,
    given: () => Resolved | Promise<Resolved>,
  ): Promise<{ inputs: Inputs | undefined } | { refusal: string }> {
    const parsed = source === undefined ? undefined : definitionOf(source, await this.directory.slugs(tx));
    if (!parsed || 'problems' in parsed) return { inputs: undefined };
    const resolved = await given();
    return 'refusal' in resolved ? resolved : admitted(parsed.definition.inputs, resolved.inputs);
  }
}
