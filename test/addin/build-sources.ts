import type { StatusResponse } from '../../shared/contract/documents.ts'
import type { Section } from '../../shared/contract/sections.ts'
import type { SourcesResponse, TracedSource } from '../../shared/contract/sources.ts'

export function buildSection(order: number, title: string, level = 1, id = title): Section {
  return { section_id: id, section_title: title, section_order: order, level }
}

export function buildSource(fields: Partial<TracedSource> = {}): TracedSource {
  return {
    document_source_id: 'source-1',
    document_source_name: 'Protocol.pdf',
    document_source_version: 1,
    referenced_text: 'A total of 254 subjects were randomized.',
    basis: 'retrieved',
    page: 12,
    page_label: null,
    section_name: null,
    table: null,
    start_char: 0,
    end_char: 40,
    marks: [],
    boxes: [],
    ocr: null,
    score: 1,
    claim_state: 'not_checked',
    is_stale: false,
    preview_url: null,
    ...fields,
  }
}

export function buildResponse(fields: Partial<SourcesResponse> = {}): SourcesResponse {
  return {
    section: null,
    anchor: 'intact',
    claim_state: null,
    sources: [],
    total: fields.sources?.length ?? 0,
    nearest: [],
    gaps: [],
    omissions: [],
    candidates: [],
    values: [],
    searched: { sources: 6, passages: 412 },
    ...fields,
  }
}

/** Where a run stands in the middle of its work. */
export function buildReport(fields: Partial<StatusResponse> = {}): StatusResponse {
  return {
    task_id: '0b5f4f3e-5d3b-4f52-9d8e-000000000001',
    task_number: 7,
    status: 'Generating',
    progress: 60,
    error: null,
    step: 'orchestrate',
    sections_done: 12,
    sections_total: 34,
    awaiting_approval: false,
    quality: null,
    warnings: [],
    ...fields,
  }
}
