import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AcquireJobRequest,
  AnnounceRunnerRequest,
  AppendLogRequest,
  CompleteJobRequest,
  HeartbeatRequest,
  JOB_OUTCOMES,
  RegisterRunnerRequest,
  WorkspacesOverRequest,
} from './runners.dto.js';
import { refuse } from './runners.errors.js';

type Shape = new () => object;

const text = readFileSync(join(__dirname, '../../docs/runner-protocol.md'), 'utf8');
const BODIES: Record<string, Shape> = {
  'POST /register': RegisterRunnerRequest,
  'POST /announce': AnnounceRunnerRequest,
  'POST /workspaces/over': WorkspacesOverRequest,
  'POST /jobs/acquire': AcquireJobRequest,
  'POST /jobs/{jobId}/heartbeat': HeartbeatRequest,
  'POST /jobs/{jobId}/log': AppendLogRequest,
  'POST /jobs/{jobId}/complete': CompleteJobRequest,
};

/** What the document says below a heading, up to the next one. */
const sectionOf = (heading: string): string => text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** The first JSON of a section: what is sent. */
const exampleIn = (section: string): unknown => JSON.parse(/`(\{[^`]*\})`/.exec(section)?.[1] ?? '') as unknown;

const members = (errors: ValidationError[]): string[] =>
  errors.flatMap(({ property, children }) => [property, ...members(children ?? [])]);

describe('the document of the runner protocol', () => {
  it.each(Object.entries(BODIES))('has an example of %s that the service takes, with every member', (heading, Body) => {
    const example = exampleIn(sectionOf(heading)) as object;
    const body = plainToInstance(Body, example);
    const options = { whitelist: true, forbidNonWhitelisted: true };
    expect(members(validateSync(body, options))).toEqual([]);
    const lacking = members(validateSync(plainToInstance(Body, {}), options));
    expect(lacking.filter((member) => !(member in example))).toEqual([]);
  });

  it.each([...JOB_OUTCOMES])('names the outcome %s', (outcome) =>
    expect(sectionOf('POST /jobs/{jobId}/complete')).toContain(`\`${outcome}\``),
  );

  it.each(['runner_unknown', 'registration_refused', 'fence_stale', 'log_gap', 'files_missing', 'files_not_wanted'])(
    'names the refusal %s',
    (code) => expect(text).toContain(code),
  );

  it('knows its refusals by the codes that the service gives', () => {
    const given = (['runner_unknown', 'registration_refused', 'fence_stale'] as const).map((key) => refuse(key).code);
    expect(given.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});
