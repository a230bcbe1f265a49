/** The date of a request, where it names one. */
export function dueDate({ dueAt }: { dueAt?: string }): { dueAt?: Date } {
  return dueAt === undefined ? {} : { dueAt: new Date(dueAt) };
}
