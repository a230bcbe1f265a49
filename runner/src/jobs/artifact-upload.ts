import { createReadStream } from 'node:fs';
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { create } from 'tar';
import type { Logger } from 'pino';
import { persist } from '../server/persist.js';
import type { Job } from '../server/protocol.js';
import type { RunnerHttpClient } from '../server/runner-http-client.js';
import type { Workspace } from '../workspaces/workspaces.js';
import type { StepOutput } from './step-output.js';

interface Upload {
  client: RunnerHttpClient;
  job: Job;
  workspace: Workspace;
  output: StepOutput;
  logger: Logger;
  signal: AbortSignal;
}

/**
 * Uploads what the step declared, a folder as a .tar.gz. Returns what is wrong with a declaration, in words, or
 * undefined. Rejects when the server refuses.
 */
export async function uploadArtifacts(upload: Upload): Promise<string | undefined> {
  for (const { name, path } of upload.job.spec.artifacts ?? []) {
    const file = await inWorkspace(upload.workspace.root, path);
    if (!file) return `There is no artifact ${name}: the step left nothing at ${path}.`;
    await uploadOne(upload, name, file);
  }
  return undefined;
}

/** Uploads the reports that a step which failed has left: they say why. Rejects when the server refuses. */
export async function uploadReports(upload: Upload): Promise<void> {
  for (const { name, path, report } of upload.job.spec.artifacts ?? []) {
    const file = report ? await inWorkspace(upload.workspace.root, path) : undefined;
    if (file) await uploadOne(upload, name, file);
  }
}

async function uploadOne(upload: Upload, name: string, file: string): Promise<void> {
  const { client, job, workspace, output, logger, signal } = upload;
  const isFolder = (await stat(file)).isDirectory();
  const scratch = await mkdtemp(join(workspace.home, 'artifact-'));
  try {
    const fileName = isFolder ? `${basename(file)}.tar.gz` : basename(file);
    const source = isFolder ? await pack(file, join(scratch, fileName)) : file;
    const call = async (): Promise<{ digest: string; sizeBytes: number }> => {
      const content: Readable = createReadStream(source);
      content.on('error', () => undefined); // the upload fails with it
      return client.uploadArtifact(job, { name, fileName, content }, signal).finally(() => content.destroy());
    };
    const stored = await persist(call, signal, (err) => logger.warn({ err }, 'an artifact waits for the server'));
    output.system(`Artifact ${name}: ${fileName}, ${stored.sizeBytes} bytes, ${stored.digest}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Equal content gives equal bytes: no owners, no times. */
async function pack(folder: string, into: string): Promise<string> {
  await create({ file: into, cwd: folder, gzip: true, portable: true, mtime: new Date(0) }, ['.']);
  return into;
}

/** The real path of something inside the workspace; undefined for anything missing or, by link or dots, outside. */
async function inWorkspace(root: string, path: string): Promise<string | undefined> {
  const home = await realpath(root);
  const file = await realpath(join(home, path)).catch(() => undefined);
  return file?.startsWith(home + sep) ? file : undefined;
}
