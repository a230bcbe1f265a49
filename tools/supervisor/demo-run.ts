import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DemoContext, DemoCredentials, DemoStep, RunDemo } from '../demo/context.ts';
import type { DataFolder } from './data-folder.ts';

export interface DemoRequest {
  root: string;
  data: DataFolder;
  gatewayUrl: string;
  mailboxKey: string;
  print: (lines: string[]) => void;
  signal: AbortSignal;
}

/** Runs the demo unless it has reached its end here before. Throws with the reason when it does not reach it. */
export async function playDemo(request: DemoRequest): Promise<'played' | 'played before'> {
  const { root, data, gatewayUrl, mailboxKey, print, signal } = request;
  if (existsSync(data.demoMarker)) return 'played before';
  const file = join(root, 'tools/demo/demo.ts');
  if (!existsSync(file)) throw new Error('this checkout has no demo (tools/demo/demo.ts)');
  const { runDemo } = (await import(pathToFileURL(file).href)) as { runDemo: RunDemo };
  const context: DemoContext = {
    gatewayUrl,
    mailboxKey,
    dataDir: data.path,
    gitDir: data.git,
    credentialsPath: data.demoCredentials,
    markerPath: data.demoMarker,
    signal,
    log: (step) => print([stepText(step)]),
  };
  await Promise.race([runDemo(context), rejection(signal)]);
  if (!existsSync(data.demoMarker)) throw new Error('the demo ended before its end: it left no marker');
  return 'played';
}

/** What the demo signed up with; undefined before it did. */
export function demoCredentials(data: DataFolder): DemoCredentials | undefined {
  if (!existsSync(data.demoCredentials)) return undefined;
  return JSON.parse(readFileSync(data.demoCredentials, 'utf8')) as DemoCredentials;
}

export function stepText({ text, at = new Date(), link }: DemoStep): string {
  return `  ${at.toISOString().slice(11, 19)}  ${text}${link === undefined ? '' : `\n            ${link}`}`;
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(signal.reason as Error);
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
  });
}
