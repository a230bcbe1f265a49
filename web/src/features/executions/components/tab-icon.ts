import cancelled from '../tab-icons/cancelled.svg';
import failed from '../tab-icons/failed.svg';
import queued from '../tab-icons/queued.svg';
import running from '../tab-icons/running.svg';
import succeeded from '../tab-icons/succeeded.svg';
import unknown from '../tab-icons/unknown.svg';
import waiting from '../tab-icons/waiting.svg';
import warning from '../tab-icons/warning.svg';
import type { Mark } from '../../../shared/model/states.js';

/** The address of each mark as a picture for the browser's tab. Files, because the security policy refuses data: URLs. */
export const tabIcon: Record<Mark, string> = {
  cancelled,
  failed,
  queued,
  running,
  succeeded,
  unknown,
  waiting,
  warning,
};
