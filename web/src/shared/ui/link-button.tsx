import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type Native = ComponentPropsWithRef<'a'>;

function ButtonAnchor(props: ButtonProps & Omit<Native, keyof ButtonProps>) {
  return <Button component="a" {...props} />;
}

function PlainAnchor(props: AnchorProps & Omit<Native, keyof AnchorProps>) {
  return <Anchor {...props} />;
}

/** A router link that looks like a button; typed like `Link`. */
export const LinkButton = createLink(ButtonAnchor);

/** A router link in running text; typed like `Link`. */
export const TextLink = createLink(PlainAnchor);
