import { writeFileSync } from 'node:fs';
import { BAD_MESSAGE, writeBadChange } from './bad-change.ts';
import { takeToProduction } from './change.ts';
import type { DemoContext, DemoCredentials, DemoMarker, RunDemo } from './context.ts';
import { signUpCast } from './people.ts';
import { followRecovery, type Incident } from './recovery.ts';
import { setStage, type Stage } from './stage.ts';
import { startTraffic } from './traffic.ts';

/**
 * The main job on real input, through the gateway only: a good change goes from push to production, a bad one
 * passes its tests, breaks production, is found out and undone.
 */
export const runDemo: RunDemo = async (context) => {
  const cast = await signUpCast(context);
  writePrivately(context.credentialsPath, {
    email: cast.owner.email,
    password: cast.owner.password,
  } satisfies DemoCredentials);
  const stage = await setStage(context, cast);
  context.log({
    text: `organization ${stage.slug}: repository, service, staging and production are set up`,
    link: stage.web,
  });
  let live = await takeToProduction(context, cast, stage, 'feat: greet visitors by name');
  const stopTraffic = startTraffic(() => live.url, context.signal);
  try {
    writeBadChange(stage);
    live = await takeToProduction(context, cast, stage, BAD_MESSAGE);
    const incident = await followRecovery(context, cast, stage, live);
    tell(context, stage, incident);
  } finally {
    stopTraffic();
  }
  writePrivately(context.markerPath, { finishedAt: new Date().toISOString() } satisfies DemoMarker);
};

function tell(context: DemoContext, stage: Stage, { incident, timeline }: Incident): void {
  context.log({ text: `the story of incident #${incident.number}`, link: `${stage.web}/incidents/${incident.id}` });
  for (const entry of timeline) context.log({ text: `  ${entry.text}`, at: new Date(entry.at) });
}

function writePrivately(path: string, content: object): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}
