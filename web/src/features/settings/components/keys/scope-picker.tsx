import { Button, Checkbox, Group, Input, ScrollArea, Stack, Text } from '@mantine/core';

type Props = {
  /** What may be given. */
  offered: readonly string[];
  chosen: readonly string[];
  onChange: (scopes: string[]) => void;
  error?: string | undefined;
};

/** Which permissions a key has: of those that its maker and its holder have. */
export function ScopePicker({ offered, chosen, onChange, error }: Props) {
  const reads = offered.filter((scope) => scope.endsWith('.read'));
  return (
    <Input.Wrapper
      label="Permissions"
      description="It does no more than this, and no more than its holder may at the time."
      required
      error={error}
    >
      <Group gap="xs" my={6}>
        <Button variant="default" size="compact-xs" onClick={() => onChange(reads)}>
          Read only
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => onChange([...offered])}>
          All
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => onChange([])}>
          None
        </Button>
        <Text size="xs" c="dimmed">
          {chosen.length} of {offered.length}
        </Text>
      </Group>
      <ScrollArea.Autosize mah={220} type="auto" offsetScrollbars>
        <Checkbox.Group value={[...chosen]} onChange={onChange}>
          <Stack gap={6}>
            {offered.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
      </ScrollArea.Autosize>
    </Input.Wrapper>
  );
}
