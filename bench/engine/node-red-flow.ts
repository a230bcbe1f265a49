import type { Shape } from './workload.ts';

/** What the flow answers: which run it was, and how many nodes it went through. */
export interface NodeRedAnswer {
  run: number;
  nodes: number;
}

const TAB = 'bench';
const PLACE = { x: 0, y: 0 };
const COUNT = 'msg.payload.nodes = (msg.payload.nodes ?? 0) + 1; return msg;';

/**
 * A chain as a Node-RED flow: a request comes in, a function node for each node, the answer goes out. Each has a place on the
 * canvas: what has none is taken for a configuration.
 */
export function nodeRedFlow({ id, nodes }: Shape): object[] {
  const keys = nodes.map(({ key }) => `${id}-${key}`);
  const [first = `${id}-out`, ...rest] = keys;
  const functions = keys.map((key, index) => ({
    ...{ id: key, type: 'function', z: TAB, ...PLACE, name: key, func: COUNT, outputs: 1 },
    wires: [[rest[index] ?? `${id}-out`]],
  }));
  return [
    { id: TAB, type: 'tab', label: 'Bench' },
    { id: `${id}-in`, type: 'http in', z: TAB, ...PLACE, url: `/${id}`, method: 'post', wires: [[first]] },
    ...functions,
    { id: `${id}-out`, type: 'http response', z: TAB, ...PLACE, statusCode: '200', wires: [] },
  ];
}

/** Nobody edits: no editor, no admin API, no projects, and nothing written but the flow that is there. */
export function nodeRedSettings(port: number): object {
  return {
    ...{ uiPort: port, uiHost: '127.0.0.1', httpAdminRoot: false, disableEditor: true, credentialSecret: false },
    ...{ editorTheme: { projects: { enabled: false } }, telemetry: { enabled: false, updateNotification: false } },
    logging: { console: { level: 'warn', metrics: false, audit: false } },
  };
}
