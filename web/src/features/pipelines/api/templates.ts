import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  createTemplateMutation,
  deleteTemplateMutation,
  getTemplateOptions,
  listTemplatesInfiniteOptions,
  listTemplatesOptions,
  useTemplateMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { ListTemplatesData } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TEMPLATES = ['listTemplates', 'getTemplate'];
export type TemplateSearch = Pick<NonNullable<ListTemplatesData['query']>, 'search' | 'category' | 'type' | 'tag'>;

/** What fits the search, the most used first, page by page. */
export function useTemplates(org: string, query: TemplateSearch) {
  return useInfiniteQuery({
    ...listTemplatesInfiniteOptions({ path: { org }, query }),
    initialPageParam: { path: { org }, query },
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The categories that there are, of the most used templates. */
export function useCategories(org: string): string[] {
  const { data } = useQuery(listTemplatesOptions({ path: { org }, query: { limit: 200 } }));
  return [...new Set((data?.items ?? []).map(({ category }) => category))].toSorted();
}

export const templateOptions = (org: string, templateId: string) => getTemplateOptions({ path: { org, templateId } });
export const useUse = () => useChange(useTemplateMutation(), { touches: TEMPLATES });
export const useSaveTemplate = () =>
  useChange(createTemplateMutation(), { touches: TEMPLATES, done: 'Template saved', isInline: true });
export const useDeleteTemplate = () =>
  useChange(deleteTemplateMutation(), { touches: ['listTemplates'], done: 'Template deleted', isInline: true });
