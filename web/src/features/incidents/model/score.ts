/** A score from 0 to 1 as people compare it: whole percents. */
export function formatScore(score: number): string {
  return `${Math.round(Math.min(1, Math.max(0, score)) * 100)} %`;
}

/** What a score is worth in a word. The server rolls back by itself from one half on. */
export function scoreWord(score: number): 'strong' | 'fair' | 'weak' {
  if (score >= 0.75) return 'strong';
  return score >= 0.5 ? 'fair' : 'weak';
}
