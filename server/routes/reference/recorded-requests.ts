import type { RouteName } from '../permissions.ts'

/** Bodies of calls whose schema leaves much open, as their users write them. */
export const recordedBodies: Readonly<Partial<Record<RouteName, unknown>>> = {
  'POST /api/v1/documents/generate': {
    document_type: 'Clinical Study Report',
    template_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10',
    output_name: 'My report',
    require: ['no_gaps'],
  },
  'PATCH /api/v1/documents/{id}': { role: 'sap' },
  'POST /get-sources-for-selected-text': {
    document_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10',
    selected_text: 'A total of 182 subjects were randomized',
  },
  'POST /api/v1/get-sources-for-selected-text': {
    document_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10',
    selected_text: 'A total of 182 subjects were randomized',
  },
  'POST /api/v1/templates': {
    template_name: 'House report',
    sections: [{ section_name: 'Summary', template_text: 'It says {{finding}}.' }],
  },
  'POST /api/v1/templates/{id}/validate': { data: { sponsor: 'Acme' } },
  'PUT /api/v1/templates/{id}/rules/{rule_id}/styles': { fill: 'DDE7F5', color: '1F3864' },
  'PUT /api/v1/document-mrt/{id}': {
    sections: [{ section_name: 'Summary', template_text: 'It says {{finding}}.' }],
  },
  'POST /api/v1/search': { query: 'missing Week 12 value', limit: 3 },
  'POST /api/v1/conversations/{id}/messages': {
    turn_id: '1',
    text: 'How many patients discontinued on placebo?',
  },
  'POST /v1/api-keys': { name: 'CRM', permissions: ['read', 'generate'] },
  'POST /v1/api-keys/{id}/rotate': { overlap_seconds: 3600 },
  'POST /api/v1/users': { user_name: 'Ada', role: 'member', subject: 'ada@example.com' },
  'DELETE /api/v1/document-sets/{id}/users': { user_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10' },
  'PATCH /api/v1/users/{id}': { role: 'viewer' },
  'POST /v1/webhooks': {
    url: 'https://crm.example.com/hook',
    events: ['generation.completed', 'generation.failed'],
  },
  'PATCH /v1/webhooks/{id}': { enabled: false },
  'POST /v1/webhooks/{id}/rotate-secret': { overlap_seconds: 3600 },
  'POST /api/v1/style-guides': {
    style_guide_name: 'House style',
    terms: [{ preferred: 'participant', forbidden: ['subject'] }],
  },
  'PUT /api/v1/style-guides/{id}': {
    style_guide_name: 'House style',
    date_format: 'd MMMM yyyy',
  },
  'POST /v1/generations': {
    template_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10',
    data: [{ name: 'Ada', amount: 42 }],
    document_per: 'record',
    outputs: ['pdf'],
  },
  'POST /v1/data-sources': {
    kind: 'http_json',
    name: 'People',
    url: 'https://crm.example.com/people.json',
    pointer: '/people',
  },
  'PATCH /v1/data-sources/{id}': { name: 'Customers' },
  'POST /v1/schedules': {
    name: 'Nightly letters',
    trigger: 'cron',
    cron: '0 6 * * MON-FRI',
    time_zone: 'Europe/Berlin',
    generation: {
      template_id: '7f3b1c52-8d40-4e0b-9a55-2f6c7d1e4b10',
      data_source_id: 'd0c1a6e4-51f7-4b0e-8a0c-3f1b9e5d7a22',
      outputs: ['pdf'],
    },
  },
  'PATCH /v1/schedules/{id}': { enabled: false },
  'POST /v1/schedules/{id}/events': { payload: { customer: 'Ada', amount: 42 } },
}

/** Forms, with `@` before what is a file. */
export const recordedForms: Readonly<Partial<Record<RouteName, Readonly<Record<string, string>>>>> =
  {
    'POST /api/v1/documents': { file: '@protocol.pdf', role: 'protocol' },
    'POST /api/v1/documents/local': { file: '@report.docx', document_id: 'DOCUMENT_ID' },
    'POST /api/v1/templates': { file: '@template.docx' },
    'POST /api/v1/files/upload': {
      file_content: '@people.csv',
      file_name: 'people.csv',
      container: 'input',
    },
    'POST /v1/data-sources': { file: '@people.csv', kind: 'csv' },
  }
