import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getPreferencesOptions,
  getPreferencesQueryKey,
  putPreferencesMutation,
} from './generated/@tanstack/react-query.gen.js';

type Choice = readonly string[] | undefined;

/** The columns that the person wants on a list, undefined for all; and how to choose others. It shows at once. */
export function useColumnChoice(list: string): readonly [Choice, (choice: string[] | undefined) => void] {
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...getPreferencesOptions(), staleTime: 300_000 });
  const put = useMutation({
    ...putPreferencesMutation(),
    onError: () => queryClient.invalidateQueries({ queryKey: getPreferencesQueryKey() }),
  });
  const choose = (choice: string[] | undefined): void => {
    if (!data) return;
    const { [list]: _before, ...others } = data.columns;
    const body = { ...data, columns: choice ? { ...others, [list]: choice } : others };
    queryClient.setQueryData(getPreferencesQueryKey(), body);
    put.mutate({ body });
  };
  return [data?.columns[list], choose];
}
