import { useQuery } from '@tanstack/react-query';
import {
  getRunnerQueueOptions,
  listRunnersOptions,
  pauseRunnerMutation,
  removeRunnerMutation,
  resumeRunnerMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const RUNNERS = ['listRunners', 'getRunnerQueue'];
/** No event tells of a runner that falls silent or of a step that is taken. */
const LOOK_MS = 10_000;

export const useRunners = (org: string) =>
  useQuery({ ...listRunnersOptions({ path: { org } }), refetchInterval: LOOK_MS });
export const useRunnerQueue = (org: string) =>
  useQuery({ ...getRunnerQueueOptions({ path: { org } }), refetchInterval: LOOK_MS });

export const usePauseRunner = () => useChange(pauseRunnerMutation(), { touches: RUNNERS, done: 'Runner paused' });
export const useResumeRunner = () => useChange(resumeRunnerMutation(), { touches: RUNNERS, done: 'Runner resumed' });
export const useRemoveRunner = () =>
  useChange(removeRunnerMutation(), { touches: RUNNERS, done: 'Runner removed', isInline: true });
