/** Makes the server at `url` (superuser) the one on which the testing library makes databases in this process. */
export function useTestServer(url: string): void {
  process.env.TEST_DATABASE_URL = url;
  process.env.QUEUE_BACKEND = 'postgres';
}
