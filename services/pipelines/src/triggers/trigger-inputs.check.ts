import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { parseDefinition } from '../definitions/definition-parser.js';
import type { PipelineDefinition } from '../definitions/definition.js';
import type { Scope } from '../definitions/condition-scope.rules.js';
import type { InputProblem, Inputs } from '../definitions/inputs.rules.js';
import type { RuleTarget } from '../repositories/branch.rules.js';
import { callScope, forgeScope } from './told.rules.js';
import {
  type Expressions,
  expressionProblems,
  fixedProblems,
  referenceProblems,
  shapeProblems,
} from './trigger-inputs.rules.js';
import { refuse } from './triggers.errors.js';

type Values = Readonly<Record<string, unknown>>;

/** A file of a repository, and what a rule has it run for. */
export interface RuledFile {
  repositoryId: string;
  pipelinePath: string;
  target: RuleTarget;
}

const NEWEST_OF_FILE = `SELECT source FROM pipeline_version WHERE pipeline_id =
  (SELECT id FROM pipeline WHERE repository_id = $1 AND path = $2) ORDER BY version DESC LIMIT 1`;

/**
 * What triggers give pipelines, held against the newest version of each when it is saved; refused with the field to
 * blame. Another version may ask for something else: what is fired is held against its own once more.
 */
@Injectable()
export class TriggerInputsCheck {
  /** Values that a schedule gives. */
  async fixed(tx: Tx, pipelineId: string, given: Values): Promise<Inputs> {
    const definition = await this.newest(tx, pipelineId);
    return checked<Inputs>(given, (values) => (definition ? fixedProblems(definition.inputs, values) : []));
  }

  /** Values that may refer to a run of the pipeline before. */
  async ofRun(tx: Tx, pipelineId: string, upstreamId: string, given: Values): Promise<Inputs> {
    const before = await this.newest(tx, upstreamId);
    const nodes = new Set(before?.nodes.map(({ key }) => key));
    const upstream = before && { name: before.name, nodes, inputs: new Set(before.inputs.map(({ name }) => name)) };
    const definition = await this.newest(tx, pipelineId);
    return checked<Inputs>(given, (values) =>
      definition ? referenceProblems(definition.inputs, values, upstream) : [],
    );
  }

  /** Expressions over the body of a call. */
  async ofBody(tx: Tx, pipelineId: string, given: Values): Promise<Expressions> {
    return expressions(given, await this.newest(tx, pipelineId), callScope);
  }

  /** Expressions over what a forge says. None at all leaves everything to the defaults, whether there are any or not. */
  async ofForge(tx: Tx, { repositoryId, pipelinePath, target }: RuledFile, given: Values): Promise<Expressions> {
    if (Object.keys(given).length === 0) return {};
    const rows = await tx.query<{ source: string }>(NEWEST_OF_FILE, [repositoryId, pipelinePath]);
    return expressions(given, definitionIn(rows), forgeScope(target));
  }

  /** Undefined where no version of the pipeline could be read yet. */
  private async newest(tx: Tx, pipelineId: string): Promise<PipelineDefinition | undefined> {
    const rows = await tx.query<{ source: string }>(
      'SELECT source FROM pipeline_version WHERE pipeline_id = $1 ORDER BY version DESC LIMIT 1',
      [pipelineId],
    );
    return definitionIn(rows);
  }
}

function definitionIn([row]: readonly { source: string }[]): PipelineDefinition | undefined {
  const parsed = row && parseDefinition(row.source);
  return parsed && 'definition' in parsed ? parsed.definition : undefined;
}

function expressions(given: Values, definition: PipelineDefinition | undefined, scope: Scope): Expressions {
  const other = Object.keys(given).find((name) => typeof given[name] !== 'string');
  if (other !== undefined) throw wrong([{ name: other, message: `${other} must be an expression, as text` }]);
  return checked<Expressions>(given, (texts) => expressionProblems(definition?.inputs, texts, scope));
}

function checked<V extends Inputs>(given: Values, problemsOf: (given: V) => InputProblem[]): V {
  const shape = shapeProblems(given);
  const problems = shape.length > 0 ? shape : problemsOf(given as V);
  if (problems.length > 0) throw wrong(problems);
  return given as V;
}

const wrong = (problems: readonly InputProblem[]): Error =>
  refuse(
    'inputs_invalid',
    undefined,
    problems.map(({ name, message }) => ({ pointer: `/inputs/${name}`, message })),
  );
