import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  changeAddressMutation,
  changePasswordMutation,
  endOtherSessionsMutation,
  endSessionMutation,
  getMeOptions,
  getPreferencesOptions,
  getProfileOptions,
  listAccountEventsInfiniteOptions,
  listSessionsInfiniteOptions,
  putAvatarMutation,
  putPreferencesMutation,
  removeAvatarMutation,
  updateProfileMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const PROFILE = ['getProfile', 'getMe'];
const SESSIONS = ['listSessions'];

export const useMe = () => useQuery(getMeOptions());
export const useProfile = () => useQuery(getProfileOptions());
export const usePreferences = () => useQuery(getPreferencesOptions());

/** Newest first. */
export function useSessions() {
  return useInfiniteQuery({
    ...listSessionsInfiniteOptions(),
    initialPageParam: {},
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What happened to the account, newest first, page by page. */
export function useSecurityLog() {
  return useInfiniteQuery({
    ...listAccountEventsInfiniteOptions(),
    initialPageParam: {},
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const useUpdateProfile = () =>
  useChange(updateProfileMutation(), { touches: PROFILE, done: 'Profile saved', isInline: true });
export const usePutAvatar = () => useChange(putAvatarMutation(), { touches: PROFILE, isInline: true });
export const useRemoveAvatar = () => useChange(removeAvatarMutation(), { touches: PROFILE, isInline: true });
export const usePutPreferences = () =>
  useChange(putPreferencesMutation(), { touches: ['getPreferences'], done: 'Preferences saved', isInline: true });
export const useChangePassword = () =>
  useChange(changePasswordMutation(), {
    touches: SESSIONS,
    done: 'Password changed; your other sessions have ended',
    isInline: true,
  });
export const useChangeAddress = () => useChange(changeAddressMutation(), { touches: [], isInline: true });
export const useEndSession = () =>
  useChange(endSessionMutation(), { touches: SESSIONS, done: 'Session ended', isInline: true });
export const useEndOtherSessions = () =>
  useChange(endOtherSessionsMutation(), { touches: SESSIONS, done: 'Your other sessions have ended', isInline: true });
