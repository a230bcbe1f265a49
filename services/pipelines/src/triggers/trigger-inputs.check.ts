import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { parseDefinition } from '../definitions/definition-parser.js';
import type { PipelineDefinition } from '../definitions/definition.js';
import type { InputProblem, Inputs } from '../definitions/inputs.rules.js';
import {
  type Expressions,
  expressionProblems,
  fixedProblems,
  referenceProblems,
  shapeProblems,
} from './trigger-inputs.rules.js';
import { refuse } from './triggers.errors.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * What triggers give pipelines, held against the newest version of each when it is saved; refused with the field to
 * blame. Another version may ask for something else: what is fired is held against its own once more.
 */
@Injectable()
export class TriggerInputsCheck {
  /** Values that a schedule gives. */
  async fixed(tx: Tx, pipelineId: string, given: Values): Promise<Inputs> {
    return this.checked(tx, pipelineId, given, ({ inputs }, values) => fixedProblems(inputs, values));
  }

  /** Values that may refer to a run of the pipeline before. */
  async ofRun(tx: Tx, pipelineId: string, upstreamId: string, given: Values): Promise<Inputs> {
    const before = await this.newest(tx, upstreamId);
    const nodes = new Set(before?.nodes.map(({ key }) => key));
    const upstream = before && { name: before.name, nodes, inputs: new Set(before.inputs.map(({ name }) => name)) };
    return this.checked(tx, pipelineId, given, ({ inputs }, values) => referenceProblems(inputs, values, upstream));
  }

  /** Expressions over the body of a call. */
  async ofBody(tx: Tx, pipelineId: string, given: Values): Promise<Expressions> {
    const other = Object.keys(given).find((name) => typeof given[name] !== 'string');
    if (other !== undefined) throw wrong([{ name: other, message: `${other} must be an expression, as text` }]);
    return this.checked(tx, pipelineId, given, ({ inputs }, texts) => expressionProblems(inputs, texts as Expressions));
  }

  private async checked<V extends Inputs>(
    tx: Tx,
    pipelineId: string,
    given: Values,
    problemsOf: (definition: PipelineDefinition, given: V) => InputProblem[],
  ): Promise<V> {
    const shape = shapeProblems(given);
    if (shape.length > 0) throw wrong(shape);
    const definition = await this.newest(tx, pipelineId);
    const problems = definition ? problemsOf(definition, given as V) : [];
    if (problems.length > 0) throw wrong(problems);
    return given as V;
  }

  /** Undefined where no version of the pipeline could be read yet. */
  private async newest(tx: Tx, pipelineId: string): Promise<PipelineDefinition | undefined> {
    const rows = await tx.query<{ source: string }>(
      'SELECT source FROM pipeline_version WHERE pipeline_id = $1 ORDER BY version DESC LIMIT 1',
      [pipelineId],
    );
    const parsed = rows[0] && parseDefinition(rows[0].source);
    return parsed && 'definition' in parsed ? parsed.definition : undefined;
  }
}

const wrong = (problems: readonly InputProblem[]): Error =>
  refuse(
    'inputs_invalid',
    undefined,
    problems.map(({ name, message }) => ({ pointer: `/inputs/${name}`, message })),
  );
