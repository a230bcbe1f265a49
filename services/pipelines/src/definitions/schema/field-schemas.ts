import { ROLES } from '@throughline/contracts';
import { AUTHOR_RULES, COMMENT_RULES } from '../../approvals/approval-rule.rules.js';
import { REPORT_FORMATS } from '../../evidence/reports/report.rules.js';
import { MAX_SECRETS_OF_NODE, SECRET_NAME } from '../../pipeline-secrets/secret-name.rules.js';
import { CONCURRENCY_POLICIES, MAX_GROUP_LENGTH } from '../concurrency.rules.js';
import { MAX_CONDITION_LENGTH } from '../condition.rules.js';
import { ANSWER_COMMENTS } from '../failure-question.rules.js';
import { INPUT_TYPES, MAX_INPUTS } from '../inputs.rules.js';
import type { NodeKind } from '../node-kinds.rules.js';
import { PIPELINE_TYPES } from '../pipeline-type.rules.js';
import { MAX_PRIORITY, MIN_PRIORITY } from '../priority.rules.js';
import { BACKOFFS, MAX_RETRIES } from '../retry.rules.js';
import { STAGES } from '../stages.rules.js';
import { WHENS } from '../when.rules.js';

export type Schema = Readonly<Record<string, unknown>>;

const text = (description: string, maxLength = 2_000): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const word = (description: string, words: readonly string[]): Schema => ({ enum: words, description });
const whole = (description: string, minimum: number, maximum: number): Schema => ({
  ...{ type: 'integer', minimum, maximum, description },
});
const list = (description: string, items: Schema): Schema => ({ type: 'array', items, description });
const record = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  ...{ type: 'object', additionalProperties: false, properties, required },
});
const duration = (description: string): Schema => ({ type: 'string', pattern: '^\\d{1,5}[smhd]$', description });
const slug = (description: string): Schema => ({
  ...{ type: 'string', pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$', description },
});
const condition = (description: string): Schema =>
  text(`${description} An expression in CEL (https://cel.dev).`, MAX_CONDITION_LENGTH);
const anyOf = (description: string, ...schemas: Schema[]): Schema => ({ description, anyOf: schemas });

const continueOnError: Schema = {
  ...{ type: 'boolean', description: 'Where it fails, those after it go on, and the run ends with a warning.' },
};
const retry = anyOf(
  'How often it is tried again.',
  whole('How often, each ten seconds after the last.', 1, MAX_RETRIES),
  record(
    {
      times: whole('How often.', 1, MAX_RETRIES),
      delay: duration('How long after the last; 10s without it.'),
      backoff: word('Whether each delay is twice as long as the one before.', BACKOFFS),
      maxDelay: duration('What an exponential delay grows to at most; 1h without it.'),
      jitter: { type: 'boolean', description: 'Whether each delay is drawn between nothing and its length.' },
    },
    ['times'],
  ),
);
const onFail = anyOf(
  'Asks a person what to do when it has failed: try again, skip or abort.',
  { const: 'ask' },
  record(
    {
      action: { const: 'ask' },
      timeout: duration('After which it fails, at most 90d; never without it.'),
      roles: list('Only who has one of these roles may answer.', { enum: ROLES }),
      groups: list('Only who is in one of these groups may answer.', slug('A group.')),
      comment: word('When an answer needs a comment.', ANSWER_COMMENTS),
    },
    ['action'],
  ),
);
const matrix: Schema = {
  ...{ type: 'object', minProperties: 1, description: 'The node is run once for each combination of the values.' },
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]{0,62}$' },
  additionalProperties: { ...list('The values of the axis.', { type: ['string', 'number', 'boolean'] }), minItems: 1 },
};
const AGAIN = { continueOnError, retry, onFail, matrix };

/** The fields that nodes of every kind have; `kind` is added to each. */
export const COMMON_FIELDS: Record<string, Schema> = {
  name: text('What people read; the key without it.'),
  needs: list('The nodes that have to end well before it.', { type: 'string' }),
  stage: word('What part it has in the way of a change; many kinds say it by themselves.', STAGES),
  timeout: duration('How long it may take; 10m without it.'),
  when: word('When it begins: after what it needs has ended well, when some of it failed, or in any case.', WHENS),
  if: condition('Has to hold when its turn comes; else the node is skipped, and those after it go on.'),
};

const artifact = record(
  {
    name: slug('What it is called.'),
    path: text('Where it is in the workspace.', 500),
    report: word('What the file is, where it is a report.', REPORT_FORMATS),
  },
  ['name', 'path'],
);
const run = text('A command, or a block of them. May hold no references: put them in env.', 65_536);

const keepFiles: Schema = {
  ...{
    type: 'boolean',
    description: 'Whether what steps leave in the workspace is kept for a replay; true without it.',
  },
};

const runsOn = list('Labels that the runner has to have.', {
  ...{ type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' },
});

/** The fields of each kind beside those. */
export const OWN_FIELDS: Record<NodeKind, Record<string, Schema>> = {
  checkout: { ...AGAIN, runsOn },
  shell: {
    run: anyOf('What to run.', run, list('Commands; stops at the first that fails.', run)),
    env: {
      ...{
        type: 'object',
        description:
          'Variables. Values may hold ${{ nodes.<key>.outputs.<name> }}, ${{ inputs.<name> }} and ${{ vars.<name> }}.',
      },
      propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,127}$' },
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    },
    secrets: {
      ...list('Secrets of the project, each in a variable of its name.', {
        type: 'string',
        pattern: SECRET_NAME.source,
      }),
      maxItems: MAX_SECRETS_OF_NODE,
    },
    artifacts: list('Files to keep.', artifact),
    image: text('The container image that it runs in, on a runner that has them.', 255),
    network: word('Whether it reaches a network.', ['open', 'none']),
    keepFiles,
    runsOn,
    ...AGAIN,
  },
  http: {
    url: text('What to ask.'),
    status: whole('The status to expect; 200 without it.', 100, 599),
    runsOn,
    ...AGAIN,
  },
  gate: { condition: condition('Has to hold, or the node fails.'), continueOnError },
  wait: { for: duration('How long, up to 3650d.') },
  approval: {
    title: text('What is asked.'),
    votes: whole('How many it takes; 1 without it.', 1, 20),
    timeout: duration('After which it ends undecided, at most 90d; never without it.'),
    roles: list('Only who has one of these roles may vote.', { enum: ROLES }),
    groups: list('Only who is in one of these groups may vote.', slug('A group.')),
    comment: word('When a vote needs a comment.', COMMENT_RULES),
    author: word('Whether the author of the commit may vote.', AUTHOR_RULES),
  },
  deploy: {
    service: slug('What to deploy.'),
    environment: slug('Where to.'),
    artifact: slug('Which artifact of a node before it.'),
    continueOnError,
  },
  promote: { service: slug('What to promote.'), from: slug('From where.'), to: slug('Where to.'), continueOnError },
  pipeline: {
    file: text('The pipeline file to start, of the same commit.', 500),
    inputs: {
      ...{ type: 'object', description: 'What it is started with. Text may hold references to outputs and inputs.' },
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    },
    wait: { type: 'boolean', description: 'Whether the node ends as that run does; true without it.' },
    timeout: duration('After which the run is cancelled, at most 90d; never without it.'),
    continueOnError,
  },
};

const group = text('Executions that name the same run one at a time.', MAX_GROUP_LENGTH);

/** The fields of a pipeline beside its nodes. */
export const PIPELINE_FIELDS: Record<string, Schema> = {
  $schema: text('Where this schema is, for editors.'),
  name: text('What people read.', 100),
  type: word('What it is for; cicd without it.', PIPELINE_TYPES),
  inputs: {
    ...{ type: 'object', maxProperties: MAX_INPUTS, description: 'What it asks of who starts it.' },
    propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]{0,62}$' },
    additionalProperties: record(
      {
        type: word('What it is.', INPUT_TYPES),
        description: text('What people read.', 500),
        default: { type: ['string', 'number', 'boolean'], description: 'Without one it has to be given.' },
        options: list('What a string may be.', text('One of them.', 200)),
      },
      ['type'],
    ),
  },
  keepFiles,
  priority: whole(
    'Whose jobs runners take first, among those of the organization; 0 without it.',
    MIN_PRIORITY,
    MAX_PRIORITY,
  ),
  concurrency: anyOf(
    'Executions that take turns.',
    group,
    record({ group, policy: word('What becomes of one whose turn it is not.', CONCURRENCY_POLICIES) }, ['group']),
  ),
};
