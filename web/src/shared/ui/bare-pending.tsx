import { VisuallyHidden } from '@mantine/core';
import { BarePage } from './bare-page.js';
import { PageSkeleton } from './skeletons.js';

/** The placeholder of a frame that is still to come: a page of its own, for there is no frame around it yet. */
export function BarePending() {
  return (
    <BarePage width="reading">
      <VisuallyHidden component="h1">Loading</VisuallyHidden>
      <PageSkeleton />
    </BarePage>
  );
}
