import { stripVTControlCharacters } from 'node:util';
import { nodeLog } from './node-log.mjs';
import { executionDetail, executions, pipelineVersions } from './pipelines.mjs';

const FILES = {
  code: 'files_not_kept',
  message: 'Not done again, so that files which it left in the workspace are not there: install.',
  nodes: ['install'],
  names: [],
};
const ROTATED = {
  code: 'secret_rotated',
  message: 'Secrets of checkout in production have changed since then: PAYMENT_TOKEN.',
  nodes: ['promote-production'],
  names: ['PAYMENT_TOKEN'],
};

/** What a replay would do, near enough: nodes from the first chosen one on run again. */
export function replayPlan(executionId, query) {
  const { nodes, inputs } = executionDetail(executionId) ?? { nodes: [], inputs: {} };
  const from = query.getAll('from');
  const isWhole = from.length === 0 && query.get('failedOnly') !== 'true';
  const asked = new Set([...from, ...nodes.filter(({ status }) => status === 'failed').map(({ key }) => key)]);
  const first = nodes.findIndex(({ key }) => asked.has(key));
  const reason = ({ key, kind }, index) => {
    if (isWhole || from.includes(key)) return 'chosen';
    if (asked.has(key)) return 'failed';
    if (index > first) return 'after';
    return kind === 'checkout' ? 'workspace' : null;
  };
  const planned = nodes.map((node, index) => {
    const { key, name, kind, status } = node;
    return { key, name, kind, status, again: reason(node, index) };
  });
  return {
    nodes: planned,
    warnings: isWhole ? [ROTATED] : [ROTATED, FILES],
    inputs: pipelineVersions[0].inputs.filter(({ name }) => name in inputs),
    values: inputs,
  };
}

const side = (node) =>
  (({ id, status, attempt, queuedMs, durationMs }) => ({ id, status, attempt, queuedMs, durationMs }))(node);
const pair = (name, left, right) => ({ name, left, right, isSame: left === right });

function comparedNode(left, right, isEqual) {
  const { key, name, kind, outputs: made } = left;
  const isPackage = key === 'package';
  const outputs = Object.entries(made).map(([output, value]) => pair(output, value, right.outputs[output] ?? null));
  const artifacts = isPackage
    ? [pair('app', `sha256:${'1f'.repeat(32)}`, `sha256:${(isEqual ? '1f' : 'a7').repeat(32)}`)]
    : [];
  const differences = [
    ...(left.status === right.status ? [] : ['status']),
    ...(isPackage && !isEqual ? ['artifacts'] : []),
  ];
  return { key, name, kind, differences, left: side(left), right: side(right), outputs, artifacts, evidence: [] };
}

const LINES = [
  ['both', 'nodes:', 7, 7],
  ['both', '  test:', 8, 8],
  ['left', '    run: npm test', 9, null],
  ['right', '    run: npm test -- --coverage', null, 9],
  ['right', '    retry: 2', null, 10],
  ['both', '    needs: [install]', 10, 11],
];

/** Two runs side by side, equal ones where both are the same; undefined where one of them is not there. */
export function comparison(leftId, rightId) {
  const [left, right] = [executionDetail(leftId), executionDetail(rightId)];
  if (!left || !right) return undefined;
  const isSame = leftId === rightId;
  return {
    left: executions.find(({ id }) => id === leftId),
    right: executions.find(({ id }) => id === rightId),
    definition: {
      ...{ left: isSame ? 4 : 3, right: 4, isSame },
      lines: isSame ? [] : LINES.map(([at, text, one, other]) => ({ side: at, text, left: one, right: other })),
    },
    inputs: [pair('dryRun', true, isSame), pair('version', '1.8.1', '1.8.1')],
    evidence: [pair('coverage', 1, 1), pair('test_report', 2, isSame ? 2 : null)],
    nodes: left.nodes.map((node, index) => comparedNode(node, right.nodes[index] ?? node, isSame)),
  };
}

/** The log of a node beside itself with some lines other; `lint` says the same in both, `build` nothing. */
export function logComparison(nodeKey) {
  const texts = nodeLog(1, 420).lines.map(({ text }) => stripVTControlCharacters(text));
  const isOther = (line) => nodeKey !== 'lint' && (line === 40 || (line >= 212 && line < 218));
  const row = (text, at) => {
    const line = at + 1;
    const only = isOther(line) && line > 215;
    const left = only ? { left: null, leftText: null } : { left: line, leftText: text };
    const rightText = isOther(line)
      ? `✓ pays with card number ${line} and says so in a line that is longer than most`
      : text;
    return { isSame: !isOther(line), ...left, right: line, rightText };
  };
  const rows = nodeKey === 'build' ? [] : texts.map(row);
  const log = { executionId: 'x', lines: rows.length, compared: rows.length, isCut: false, isComplete: true };
  return {
    nodeKey,
    left: { ...log, lines: 9_000, isCut: rows.length > 0 },
    right: { ...log, isComplete: false },
    rows,
  };
}
