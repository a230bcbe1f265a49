/**
 * News of executions that may be claimed, for all lanes of a process: the one that hears of it first looks, and takes all
 * that there is or tells the others that there is more than it has room for.
 */
export class DriveHints {
  private isNews = true;

  tell(): void {
    this.isNews = true;
  }

  /** Whether there is news; from then on it is none for anybody else. */
  take(): boolean {
    const was = this.isNews;
    this.isNews = false;
    return was;
  }
}
