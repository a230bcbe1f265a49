import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  dead_letter_not_found: { category: 'not_found', message: 'There is no such event among those not applied.' },
  dead_letter_settled: {
    category: 'conflict',
    message: 'The event is being replayed, or was replayed or discarded already. Reload to see what became of it.',
  },
});
