import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import {
  billingEntitlementsChangedV1,
  deploymentsServiceChangedV1,
  identityOrgCreatedV1,
  identityProjectChangedV1,
} from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import {
  armFaultPoint,
  Audit,
  NotIdempotent,
  OrgId,
  OrgTx,
  Outbox,
  Public,
  Requires,
  type ServiceManifest,
  tenantTable,
  type Tx,
} from '@throughline/platform';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ProbeHandlers } from './probe-handlers.js';

/** A service as small as can be, to prove the platform by. It plays `billing`, whose events it has to handle. */
class CreateNote {
  @ApiProperty() @IsString() @MaxLength(20) text!: string;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) rank!: number;
}

class NoteResponse {
  @ApiProperty() id!: string;
  @ApiProperty() text!: string;
}

/** What the echo's event of a service does to its handler, by rank. */
const FATES = [undefined, 'flaky', undefined, 'refuse', undefined];

@Controller('api/v1/orgs/:org/notes')
class NotesController {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Requires('projects.read')
  @ApiOkResponse({ type: [NoteResponse] })
  list(@OrgId() orgId: string): Promise<NoteResponse[]> {
    return this.orgTx.run(orgId, (tx) => tx.query<NoteResponse>('SELECT id, text FROM note ORDER BY rank, id'));
  }

  @Post()
  @Requires('projects.manage')
  @ApiBody({ type: CreateNote })
  create(@OrgId() orgId: string, @Body() body: CreateNote): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const id = newId();
      await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', [
        id,
        orgId,
        body.text,
        body.rank,
      ]);
      await this.outbox.append(
        tx,
        billingEntitlementsChangedV1,
        { kind: 'note', id: orgId },
        { version: body.rank, planKey: 'free', items: [] },
      );
      await this.audit.record(tx, { action: 'note.created', resourceKind: 'note', resourceId: id });
      return { id, text: body.text };
    });
  }
}

/** Sends an event that this same service consumes: a closed loop from command to effect. */
@Controller('api/v1/orgs/:org/echoes')
class EchoController {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @Requires('projects.manage')
  @ApiBody({ type: CreateNote })
  create(@OrgId() orgId: string, @Body() body: CreateNote): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const id = newId();
      const values = [id, orgId, `sent ${body.text}`, body.rank];
      await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', values);
      const data = { slug: 'echo', name: `echo ${body.text}`, ownerUserId: id, parentOrgId: null };
      await this.outbox.append(tx, identityOrgCreatedV1, { kind: 'organization', id }, data);
      await this.follow(tx, orgId, body);
      return { id, text: body.text };
    });
  }

  /** One more word for the organization's text, in order; and, by rank, a handler that fails once or for good. */
  private async follow(tx: Tx, orgId: string, { text, rank }: CreateNote): Promise<void> {
    const project = { projectId: orgId, slug: 'p', name: text, archived: false };
    await this.outbox.append(tx, identityProjectChangedV1, { kind: 'project', id: orgId }, project);
    const fate = FATES[rank % FATES.length];
    if (fate === undefined) return;
    const serviceId = newId();
    const service = { serviceId, projectId: orgId, slug: 's', name: fate };
    await this.outbox.append(tx, deploymentsServiceChangedV1, { kind: 'service', id: serviceId }, service);
  }
}

/** Commands of more than one transaction, which end in all the ways that there are, by their text. */
@Controller('api/v1/orgs/:org/steps')
class StepsController {
  private readonly broken = new Set<string>();

  constructor(private readonly orgTx: OrgTx) {}

  @Post()
  @Requires('projects.manage')
  @ApiBody({ type: CreateNote })
  async create(@OrgId() orgId: string, @Body() { text }: CreateNote): Promise<object> {
    const seen = await this.orgTx.run(orgId, (tx) => countOf(tx, text));
    const first = await this.orgTx.run(orgId, async (tx) => {
      const inner = text === 'nested' ? await this.orgTx.run(orgId, (own) => insertNote(own, orgId, text)) : null;
      const id = await insertNote(tx, orgId, text);
      return text === 'function' ? { id, inner, of: () => id } : { id, inner };
    });
    if (text === 'refuses') throw new AppError('late_refusal', 'conflict', 'Too late.');
    if (text === 'breaks once' && !this.broken.has(orgId)) {
      this.broken.add(orgId);
      throw new Error('broken');
    }
    const second = await this.orgTx.run(orgId, (tx) => insertNote(tx, orgId, text));
    return { seen, first: first.id, inner: first.inner, second };
  }
}

async function insertNote(tx: Tx, orgId: string, text: string): Promise<string> {
  const id = newId();
  await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, 1)', [id, orgId, text]);
  return id;
}

async function countOf(tx: Tx, text: string): Promise<number> {
  return (await tx.query('SELECT 1 FROM note WHERE text = $1', [text])).length;
}

@Controller('open')
class OpenController {
  @Get()
  @Public()
  open(): { open: boolean } {
    return { open: true };
  }

  /** The process dies at the point from now on, without the start that `FAULT_POINT` would take. */
  @Post('fault/:point')
  @Public()
  @NotIdempotent('Nothing is made by it.')
  arm(@Param('point') point: string): void {
    armFaultPoint(point);
  }
}

class CreateNotes1800000000000 implements MigrationInterface {
  name = 'CreateNotes1800000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE note (id uuid PRIMARY KEY, org_id uuid NOT NULL, text text NOT NULL, rank int NOT NULL)',
    );
    await runner.query('CREATE INDEX ON note (org_id)');
    for (const sql of tenantTable('note')) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

@Module({ controllers: [NotesController, EchoController, StepsController, OpenController], providers: [ProbeHandlers] })
export class ProbeModule {}

export const probeManifest: ServiceManifest = {
  name: 'billing',
  title: 'Probe',
  entities: [],
  migrations: [CreateNotes1800000000000],
};
