import { type AppError, defineErrors } from '@throughline/kernel';
import type { PlanRefusal } from './replay-choice.js';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  repository_removed: { category: 'conflict', message: 'The repository of this pipeline was removed.' },
  nothing_to_replay: {
    category: 'conflict',
    message: 'The pipeline file of this execution could not be read, so there is nothing to run again.',
  },
  not_over: {
    category: 'conflict',
    message: 'The execution has not ended, so it cannot be run again in part. Wait for it, or cancel it.',
  },
  nothing_failed: { category: 'conflict', message: 'Nothing of this execution failed, so there is nothing to retry.' },
  node_missing: { category: 'unprocessable', message: 'The execution has no such node.' },
  upstream_not_met: { category: 'unprocessable', message: 'What the node needs did not end as it wants it.' },
});

/** A refusal to plan, as the API says it. */
export function refused(refusal: PlanRefusal): AppError {
  if (refusal.code === 'nothing_failed') return refuse('nothing_failed');
  if (refusal.code === 'node_missing') {
    const message = `The execution has no node ${refusal.keys.join(', ')}.`;
    return refuse('node_missing', message, [{ pointer: '/from', message }]);
  }
  const { key, needs } = refusal;
  const message = `${key} cannot be run again by itself: ${needs.join(', ')} before it did not end as it needs.`;
  return refuse('upstream_not_met', message, [{ pointer: '/from', message }]);
}
