import type { TemplateSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { typeWord } from '../model/pipeline-type.js';
import classes from './templates.module.css';

type Props = { template: TemplateSummaryResponse; onTag: (tag: string) => void };

export function TemplateCard({ template, onTag }: Props) {
  const { id, name, description, tags } = template;
  return (
    <li className={classes.card}>
      <TextLink to="/$org/pipelines/templates/$templateId" params={{ org: useOrg(), templateId: id }} fw={550}>
        {name}
      </TextLink>
      <p className={classes.description}>{description}</p>
      <p className={classes.facts}>
        <TemplateFacts template={template} />
      </p>
      <p className={classes.tags}>
        {tags.map((tag) => (
          <button
            key={tag}
            type="button"
            className={classes.tag}
            aria-label={`Only templates tagged ${tag}`}
            onClick={() => onTag(tag)}
          >
            {tag}
          </button>
        ))}
      </p>
    </li>
  );
}

/** What it is for, how often it was used, and where it comes from. */
export function TemplateFacts({ template }: { template: TemplateSummaryResponse }) {
  const { type, uses, builtIn, own, visibility } = template;
  const from = builtIn ? 'comes with Throughline' : own ? `yours, ${visibility}` : 'of another organization';
  return (
    <>
      <span>{typeWord(type)}</span>
      <span>{uses === 1 ? 'used once' : `used ${uses} times`}</span>
      <span>{from}</span>
    </>
  );
}
