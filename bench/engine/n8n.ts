import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../tools/processes/free-port.ts';
import type { BenchContext } from '../bench-context.ts';
import { npmPeerProgram } from '../peers/npm-peers.ts';
import { type Child, startChild } from '../processes/child.ts';
import { whenFlowAnswers } from './flow-callers.ts';
import type { N8nWorkflow } from './n8n-workflow.ts';

const PREFERRED_PORT = 4770;

/**
 * Best for many short executions, as far as its documentation and a look at its source tell: ten connections to PostgreSQL
 * instead of two, nothing pruned meanwhile, nothing told to anybody, only errors in the log, no editor.
 */
export const N8N_SETTINGS = {
  NODE_ENV: 'production',
  DB_TYPE: 'postgresdb',
  DB_POSTGRESDB_POOL_SIZE: '10',
  EXECUTIONS_MODE: 'regular',
  EXECUTIONS_DATA_PRUNE: 'false',
  N8N_RUNNERS_ENABLED: 'false',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_DISABLE_UI: 'true',
  N8N_LOG_LEVEL: 'error',
};

export interface N8n {
  pid: number;
  url: string;
}

/** Imports and publishes the workflows by its own commands, then starts n8n; resolves once each has answered. */
export async function startN8n(
  context: BenchContext,
  databaseUrl: string,
  workflows: readonly N8nWorkflow[],
): Promise<N8n> {
  const folder = context.workspace.folder('n8n');
  const file = join(folder, 'workflows.json');
  writeFileSync(file, JSON.stringify(workflows));
  const [port, brokerPort] = [await choosePort(PREFERRED_PORT), await choosePort(PREFERRED_PORT + 1)];
  const env = {
    ...{ ...process.env, ...N8N_SETTINGS, ...addressOf(databaseUrl) },
    ...{ N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: randomUUID(), N8N_LISTEN_ADDRESS: '127.0.0.1' },
    ...{ N8N_PORT: String(port), N8N_RUNNERS_BROKER_PORT: String(brokerPort) },
  };
  const start = (name: string, ...argv: string[]): Child => {
    const command = [process.execPath, npmPeerProgram('n8n', 'bin/n8n'), ...argv];
    const child = startChild({ name, command, env }, context.workspace);
    context.stops.push(() => child.stop());
    return child;
  };
  await toEnd(start('n8n-import', 'import:workflow', `--input=${file}`));
  const publish = workflows.map(({ id }) => toEnd(start(`n8n-publish-${id}`, 'publish:workflow', `--id=${id}`)));
  await Promise.all(publish);
  const child = start('n8n', 'start');
  const url = `http://127.0.0.1:${port}/webhook`;
  for (const { path } of workflows) await whenFlowAnswers(`${url}/${path}`, child);
  return { pid: child.pid, url };
}

function addressOf(databaseUrl: string): NodeJS.ProcessEnv {
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  return {
    ...{ DB_POSTGRESDB_HOST: hostname, DB_POSTGRESDB_PORT: port, DB_POSTGRESDB_DATABASE: pathname.slice(1) },
    ...{ DB_POSTGRESDB_USER: decodeURIComponent(username), DB_POSTGRESDB_PASSWORD: decodeURIComponent(password) },
  };
}

/** @throws Error with what it said, when it ends with another code than 0 */
async function toEnd(child: Child): Promise<void> {
  const code = await new Promise<number | null>((done) => child.process.once('exit', done));
  if (code !== 0) throw new Error(`n8n ended with ${code}: ${child.log.tail().join('\n')}`);
}
