import { useQuery } from '@tanstack/react-query';
import {
  getEntitlementsOptions,
  getSubscriptionOptions,
  listPlansOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';

export const useEntitlements = (org: string) => useQuery(getEntitlementsOptions({ path: { org } }));
export const useSubscription = (org: string) => useQuery(getSubscriptionOptions({ path: { org } }));
export const usePlans = () => useQuery({ ...listPlansOptions(), staleTime: Number.POSITIVE_INFINITY });
