import { Skeleton, Stack } from '@mantine/core';
import { useDelayed } from '../lib/use-delayed.js';

/** Grey rows in the height of a table row, after 300 ms; nothing before. */
export function RowSkeletons({ rows = 6 }: { rows?: number }) {
  const isDue = useDelayed();
  if (!isDue) return <div aria-busy="true" />;
  return (
    <Stack gap={10} aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={26} radius="sm" width={`${100 - ((index * 7) % 22)}%`} />
      ))}
    </Stack>
  );
}

/** A heading and a few rows: the placeholder of a whole page. */
export function PageSkeleton() {
  const isDue = useDelayed();
  if (!isDue) return <div aria-busy="true" />;
  return (
    <Stack gap="lg" aria-busy="true">
      <Skeleton height={26} width={240} radius="sm" />
      <RowSkeletons />
    </Stack>
  );
}
