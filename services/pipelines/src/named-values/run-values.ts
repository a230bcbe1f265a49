import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { NodeDefinition } from '../definitions/definition.js';
import type { ParsedDefinition } from '../definitions/definition-parser.js';
import { MAX_VARIABLES_BYTES, variablesOf, withVariables } from '../definitions/node-variables.js';
import { isOfPullRequest } from '../pipeline-secrets/pull-request.rules.js';
import { SecretPins } from '../pipeline-secrets/secret-pins.js';
import { VariablePins, type VariableVersion } from '../variables/variable-pins.js';

/** What a pipeline file is held against; each is there for a file that speaks of it. */
export interface KnownValues {
  secrets?: string[] | undefined;
  variables?: VariableVersion[] | undefined;
}

/** A definition whose nodes hold the values of their variables, and which versions those are; or what is wrong with it. */
export type FilledDefinition = ParsedDefinition & { variables: readonly VariableVersion[] };

/** An execution that was just made. */
export interface MadeExecution {
  id: string;
  projectId: string;
  branch: string;
  nodes: readonly NodeDefinition[];
  variables: readonly VariableVersion[];
}

/** The secrets and variables that executions are made with, in the transactions that make them. */
@Injectable()
export class RunValues {
  constructor(
    private readonly secrets: SecretPins,
    private readonly variables: VariablePins,
  ) {}

  /**
   * What a project has for a file. Most files speak of neither, and then there is nothing to read.
   * @param replayOf the execution that is repeated: its variables are those that it was made with
   */
  async known(tx: Tx, source: string, of: { projectId: string; replayOf?: string | undefined }): Promise<KnownValues> {
    const secrets = /\bsecrets\b/.test(source) ? await this.secrets.names(tx, of.projectId) : undefined;
    if (!/\bvars\b/.test(source)) return { secrets };
    const { replayOf, projectId } = of;
    const variables = await (replayOf === undefined
      ? this.variables.newest(tx, projectId)
      : this.variables.recorded(tx, replayOf));
    return { secrets, variables };
  }

  /** Gives each node the values of its variables, as they were when `known` was read: versions do not change. */
  async fill(tx: Tx, parsed: ParsedDefinition, known: KnownValues): Promise<FilledDefinition> {
    if ('problems' in parsed || !known.variables) return { ...parsed, variables: [] };
    const names = new Set(parsed.definition.nodes.flatMap(variablesOf));
    const variables = known.variables.filter(({ name }) => names.has(name));
    const nodes = withVariables(parsed.definition.nodes, await this.variables.values(tx, variables));
    if (nodes) return { ...parsed, definition: { ...parsed.definition, nodes }, variables };
    const message = `the variables of its nodes are longer than ${MAX_VARIABLES_BYTES / 1_048_576} MiB together`;
    return { problems: [{ line: 1, column: 1, message }], variables: [] };
  }

  /** Notes for each execution which versions it has. */
  async pin(tx: Tx, made: readonly MadeExecution[]): Promise<void> {
    // A pull request is whatever whoever opens it writes; its runs get no secrets.
    const trusted = made.filter(({ branch }) => !isOfPullRequest(branch));
    const wishes = trusted.map(({ id, projectId, nodes }) => ({ executionId: id, projectId, names: secretsOf(nodes) }));
    await this.secrets.pin(tx, wishes);
    await this.variables.pin(
      tx,
      made.map(({ id, variables }) => ({ executionId: id, variables })),
    );
  }
}

/** Every secret that a node asks for, once. */
const secretsOf = (nodes: readonly NodeDefinition[]): string[] => [
  ...new Set(nodes.flatMap((node) => (node.kind === 'shell' ? (node.secrets ?? []) : []))),
];
