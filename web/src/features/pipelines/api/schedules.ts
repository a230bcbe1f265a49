import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  createScheduleMutation,
  deleteScheduleMutation,
  disableScheduleMutation,
  enableScheduleMutation,
  fireScheduleMutation,
  getScheduleOptions,
  listScheduleFiringsOptions,
  listSchedulesOptions,
  previewScheduleOptions,
  updateScheduleMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TOUCHED = ['listSchedules', 'getSchedule', 'listScheduleFirings'];
const PREVIEWED = 5;

/** One schedule with what it fired last. */
export const scheduleOptions = (org: string, scheduleId: string) => getScheduleOptions({ path: { org, scheduleId } });

export const useSchedules = (org: string, pipelineId?: string) =>
  useQuery(listSchedulesOptions({ path: { org }, query: { pipelineId } }));

export const useScheduleFirings = (org: string, scheduleId: string) =>
  useQuery(listScheduleFiringsOptions({ path: { org, scheduleId } }));

/** When a timing fires next, saved or not. What was shown before stays while another is asked for. */
export const useSchedulePreview = (org: string, cron: string, zone: string) =>
  useQuery({
    ...previewScheduleOptions({ path: { org }, query: { cron, zone, count: PREVIEWED } }),
    placeholderData: keepPreviousData,
    retry: false,
    meta: { inlineProblem: true },
  });

export const useCreateSchedule = () => useChange(createScheduleMutation(), { touches: TOUCHED, isInline: true });
export const useUpdateSchedule = () => useChange(updateScheduleMutation(), { touches: TOUCHED, isInline: true });
export const useEnableSchedule = () => useChange(enableScheduleMutation(), { touches: TOUCHED });
export const useDisableSchedule = () => useChange(disableScheduleMutation(), { touches: TOUCHED });
export const useDeleteSchedule = () =>
  useChange(deleteScheduleMutation(), { touches: ['listSchedules'], isInline: true });
export const useFireSchedule = () =>
  useChange(fireScheduleMutation(), { touches: TOUCHED, done: 'It starts now. The history says what comes of it.' });
