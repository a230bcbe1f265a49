import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useOrg } from '../../../shared/lib/use-org.js';
import { oneOf, text } from '../../../shared/lib/search-params.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { type TemplateSearch, useCategories, useTemplates } from '../api/templates.js';
import { PIPELINE_TYPES, typeWord } from '../model/pipeline-type.js';
import { TemplateCard } from './template-card.js';
import classes from './templates.module.css';

type Props = { search: TemplateSearch; onSearch: (search: TemplateSearch) => void };

/** The library: pipelines to begin with, the most used first. */
export function TemplatesPage({ search, onSearch }: Props) {
  const query = useTemplates(useOrg(), search);
  return (
    <Page>
      <PageHeader title="Templates" meta="Pipelines to begin with. Each of them runs as it is." />
      <div className={classes.search}>
        <TextInput
          aria-label="Search the templates"
          placeholder="Search names, descriptions and tags"
          data-page-search
          w={420}
          maw="100%"
          maxLength={100}
          value={search.search ?? ''}
          onChange={(event) => onSearch({ ...search, search: text(event.currentTarget.value) })}
        />
        <NativeSelect
          aria-label="Type"
          value={search.type ?? ''}
          onChange={(event) => onSearch({ ...search, type: oneOf(event.currentTarget.value, PIPELINE_TYPES) })}
          data={[
            { value: '', label: 'Any type' },
            ...PIPELINE_TYPES.map((type) => ({ value: type, label: typeWord(type) })),
          ]}
        />
      </div>
      <Categories search={search} onSearch={onSearch} />
      <QueryView
        query={query}
        isEmpty={({ pages }) => pages[0]?.items.length === 0}
        empty={<NoneFits onAll={() => onSearch({})} />}
      >
        {({ pages }) => (
          <ul className={classes.gallery}>
            {pages
              .flatMap(({ items }) => items)
              .map((template) => (
                <TemplateCard key={template.id} template={template} onTag={(tag) => onSearch({ ...search, tag })} />
              ))}
          </ul>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          More templates
        </Button>
      )}
    </Page>
  );
}

function Categories({ search, onSearch }: Props) {
  const categories = useCategories(useOrg());
  const chips = [undefined, ...categories];
  return (
    <div className={classes.chips} role="group" aria-label="Category">
      {chips.map((category) => (
        <button
          key={category ?? ''}
          type="button"
          className={classes.chip}
          aria-pressed={search.category === category}
          onClick={() => onSearch({ ...search, category })}
        >
          {category ?? 'All'}
        </button>
      ))}
      {search.tag !== undefined && (
        <button
          type="button"
          className={classes.chip}
          aria-pressed
          aria-label={`Tagged ${search.tag}; show all tags`}
          onClick={() => onSearch({ ...search, tag: undefined })}
        >
          {search.tag} ×
        </button>
      )}
    </div>
  );
}

function NoneFits({ onAll }: { onAll: () => void }) {
  return (
    <EmptyState
      title="No template fits"
      action={
        <Button variant="default" onClick={onAll}>
          Show all templates
        </Button>
      }
    >
      Search for something else, or clear what narrows the list.
    </EmptyState>
  );
}
