import { Injectable } from '@nestjs/common';
import { OrgTx, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import type { EvidenceItemResponse } from './evidence.dto.js';
import { refuse } from './evidence.errors.js';
import { EvidenceRecorder } from './evidence.recorder.js';
import type { NewEvidence } from './evidence.repository.js';
import { EvidenceSubjects, type FoundSubject } from './evidence-subjects.js';
import type {
  EvidenceSubjectRequest,
  ParseTestResultsRequest,
  RecordSbomRequest,
  RecordScanRequest,
} from './record-evidence.dto.js';
import { saidBy } from './report-evidence.js';
import { readReport } from './reports/report-readers.js';
import { type Report, type ReportFormat, ReportProblem } from './reports/report.rules.js';

type Details = Pick<NewEvidence, 'name'> & Partial<Pick<NewEvidence, 'tool' | 'url'>>;

/** Reports that programs post, in the words of the tools that call these routes. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly subjects: EvidenceSubjects,
    private readonly recorder: EvidenceRecorder,
  ) {}

  /** A percentage of coverage that comes with it becomes evidence of its own. */
  async recordTests(orgId: string, request: ParseTestResultsRequest): Promise<EvidenceItemResponse> {
    const { report_xml: xml, report_url: url = null, test_type: name = 'unit', coverage_percent: percent } = request;
    const report = await read('junit', xml);
    return this.record(orgId, request, (subject) => [
      evidenceOf(subject, report, { name, tool: name, url, sourceDigest: digestOf(xml) }),
      ...(percent === undefined ? [] : [coverageOf(subject, percent, name)]),
    ]);
  }

  async recordScan(orgId: string, request: RecordScanRequest): Promise<EvidenceItemResponse> {
    const { scan_results: results, scan_type: type = 'image', image_ref: name = type, scanner = 'trivy' } = request;
    const text = JSON.stringify(results);
    const report = await read('trivy', text);
    return this.record(orgId, request, (subject) => [
      evidenceOf(subject, report, { name, tool: scanner, sourceDigest: digestOf(text) }),
    ]);
  }

  async recordSbom(orgId: string, request: RecordSbomRequest): Promise<EvidenceItemResponse> {
    const { sbom_data: document, format, generator: tool = null, sbom_url: url = null } = request;
    const text = JSON.stringify(document);
    const report = await read('sbom', text);
    const found = report.kind === 'sbom' ? report.summary.format : '';
    if (format !== undefined && found !== format) throw refuse('report_unreadable', `This is ${found}, not ${format}.`);
    return this.record(orgId, request, (subject) => [
      evidenceOf(subject, report, { name: tool ?? found, tool, url, sourceDigest: digestOf(text) }),
    ]);
  }

  private record(
    orgId: string,
    request: EvidenceSubjectRequest,
    evidence: (subject: FoundSubject) => NewEvidence[],
  ): Promise<EvidenceItemResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const given = evidence(await this.subject(tx, request));
      const views = await this.recorder.record(tx, given);
      const view = views.find(({ kind }) => kind === given[0]?.kind);
      if (!view) throw new Error('evidence was recorded and is not there');
      return view;
    });
  }

  private async subject(tx: Tx, request: EvidenceSubjectRequest): Promise<FoundSubject> {
    const { execution_id: execution, artifact_id: artifact, artifact_digest: digest } = request;
    if ([execution, artifact, digest].every((one) => one === undefined)) throw refuse('subject_missing');
    const [found] = await this.subjects.find(tx, [request]);
    if (!found) throw refuse('not_found');
    return found;
  }
}

/** @throws `report_unreadable`, with a sentence for its author */
async function read(format: ReportFormat, text: string): Promise<Report> {
  try {
    return await readReport(format, inPieces(text));
  } catch (error) {
    throw error instanceof ReportProblem ? refuse('report_unreadable', error.message) : error;
  }
}

async function* inPieces(text: string): AsyncGenerator<Buffer> {
  const content = Buffer.from(text);
  for (let at = 0; at < content.length; at += 65_536) yield await Promise.resolve(content.subarray(at, at + 65_536));
}

function evidenceOf(
  subject: FoundSubject,
  report: Report,
  { name, tool = null, url = null, sourceDigest }: Details & Pick<NewEvidence, 'sourceDigest'>,
): NewEvidence {
  return { ...subject, nodeId: null, ...saidBy(report), name, tool, url, sourceDigest };
}

function coverageOf(subject: FoundSubject, percent: number, name: string): NewEvidence {
  const counts = { linesCovered: 0, linesTotal: 0, branchesCovered: 0, branchesTotal: 0, files: 0 };
  return {
    ...{ ...subject, nodeId: null, kind: 'coverage', name, status: 'passed' },
    ...{
      summary: { percent: Math.floor(percent * 100) / 100, ...counts },
      items: [],
      problem: null,
      tool: null,
      url: null,
      sourceDigest: null,
    },
  };
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
