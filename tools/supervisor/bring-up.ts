import { writeFileSync } from 'node:fs';
import { DATABASE, provision } from '../postgres/provision.ts';
import { openSecrets } from '../secrets/secret-store.ts';
import { openDatabase } from './database.ts';
import type { DataFolder } from './data-folder.ts';
import { stopLaunchedApps } from './launched-apps.ts';
import { stopLeftovers } from './leftovers.ts';
import { choosePorts } from './ports.ts';
import { migrationTable, processTable, publicUrl, type Installation, type ProcessSpec } from './processes.ts';
import type { Progress } from './progress.ts';
import { rolePasswords } from './role-passwords.ts';
import { runToEnd } from './run-to-end.ts';
import type { StopStack } from './stop-stack.ts';
import { SupervisedProcess } from './supervised-process.ts';

export interface BringUp {
  root: string;
  data: DataFolder;
  port: number;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  stops: StopStack;
  signal: AbortSignal;
}

/** Starts an installation whose build is done and returns its public URL; what it started is on the stop stack. */
export async function bringUp(context: BringUp): Promise<string> {
  const { data, progress } = context;
  const left = await stopLeftovers(data);
  if (left.length > 0) progress.note(`Stopped what an earlier start left behind: ${left.join(', ')}.`);
  const installation = await prepare(context);
  await migrate(context, installation);
  context.stops.push(async (graceMs) => void (await stopLaunchedApps(data.hosts, graceMs)));
  for (const stage of stagesOf(processTable(installation))) await startStage(context, stage);
  const url = publicUrl(installation.ports);
  const { host, pathname, search } = new URL(installation.databaseUrl);
  const database = `${host}${pathname}${search}`; // without who and how: roles have passwords of their own
  writeFileSync(data.ready, JSON.stringify({ url, pid: process.pid, database }), { mode: 0o600 });
  return url;
}

async function prepare({ root, data, port, env, progress, stops, signal }: BringUp): Promise<Installation> {
  const secrets = openSecrets(data.secrets);
  const say = (message: string): void => progress.note(message);
  const passwords = rolePasswords(secrets);
  const database = await progress.step('PostgreSQL', async (detail) => {
    const opened = await openDatabase({ root, data, secrets, externalUrl: env.DATABASE_URL || undefined, say });
    stops.push(() => opened.stop());
    detail(opened.description);
    return opened;
  });
  signal.throwIfAborted();
  const databaseUrl = await progress.step('Database', (detail) => {
    detail(DATABASE);
    return provision(database.adminUrl, passwords);
  });
  const ports = await choosePorts(port, say);
  signal.throwIfAborted();
  return {
    root,
    data,
    ports,
    databaseUrl,
    redisUrl: env.REDIS_URL || undefined,
    passwords,
    secrets,
    gatewayHost: env.GATEWAY_HOST || '127.0.0.1',
    logLevel: env.LOG_LEVEL || 'info',
  };
}

async function migrate({ root, data, progress, signal }: BringUp, installation: Installation): Promise<void> {
  const specs = migrationTable(installation);
  await progress.step('Migrations', async () => {
    const results = await Promise.allSettled(specs.map((spec) => runToEnd(spec, { root, logs: data.logs, signal })));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  });
}

async function startStage({ root, data, progress, stops, signal }: BringUp, specs: ProcessSpec[]): Promise<void> {
  const context = { root, data, say: (message: string): void => progress.note(message) };
  const processes = specs.map((spec) => new SupervisedProcess(spec, context));
  stops.push(async (graceMs) => void (await Promise.all(processes.map((one) => one.stop(graceMs)))));
  const title = specs.length === 1 ? capitalised(specs[0]?.name ?? '') : 'Services';
  await progress.step(title, async (detail) => {
    const ready: string[] = [];
    const starts = processes.map(async (one) => {
      await one.start();
      ready.push(one.name);
      if (processes.length > 1) detail(ready.join(' '));
    });
    await Promise.race([Promise.all(starts), whenAborted(signal)]);
    signal.throwIfAborted();
  });
}

/** The table's processes by stage, in order. */
export function stagesOf(table: ProcessSpec[]): ProcessSpec[][] {
  const stages = [...new Set(table.map(({ stage }) => stage))].sort((a, b) => a - b);
  return stages.map((stage) => table.filter((spec) => spec.stage === stage));
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
