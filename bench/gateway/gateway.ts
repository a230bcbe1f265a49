import { startBareNode } from '../bare-node/bare-node.ts';
import type { BenchContext, Benchmark } from '../bench-context.ts';
import { SEED } from '../load/payload.ts';
import { medianNoise } from '../machine/median-noise.ts';
import { startHaproxy } from '../peers/haproxy.ts';
import { startNginx } from '../peers/nginx.ts';
import { versionOf } from '../peers/install-peer.ts';
import type { PeerProxy } from '../peers/peer-proxy.ts';
import { type PeerName, requirePeer } from '../peers/peers.ts';
import { chooseCores, type Cores } from '../processes/cores.ts';
import { Loader } from '../processes/loader.ts';
import { UpstreamService } from '../processes/upstream-service.ts';
import { makeArm } from '../result/make-arm.ts';
import type { Arm } from '../result/result.ts';
import { type Subject, subjectsOf } from './arms.ts';
import { GateKeeper } from './gate-keeper.ts';
import { gatewayRatios } from './gateway-ratios.ts';
import { checkAnswers } from './owed-headers.ts';
import { type Measured, RoundRunner } from './rounds.ts';
import { GATEWAY_SETTINGS } from './settings.ts';
import { startStack } from './stack.ts';
import { type Cell, PAYLOADS, type Profile, PROFILES } from './workload.ts';

const WARM_UP = { warmUpMs: 0, measureMs: 1_000 };

/** The gateway beside nginx, both before the same small upstream. */
export const gatewayBenchmark: Benchmark = async (context) => {
  const cores = chooseCores(context.options.priority);
  const { subjects, loader, upstream, ownPids, peers } = await start(context, cores);
  const gate = new GateKeeper();
  const profile = profileOf(context);
  await checkAnswers(subjects, PAYLOADS, gate);
  const { say, options } = context;
  const runner = (times: Pick<Profile, 'warmUpMs' | 'measureMs'>, allowNoise: boolean): RoundRunner =>
    new RoundRunner({ loader, gate, ownPids, times, allowNoise, say });
  // Every subject does every kind of work once before anything counts: compilers are warm, and the gate has seen it.
  await eachRound({ ...profile, rounds: 1 }, subjects, runner(WARM_UP, true), context);
  assertRight(gate);
  const measured = await eachRound(profile, subjects, runner(profile, options.allowNoise), context);
  const verdict = gate.verdict(await upstream.receipts());
  for (const reason of gate.reasons) say(reason);
  const arms = armsOf(profile.cells, subjects, measured);
  return {
    versions: { node: process.version, ...mapValues(peers, (_, name) => versionOf(name, requirePeer(name))) },
    config: { pinning: cores.description, gateway: GATEWAY_SETTINGS, ...mapValues(peers, ({ config }) => config) },
    workload: { seed: SEED, profile: options.profile, rounds: profile.rounds, measureMs: profile.measureMs },
    arms: [...arms.values()],
    ratios: gatewayRatios(profile.cells, subjects, arms, verdict),
    gate: verdict,
    noise: medianNoise([...measured.values()].flat()),
  };
};

async function start(context: BenchContext, cores: Cores) {
  const { workspace, stops, options } = context;
  const upstream = await UpstreamService.start(cores.load, workspace);
  stops.push(() => upstream.child.stop());
  const peers = await startPeers(context, cores, upstream.port);
  const bareNode = await startBareNode(cores.subject, upstream.port, workspace);
  stops.push(() => bareNode.child.stop());
  const stack = await startStack(context, cores, upstream.port);
  const loader = await Loader.start(cores.load, workspace);
  stops.push(() => loader.child.stop());
  const peerPids = Object.values(peers).flatMap(({ workerPids }) => workerPids);
  return {
    subjects: subjectsOf({ upstream, peers, bareNode, stack }, PROFILES[options.profile].auths),
    loader,
    upstream,
    ownPids: [upstream, bareNode, loader]
      .map(({ child }) => child.pid)
      .concat(peerPids, stack.gateway.pid, stack.helperPids()),
    peers,
  };
}

/** nginx, which the goals are about, and HAProxy where it is installed. */
async function startPeers(
  { workspace, stops, say }: BenchContext,
  cores: Cores,
  upstreamPort: number,
): Promise<Record<string, PeerProxy>> {
  const nginx = await startNginx(cores.subject, upstreamPort, workspace);
  stops.push(() => nginx.stop());
  const haproxy = await startHaproxy(cores.subject, upstreamPort, workspace);
  if (!haproxy) {
    say('without HAProxy, which is not installed: npm run bench:peers -- haproxy');
    return { nginx };
  }
  stops.push(() => haproxy.stop());
  return { nginx, haproxy };
}

function mapValues(peers: Record<string, PeerProxy>, of: (peer: PeerProxy, name: PeerName) => string) {
  return Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, of(peer, name as PeerName)]));
}

function profileOf({ options }: BenchContext): Profile {
  const profile = PROFILES[options.profile];
  const cells = profile.cells.filter(({ id }) => options.only?.test(id) ?? true);
  return { ...profile, cells, rounds: options.rounds ?? profile.rounds };
}

/** Rounds of all subjects side by side, the order turned each time so that none is always first. */
async function eachRound(
  { cells, rounds }: Profile,
  subjects: Subject[],
  runner: RoundRunner,
  { say, signal }: BenchContext,
): Promise<Map<string, Measured[]>> {
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round++) {
    for (const cell of cells) {
      for (const subject of turned(subjects, round)) {
        signal.throwIfAborted();
        const key = `${cell.id}/${subject.id}`;
        measured.set(key, [...(measured.get(key) ?? []), await runner.run(subject, cell)]);
      }
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return measured;
}

function turned<T>(list: T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

function assertRight(gate: GateKeeper): void {
  if (gate.reasons.length > 0) throw new Error(`nothing is measured that answers wrongly:\n${gate.reasons.join('\n')}`);
}

function armsOf(cells: Cell[], subjects: Subject[], measured: Map<string, Measured[]>): Map<string, Arm> {
  const arms = cells.flatMap((cell) =>
    subjects.map(({ id, kind }): [string, Arm] => {
      const key = `${cell.id}/${id}`;
      return [
        key,
        makeArm(
          key,
          kind,
          (measured.get(key) ?? []).map(({ round }) => round),
        ),
      ];
    }),
  );
  return new Map(arms);
}
