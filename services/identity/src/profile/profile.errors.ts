import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  avatar_unusable: { category: 'invalid', message: 'A picture is a PNG, JPEG or WebP file of at most 256 KiB.' },
});
