import { after, ago, id } from './ids.mjs';
import { commits } from './commits.mjs';
import { definitionProblems, definitionWarnings, pipelineSource } from './pipeline-source.mjs';
import { linus, projects } from './people.mjs';
import { REPLAY } from './replay-facts.mjs';
import { repositories } from './repositories.mjs';
import { GRAPH, largeGraph } from './run-graph.mjs';
import { endedAs, REASONS, STATUS_AT, UNHAPPY } from './run-states.mjs';

export * from './repositories.mjs';
export * from './run-approvals.mjs';

const pipelineIds = { checkout: id('pipe-checkout'), catalog: id('pipe-catalog') };

function execution([number, pipelineName, status, minutes, durationMs], commit = commits[number % 3]) {
  const isOver = !['queued', 'running', 'waiting', 'paused', 'cancelling'].includes(status);
  return {
    id: id(`run${number}`),
    number,
    pipelineId: pipelineIds[pipelineName],
    pipelineName,
    status,
    reason: REASONS[status] ?? null,
    trigger: 'push',
    requestedById: linus.userId,
    requestedByName: commit.authorName,
    commit,
    ...{ priority: 0, parent: null },
    concurrencyGroup: pipelineName === 'catalog' ? 'deploy-main' : null,
    nodesTotal: 8,
    nodesFinished: { queued: 0, running: 3, waiting: 6, failed: 3 }[status] ?? 8,
    createdAt: ago(minutes),
    startedAt: status === 'queued' ? null : ago(minutes, -2),
    finishedAt: isOver ? ago(minutes - durationMs / 60_000) : null,
    queuedMs: status === 'queued' ? null : 1900,
    durationMs: isOver ? durationMs : null,
  };
}

export const executions = [
  {
    ...execution([46, 'checkout', 'asked', 3, 0]),
    ...{ status: 'waiting', trigger: 'parent', priority: 5 },
    parent: { id: id('run44'), number: 44, pipelineName: 'catalog' },
  },
  execution([45, 'checkout', 'paused', 1, 0]),
  execution([44, 'catalog', 'warning', 2, 60_000]),
  execution([43, 'checkout', 'running', 1, 0]),
  execution([42, 'catalog', 'queued', 0, 0]),
  execution([41, 'checkout', 'waiting', 5, 0], commits[0]),
  {
    ...execution([40, 'checkout', 'succeeded', 60, 192_000]),
    ...{ trigger: 'replay', replayOf: id('run38'), replayOfNumber: 38 },
  },
  execution([39, 'catalog', 'failed', 100, 48_000]),
  execution([38, 'checkout', 'succeeded', 900, 201_000]),
  execution([37, 'checkout', 'cancelled', 1500, 20_000]),
  {
    ...execution([36, 'catalog', 'blocked', 1600, 0]),
    reason: '.throughline/pipeline.yml has 2 problems',
    nodesTotal: 0,
    nodesFinished: 0,
    startedAt: null,
    queuedMs: null,
    durationMs: null,
  },
  execution([35, 'catalog', 'timed_out', 1700, 600_000]),
  execution([34, 'catalog', 'succeeded', 1900, 88_000]),
  execution([33, 'checkout', 'errored', 2000, 61_000]),
  execution([32, 'checkout', 'unknown', 2100, 95_000]),
  execution([31, 'checkout', 'cancelling', 1, 0]),
];

export const pipelines = Object.entries(pipelineIds).map(([name, pipelineId], index) => ({
  id: pipelineId,
  repositoryId: repositories[index].id,
  projectId: projects[0].id,
  name,
  path: '.throughline/pipeline.yml',
  type: index === 0 ? 'cicd' : 'mlops',
  latestVersion: 4 - index,
  lastExecution: executions.find((item) => item.pipelineName === name) ?? null,
  recentStatuses: executions.filter((item) => item.pipelineName === name).map((item) => item.status),
  createdAt: ago(30_000),
}));
export const pipelineVersions = [4, 3, 2, 1].map((version) => ({
  pipelineId: pipelineIds.checkout,
  version,
  commitSha: commits[version % 3].sha,
  createdAt: ago(5000 - version * 900),
  source: pipelineSource(version),
  warnings: version > 2 ? definitionWarnings : [],
  inputs: [
    { name: 'version', type: 'string', description: 'What to release', default: null, options: [] },
    { name: 'target', type: 'string', description: null, default: 'staging', options: ['staging', 'production'] },
    { name: 'workers', type: 'number', description: null, default: 3, options: [] },
    { name: 'dryRun', type: 'boolean', description: 'Build and publish nothing', default: true, options: [] },
  ],
}));

const READY_S = [2, 5.6, 13.8, 13.8, 29.4, 46.1, 70.2, 71];
const WORK_S = [3.4, 7.9, 6.1, 15.2, 16.3, 23.7, 0, 0];
const WAIT_S = 0.3;

function begun(status, index, start) {
  const isBegun = !['pending', 'skipped', 'cancelled'].includes(status);
  return {
    runnerName: isBegun ? 'runner-1' : null,
    logLines: isBegun && status !== 'waiting' ? 420 : 0,
    startedAt: isBegun ? after(start, READY_S[index] + WAIT_S) : null,
    queuedMs: isBegun ? WAIT_S * 1000 : null,
  };
}

function ended(status, index, start) {
  const isFailed = status === 'failed';
  const isOver = isFailed || status === 'succeeded' || status in UNHAPPY;
  return {
    exitCode: isFailed || status === 'succeeded' ? Number(isFailed) : null,
    message: isFailed ? 'Exited with 1' : (UNHAPPY[status] ?? null),
    firstErrorLine: isFailed ? 212 : null,
    finishedAt: isOver ? after(start, READY_S[index] + WAIT_S + WORK_S[index]) : null,
    durationMs: isOver ? WORK_S[index] * 1000 : null,
  };
}

/** What a node says about its turn, and the attempts before the last: the tests of a paused run are tried again. */
function flow(key, status) {
  const isAgain = status === 'retrying';
  return {
    attempt: isAgain ? 3 : 1,
    maxAttempts: isAgain ? 5 : 1,
    attempts: isAgain
      ? [
          ['Exited with 1', 1, 4],
          ['The time limit of the node has passed.', null, 2],
        ].map(([message, exitCode, minutes], index) => ({
          attempt: index + 1,
          outcome: exitCode === null ? 'timed_out' : 'failed',
          ...{ message, exitCode, runnerName: 'runner-1', firstErrorLine: 212 },
          ...{ startedAt: ago(minutes + 1), finishedAt: ago(minutes) },
        }))
      : [],
    dueAt: isAgain ? ago(-2) : null,
    when: 'success',
    if: key === 'approve' ? "branch == 'main'" : null,
    condition: null,
    continueOnError: key === 'lint',
  };
}

const ASKED = {
  ...{ questionId: id('fail1'), logLines: 420, exitCode: 1, firstErrorLine: 212, attempt: 2, maxAttempts: 2 },
  message: 'The command ended with exit code 1.',
};

/** A gate that does not hold: it has a condition, and no log. */
const GATE = {
  ...{ kind: 'gate', condition: 'evidence.vulnerabilities.critical == 0 && evidence.tests.failed == 0' },
  ...{ message: 'evidence.vulnerabilities.critical is 1.', exitCode: null, firstErrorLine: null, logLines: 0 },
};

/** A run of so many nodes, of which half are done: `large-500` as its id. */
function largeRun(executionId, count) {
  const summary = { ...executions.find(({ number }) => number === 43), id: executionId, nodesTotal: count };
  const nodes = largeGraph(count).map(([key, kind, needs], at) => {
    const status = at < count / 2 ? 'succeeded' : at < count / 2 + 6 ? 'running' : 'pending';
    const index = Math.floor((at / count) * GRAPH.length);
    return nodeOf(summary, { key, kind, needs, index, status });
  });
  const none = { inputs: {}, secrets: [], variables: [], problems: [], warnings: [], replay: null };
  return { execution: summary, definitionVersion: 4, nodes, ...none };
}

/** One execution with its nodes; the states follow from the execution's own. */
export function executionDetail(executionId) {
  const large = /^large-(\d+)$/.exec(executionId);
  if (large) return largeRun(executionId, Number(large[1]));
  const summary = executions.find((item) => item.id === executionId);
  if (!summary) return undefined;
  const replay = summary.trigger === 'replay' ? REPLAY : null;
  if (summary.status === 'blocked') {
    const file = { problems: definitionProblems, warnings: [] };
    const none = { inputs: {}, nodes: [], secrets: [], variables: [] };
    return { execution: summary, definitionVersion: 1, ...none, ...file, replay: null };
  }
  const inputs = { version: '1.8.1', dryRun: false };
  const file = { problems: [], warnings: definitionWarnings };
  const variables = [{ name: 'REGION', level: 'project', version: 3, value: 'eu-central-1' }];
  const made = { inputs, variables, secrets: [{ name: 'REGISTRY_TOKEN', level: 'organization', version: 1 }] };
  return { execution: summary, definitionVersion: 4, ...made, nodes: nodesOf(summary), ...file, replay };
}

function nodesOf(summary) {
  const isAsked = summary.number === 46;
  const statuses = STATUS_AT[isAsked ? 'asked' : summary.status] ?? Array(8).fill(endedAs(summary.status));
  return GRAPH.map(([key, kind, needs], index) => ({
    ...nodeOf(summary, { key, kind, needs, index, status: statuses[index] }),
    ...(isAsked && key === 'test' && ASKED),
    ...(summary.number === 39 && key === 'test' && GATE),
  }));
}

function nodeOf({ id: executionId, createdAt, trigger }, { key, kind, needs, index, status }) {
  return {
    ...{ id: id(`${executionId}${key}`), key, name: key.replaceAll('-', ' '), kind, needs, status },
    ...flow(key, status),
    copiedFrom: trigger === 'replay' && index < 5 ? { executionId: id('run38'), number: 38 } : null,
    approvalId: kind === 'approval' ? id('appr1') : null,
    deploymentId: kind === 'deploy' ? id('dep87') : null,
    outputs: key === 'package' && status === 'succeeded' ? { version: '1.8.1' } : {},
    readyAt: status === 'pending' || status === 'skipped' ? null : after(createdAt, READY_S[index]),
    ...begun(status, index, createdAt),
    ...ended(status, index, createdAt),
    ...{ questionId: null, child: null },
  };
}

/** Whether a node of a run still writes. */
export function isWriting(executionId, nodeKey) {
  return executionDetail(executionId)?.nodes.find((node) => node.key === nodeKey)?.status === 'running';
}
