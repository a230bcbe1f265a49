import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../tools/processes/free-port.ts';
import type { BenchContext } from '../bench-context.ts';
import { hasNpmPeer, NPM_PEERS, npmPeerProgram } from '../peers/npm-peers.ts';
import { startChild } from '../processes/child.ts';
import type { Attempt, EngineArm } from './arm.ts';
import { callFlow, whenFlowAnswers } from './flow-callers.ts';
import { type NodeRedAnswer, nodeRedFlow, nodeRedSettings } from './node-red-flow.ts';
import { CALLERS, type Cell, GOAL_CELL } from './workload.ts';

const PREFERRED_PORT = 4760;

/** Node-RED: every run is begun by a request and answered at its end; nothing is kept, on disk or otherwise. */
export async function nodeRedArm(context: BenchContext, cells: readonly Cell[]): Promise<EngineArm[]> {
  const does = ({ id }: Cell): boolean => id === GOAL_CELL.id;
  if (!cells.some(does)) return [];
  if (!hasNpmPeer('node-red')) {
    context.say('without node-red, which is not installed: npm run bench:peers -- node-red');
    return [];
  }
  const port = await choosePort(PREFERRED_PORT);
  const folder = context.workspace.folder('node-red');
  const files = { settings: join(folder, 'settings.js'), flow: join(folder, 'flow.json') };
  writeFileSync(files.settings, `module.exports = ${JSON.stringify(nodeRedSettings(port))};`);
  writeFileSync(files.flow, JSON.stringify(nodeRedFlow(GOAL_CELL.shape)));
  const program = npmPeerProgram('node-red', 'red.js');
  const command = [process.execPath, program, '--settings', files.settings, '--userDir', folder, files.flow];
  const child = startChild({ name: 'node-red', command }, context.workspace);
  context.stops.push(() => child.stop());
  const url = `http://127.0.0.1:${port}/${GOAL_CELL.shape.id}`;
  await whenFlowAnswers(url, child);
  return [
    {
      ...{ id: 'node-red', kind: 'peer', version: NPM_PEERS['node-red'].version, roots: [child.pid] },
      config:
        'http in, a function node for each node, http response; in memory only, nothing is durable and no history; no editor; a request for each run',
      does,
      callers: CALLERS,
      run: (cell) => run(url, cell),
    },
  ];
}

async function run(url: string, { shape, runs, callers }: Cell): Promise<Attempt> {
  const nodes = shape.nodes.length;
  const isRight = (answer: unknown, asked: number): boolean => {
    const told = answer as Partial<NodeRedAnswer> | undefined;
    return told?.run === asked && told.nodes === nodes;
  };
  const { elapsedMs, runMs, right } = await callFlow({ url, runs, callers, isRight });
  return { elapsedMs, nodes: runs * nodes, runMs, acked: runs, stored: right, twice: 0 };
}
