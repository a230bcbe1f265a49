import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane } from './lane.ts';
import type { LaneResult } from './run-lane.ts';
import { runTurns } from './run-turns.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// Says that it is there, waits until the other one has done so, and ends with the code that it is given.
const MEET = `
import { existsSync, writeFileSync } from 'node:fs';
const [own, other, code] = process.argv.slice(2);
writeFileSync(own, '');
const waiting = setInterval(() => existsSync(other) && (clearInterval(waiting), console.log('met'), (process.exitCode = Number(code))), 5);
`;

describe('two tracks', () => {
  let root: string;
  let workspace: Workspace;
  const said: string[] = [];
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'throughline-turns-'));
    writeFileSync(join(root, 'meet.mjs'), MEET);
    workspace = await openWorkspace();
    jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  });
  afterAll(() => {
    jest.restoreAllMocks();
    workspace.remove();
    rmSync(root, { recursive: true });
  });

  const meeting = (name: string, other: string, code: number): Lane => ({
    name,
    needs: [],
    wants: [],
    uses: [],
    counts: 'one',
    timeLimitMinutes: 1,
    track: 'main',
    commands: () => [{ script: 'meet.mjs', argv: [join(root, name), join(root, other), String(code)] }],
  });

  it('run side by side, and a failure in either is one of the whole', async () => {
    const results: LaneResult[] = [];
    const resources = { environmentFor: () => Promise.resolve({}) } as never;
    const run = { root, env: process.env, workspace, resources, isStrict: true, signal: new AbortController().signal };
    await runTurns([{ main: [meeting('loud', 'quiet', 0)], side: [meeting('quiet', 'loud', 1)] }], run, results);
    const failures = Object.fromEntries(results.map(({ name, counts }) => [name, counts.failed]));
    expect(failures).toEqual({ loud: 0, quiet: 1 });
    expect(said.filter((line) => line.includes('met'))).toEqual([expect.stringMatching(/── quiet [^]*met/)]);
  });
});
