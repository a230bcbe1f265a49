import { useEffect, useState } from 'react';

/** False at first, true once `delayMs` has passed: what is ready sooner never flashes a placeholder. */
export function useDelayed(delayMs = 300): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isDue;
}
