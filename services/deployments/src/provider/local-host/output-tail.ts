import { Masker, plainText } from '@throughline/kernel';
import { readFile } from 'node:fs/promises';
import type { AppSpec } from '../provider.js';
import type { HostFolder } from './host-folder.js';

const LINES = 8;
const CHARACTERS = 1_500;

/** The last lines that the app wrote, as the end of a sentence about it; empty when it wrote nothing. */
export async function outputTail(
  folder: HostFolder,
  app: Pick<AppSpec, 'deploymentId'> & Partial<Pick<AppSpec, 'secrets'>>,
): Promise<string> {
  const output = await readFile(folder.output(app.deploymentId), 'utf8').catch(() => '');
  const tail = quote(output, Object.values(app.secrets ?? {}));
  return tail === '' ? ' It wrote no output.' : ` Its last lines: ${tail}`;
}

/** The last lines in one text, bounded, without control characters and without the values of secrets. */
export function quote(output: string, secrets: readonly string[]): string {
  const lines = output.trimEnd().split('\n').slice(-LINES).join('\n');
  const plain = plainText(new Masker(secrets).maskText(lines)).slice(-CHARACTERS);
  return Buffer.from(plain, 'utf8').toString('utf8'); // a cut pair of surrogates becomes U+FFFD
}
