import { eventually } from '../eventually.js';
import type { ServiceProcess } from '../service-process.js';
import { type LoadRequest, type MarkedCommand, type Sent, startLoad } from './steady-load.js';
import { openWaiting } from './waiting-request.js';

const REQUESTS_PER_SECOND = 100;
const EXIT_MS = 25_000;
/** Of reads and of commands, and of pieces of work, there must have been so many before it is told to stop. */
const ENOUGH = 20;
const START_MS = 60_000;

/** A service as a process, and what it does while it is told to stop. */
export interface StopScene {
  start(): Promise<ServiceProcess>;
  /** Sent again and again; made anew each time. */
  read(): LoadRequest;
  command(): MarkedCommand;
  /** The marks of the commands that have had their effect. */
  effects(): Promise<string[]>;
  /** Answers that are open when it is told to stop. Streams send their head at once, long polls nothing. */
  streams(): LoadRequest[];
  longPolls?(): LoadRequest[];
  /** Gives work to its queue, more than it does before it is told to stop. Resolves when the work is there. */
  addWork(): Promise<void>;
  /** How much of the work it has done. */
  workDone(): Promise<number>;
  /** What of the work is neither done nor waiting, in words: lost, stalled, failed. Asked when the process has ended. */
  brokenWork(): Promise<string[]>;
}

export interface Stop {
  /** Requests that were sent, and the commands among them that had their effect. */
  requests: number;
  effects: number;
  /** From the signal to the end of the process. */
  ms: number;
  /** What a stop must not do and this one did. */
  violations: string[];
}

/** Starts the process, puts it under load, tells it to stop, and says what that broke. */
export async function stopUnderLoad(scene: StopScene): Promise<Stop> {
  const before = new Set(await scene.effects());
  const process = await scene.start();
  try {
    const { sent, toldAt, ms, end, ends } = await stop(scene, process);
    const effects = (await scene.effects()).filter((mark) => !before.has(mark));
    const violations = [
      ...(end === 0 ? [] : [`ended with ${end}`]),
      ...(ms <= EXIT_MS ? [] : [`took ${Math.round(ms)} ms`]),
      ...ends.filter((text) => text !== undefined),
      ...brokenRequests(sent, toldAt),
      ...brokenCommands(sent, new Set(effects)),
      ...(await scene.brokenWork()),
    ];
    return { requests: sent.length, effects: effects.length, ms, violations };
  } finally {
    await process.kill();
  }
}

interface Stopped {
  sent: readonly Sent[];
  toldAt: number;
  ms: number;
  end: NodeJS.Signals | number | null;
  /** What was wrong with the end of each stream and long poll. */
  ends: (string | undefined)[];
}

async function stop(scene: StopScene, process: ServiceProcess): Promise<Stopped> {
  const waiting = [
    ...scene.streams().map((request) => openWaiting(process.url, request, true)),
    ...(scene.longPolls?.() ?? []).map((request) => openWaiting(process.url, request, false)),
  ];
  await Promise.all(waiting.map(({ isOpen }) => isOpen));
  const load = startLoad(process.url, REQUESTS_PER_SECOND, scene);
  try {
    await eventually(() => demandEnough(load.sent), START_MS);
    const doneBefore = await scene.workDone();
    await scene.addWork();
    await eventually(async () => {
      if ((await scene.workDone()) - doneBefore < ENOUGH) throw new Error('the work does not get on');
    }, START_MS);
    const toldAt = performance.now();
    process.stop();
    const end = await process.ended;
    const ms = performance.now() - toldAt;
    await load.stop();
    const ends = await Promise.all(waiting.map((one) => one.end));
    return { sent: load.sent, toldAt, ms, end, ends };
  } finally {
    await load.stop();
  }
}

function demandEnough(sent: readonly Sent[]): void {
  const all = sent.filter(({ outcome }) => outcome === 'answered');
  const reads = all.filter(({ mark }) => mark === null).length;
  if (Math.min(reads, all.length - reads) >= ENOUGH) return;
  throw new Error(`${reads} reads, ${all.length - reads} commands: ${sent.find(isWrong)?.outcome ?? 'no more yet'}`);
}

const ENDS = new Set(['answered', 'refused', 'cut']);
const isWrong = ({ outcome }: Sent): boolean => !ENDS.has(outcome);

/**
 * What is at hand at the signal is answered or, where nothing of it has begun, refused; only a later request may meet
 * a connection that is being closed. None is answered badly.
 */
function brokenRequests(sent: readonly Sent[], toldAt: number): string[] {
  const cut = sent.filter(({ sentAt, endedAt, outcome }) => sentAt < toldAt && endedAt > toldAt && outcome === 'cut');
  return [
    ...(cut.length > 0 ? [`${cut.length} requests from before the signal were cut off`] : []),
    ...sent.filter(isWrong).map(({ outcome }) => outcome),
  ];
}

/** A command was answered if and only if it had its effect. */
function brokenCommands(sent: readonly Sent[], effects: ReadonlySet<string>): string[] {
  const commands = sent.filter((one) => one.mark !== null);
  const isAnswered = ({ outcome }: Sent): boolean => outcome === 'answered';
  const hasEffect = ({ mark }: Sent): boolean => effects.has(mark ?? '');
  const lost = commands.filter((one) => isAnswered(one) && !hasEffect(one)).length;
  const silent = commands.filter((one) => !isAnswered(one) && hasEffect(one)).length;
  return [
    ...(lost > 0 ? [`${lost} answered commands had no effect`] : []),
    ...(silent > 0 ? [`${silent} commands had an effect and no answer`] : []),
  ];
}
