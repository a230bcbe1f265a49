import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What this service knows of another's things: only whether each counts. */
@Entity({ name: 'counted_subject' })
export class CountedSubject {
  @PrimaryColumn('uuid', { name: 'org_id' })
  orgId!: string;

  @PrimaryColumn('text')
  kind!: 'members' | 'projects' | 'services' | 'environments';

  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('boolean')
  counts!: boolean;

  /** Of the event that said so; an older one does not overwrite it. */
  @Column('int')
  version!: number;
}
