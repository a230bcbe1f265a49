import { inputsSeenBy } from './inputs-seen.js';
import type { RecordedNode, ReplayChoice, ReplayPlan } from './replay-choice.js';
import type { ReplayWarning, WarningCode } from './replay-warning.js';
import { stepsWithoutFiles } from './workspace.js';

/** What is true now and was not when the execution ran. */
export interface Since {
  configChanges: readonly ConfigChange[];
  /** The names of secrets of the project that have another value than the execution was made with. */
  rotatedSecrets: ReadonlySet<string>;
  /** The names of variables that have another value, or are gone. */
  changedVariables: ReadonlySet<string>;
  /** `<key of the node>/<name>` of each artifact that there still is. */
  artifacts: ReadonlySet<string>;
  /** The keys of nodes of which all is kept that they left in the workspace. */
  keptFiles: ReadonlySet<string>;
}

/** What of the configuration of a service in an environment has changed since a node deployed it there. */
export interface ConfigChange {
  /** The deployment that would take the new values. */
  nodeKey: string;
  service: string;
  environment: string;
  /** Of variables and secrets, each once. */
  names: readonly string[];
  /** Those of them that are secrets. */
  secretNames: readonly string[];
}

/** What a rule has to look at. */
interface Replay {
  nodes: readonly RecordedNode[];
  /** Those of them that are done again, and the others. */
  again: readonly RecordedNode[];
  copied: readonly RecordedNode[];
  plan: ReplayPlan;
  choice: ReplayChoice;
  since: Since;
}

/** All that a replay has to announce, the gravest first. */
export function warningsOf(
  nodes: readonly RecordedNode[],
  plan: ReplayPlan,
  choice: ReplayChoice,
  since: Since,
): ReplayWarning[] {
  const again = nodes.filter(({ key }) => plan.again.has(key));
  const copied = nodes.filter(({ key }) => !plan.again.has(key));
  const replay = { nodes, again, copied, plan, choice, since };
  const rules = [
    ...[secretsOf, variablesOf, configOf, ruleOf, inputsOf, askedAgain],
    ...[failuresOf, filesOf, artifactsOf, deploymentsOf],
  ];
  return rules.flatMap((rule) => rule(replay)).filter((warning) => warning.nodes.length > 0);
}

function secretsOf({ again, since }: Replay): ReplayWarning[] {
  const of = ({ definition }: RecordedNode): string[] =>
    definition.kind === 'shell' ? (definition.secrets ?? []) : [];
  return byName(again, of, since.rotatedSecrets).map(([name, nodes]) => {
    const message = `The secret ${name} has been set anew since then, and they get the new value: ${nodes.join(', ')}.`;
    return { code: 'secret_rotated', message, nodes, names: [name] };
  });
}

function variablesOf({ again, since }: Replay): ReplayWarning[] {
  const of = ({ definition }: RecordedNode): string[] => Object.keys(definition.vars ?? {});
  return byName(again, of, since.changedVariables).map(([name, nodes]) => {
    const message = `The variable ${name} has changed since then, and they have what it was then: ${nodes.join(', ')}.`;
    return { code: 'variable_changed', message, nodes, names: [name] };
  });
}

/** Of each name that is among `wanted` the keys of the nodes that have it. */
function byName(
  nodes: readonly RecordedNode[],
  namesOf: (node: RecordedNode) => string[],
  wanted: ReadonlySet<string>,
): [string, string[]][] {
  const found = nodes.flatMap((node) => namesOf(node).map((name) => ({ key: node.key, name })));
  const groups = Map.groupBy(
    found.filter(({ name }) => wanted.has(name)),
    ({ name }) => name,
  );
  return [...groups].map(([name, of]) => [name, of.map(({ key }) => key)]);
}

function configOf({ since, plan }: Replay): ReplayWarning[] {
  const changes = since.configChanges.filter(({ nodeKey }) => plan.again.has(nodeKey));
  return changes.flatMap(({ service, environment, names, secretNames, nodeKey }) => {
    const others = names.filter((name) => !secretNames.includes(name));
    const said = (code: WarningCode, what: string, of: readonly string[]): ReplayWarning[] => {
      const message = `${what} of ${service} in ${environment} have changed since then: ${of.join(', ')}.`;
      return of.length > 0 ? [{ code, message, nodes: [nodeKey], names: [...of] }] : [];
    };
    return [...said('secret_rotated', 'Secrets', secretNames), ...said('config_changed', 'Variables', others)];
  });
}

function ruleOf({ again, choice: { deployable } }: Replay): ReplayWarning[] {
  if (deployable.now === deployable.then) return [];
  const message = deployable.now
    ? 'The rule of this branch allows deployments now; it did not then.'
    : 'The rule of this branch does not allow deployments any more: they are skipped.';
  return [{ code: 'branch_rule_changed', message, nodes: keysOf(again.filter(isDeployment)), names: [] }];
}

const inputsOf = ({ copied, choice }: Replay): ReplayWarning[] =>
  choice.changedInputs.map((name) => {
    const nodes = keysOf(copied.filter(({ definition }) => inputsSeenBy(definition).has(name)));
    const message = `Not done again, though it used the ${name} of then: ${nodes.join(', ')}.`;
    return { code: 'input_seen_by_copied', message, nodes, names: [name] };
  });

function askedAgain({ plan }: Replay): ReplayWarning[] {
  const nodes = [...plan.again].filter(([, reason]) => reason === 'asked_again').map(([key]) => key);
  return [about('approval_asked_again', nodes, 'Asked again, because people approved other inputs')];
}

const BAD = ['failed', 'timed_out', 'errored', 'cancelled', 'unknown'];

function failuresOf({ copied }: Replay): ReplayWarning[] {
  const nodes = keysOf(copied.filter(({ status, rules }) => BAD.includes(status) && !rules.isTolerant));
  const message = 'Not done again, though it did not end well, so that the new run cannot end well';
  return [about('failure_copied', nodes, message)];
}

function filesOf({ nodes, plan, since }: Replay): ReplayWarning[] {
  const lost = stepsWithoutFiles(nodes, plan.again).filter((key) => !since.keptFiles.has(key));
  return [about('files_not_kept', lost, 'Not done again, and not all that it left in the workspace is kept')];
}

function artifactsOf({ again, copied, since }: Replay): ReplayWarning[] {
  const wanted = new Set(
    again.flatMap(({ definition }) => (definition.kind === 'deploy' ? [definition.artifact] : [])),
  );
  return copied.flatMap(({ key, definition, status }) => {
    if (definition.kind !== 'shell' || status !== 'succeeded') return [];
    const names = definition.artifacts.map(({ name }) => name);
    return names
      .filter((name) => wanted.has(name) && !since.artifacts.has(`${key}/${name}`))
      .map((name) => ({
        ...{ code: 'artifact_gone' as const, message: `The artifact ${name} of ${key} was deleted.` },
        ...{ nodes: [key], names: [name] },
      }));
  });
}

function deploymentsOf({ again }: Replay): ReplayWarning[] {
  const nodes = keysOf(again.filter((node) => isDeployment(node) && node.status === 'succeeded'));
  return [about('deploys_again', nodes, 'Deployed already, and does so again')];
}

const isDeployment = ({ definition: { kind } }: RecordedNode): boolean => kind === 'deploy' || kind === 'promote';
const keysOf = (nodes: readonly RecordedNode[]): string[] => nodes.map(({ key }) => key);
const about = (code: WarningCode, nodes: string[], what: string): ReplayWarning => ({
  ...{ code, nodes, names: [] },
  message: `${what}: ${nodes.join(', ')}.`,
});
