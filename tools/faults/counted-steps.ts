import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pipelines } from './c2-pipelines.ts';

/** The steps of each execution; they wait for nothing. */
const STEPS = ['one', 'two', 'three', 'four'];
const LINE_SECONDS = 0.2;

/** Executions whose steps note that they were started and then say a line at a time what they do. */
export class CountedSteps {
  private readonly ids: string[] = [];
  private readonly world: Pipelines;
  private readonly mostLines: number;

  /** @param mostLines how many the longest step says, five a second; the others say a quarter, half and three quarters */
  constructor(world: Pipelines, mostLines: number) {
    this.world = world;
    this.mostLines = mostLines;
  }

  get count(): number {
    return this.ids.length * STEPS.length;
  }

  async run(executions: number): Promise<void> {
    for (let n = 0; n < executions; n++) this.ids.push(await this.world.run(this.pipelineOf(this.ids.length)));
  }

  /** The states of all steps. */
  async statuses(): Promise<string[]> {
    const nodes = await Promise.all(this.ids.map((id) => this.world.nodes(id)));
    return nodes.flat().map(({ status }) => status);
  }

  /** A sentence for each step that was not started once, did not end well, or whose log is not what it said. */
  async wrong(): Promise<string[]> {
    const steps = this.ids.flatMap((id, execution) => STEPS.map((key, at) => ({ id, execution, key, at })));
    const found = await Promise.all(
      steps.map(async ({ id, execution, key, at }) => {
        const file = this.startsOf(execution, key);
        const starts = existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
        const said = Array.from({ length: this.linesOf(execution, at) }, (_, i) => `line ${i + 1}`);
        const kept = await this.world.log(id, key);
        const status = (await this.world.nodes(id)).find((node) => node.key === key)?.status;
        if (status !== 'succeeded') return `${execution} ${key}: ${status}`;
        if (starts !== 1) return `${execution} ${key}: ${starts} starts`;
        return kept.join('\n') === said.join('\n') ? '' : `${execution} ${key}: its log has ${kept.length} lines`;
      }),
    );
    return found.filter((sentence) => sentence !== '');
  }

  private pipelineOf(execution: number): string {
    const nodes = STEPS.map((key, at) => {
      const loop = `for i in $(seq ${this.linesOf(execution, at)}); do echo line $i; sleep ${LINE_SECONDS}; done`;
      return `  ${key}: { kind: shell, run: ["echo started >> ${this.startsOf(execution, key)}", "${loop}"] }`;
    });
    return `name: steps\nnodes:\n${nodes.join('\n')}\n`;
  }

  /** The file in which a step counts its starts. */
  private startsOf(execution: number, key: string): string {
    return join(this.world.folder, `starts-${execution}-${key}`);
  }

  private linesOf(execution: number, at: number): number {
    return Math.ceil(((at + 1) * this.mostLines) / STEPS.length) + (execution % 2);
  }
}

/** Of a step that has not ended. */
export const OPEN = ['pending', 'ready', 'running', 'retrying', 'waiting'];
