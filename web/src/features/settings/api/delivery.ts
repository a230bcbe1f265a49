import { useQuery } from '@tanstack/react-query';
import {
  createEnvironmentMutation,
  createHostMutation,
  createServiceMutation,
  getConfigOptions,
  getServiceOptions,
  listEnvironmentsOptions,
  listHostsOptions,
  listServicesOptions,
  putConfigMutation,
  updateEnvironmentMutation,
  updateServiceMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const ENVIRONMENTS = ['listEnvironments', 'getEnvironment', 'getBoard', 'getEntitlements'];
const SERVICES = ['listServices', 'getService', 'getBoard', 'getEntitlements'];

export const useEnvironments = (org: string) => useQuery(listEnvironmentsOptions({ path: { org } }));
export const useHosts = (org: string) => useQuery(listHostsOptions({ path: { org } }));
export const useServices = (org: string) => useQuery(listServicesOptions({ path: { org } }));

export function serviceOptions(org: string, serviceId: string) {
  return getServiceOptions({ path: { org, serviceId } });
}

export function configOptions(org: string, serviceId: string, environmentId: string) {
  return getConfigOptions({ path: { org, serviceId, environmentId } });
}

export const useCreateEnvironment = () =>
  useChange(createEnvironmentMutation(), { touches: ENVIRONMENTS, done: 'Environment created', isInline: true });
export const useUpdateEnvironment = () => useChange(updateEnvironmentMutation(), { touches: ENVIRONMENTS });
export const useCreateHost = () =>
  useChange(createHostMutation(), { touches: ['listHosts'], done: 'Host added', isInline: true });
export const useCreateService = () =>
  useChange(createServiceMutation(), { touches: SERVICES, done: 'Service created', isInline: true });
export const useUpdateService = () =>
  useChange(updateServiceMutation(), { touches: SERVICES, done: 'Service saved', isInline: true });
export const usePutConfig = () =>
  useChange(putConfigMutation(), {
    touches: ['getConfig', 'previewPromotion'],
    done: 'Configuration saved',
    isInline: true,
  });
