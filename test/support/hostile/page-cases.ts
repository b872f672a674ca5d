import { toBytes, type HostileCase } from './hostile-case.ts'

/** HTML and RTF: deep, wide, and with words that nobody sees. */
export const pageCases: readonly HostileCase[] = [
  createPage('elements 100,000 deep', () => '<div>'.repeat(100_000), 'too_deep'),
  createPage('inline elements 100,000 deep', () => '<b>'.repeat(100_000), 'too_deep'),
  createPage('lists 100,000 deep', () => '<ul><li>'.repeat(100_000), 'too_deep'),
  createPage('tables 20,000 deep', () => '<table><tr><td>'.repeat(20_000), 'too_deep'),
  createPage(
    '100,000 formats that are never closed',
    () => '<p><b><i><u><s>words'.repeat(25_000),
    'read',
  ),
  createPage(
    'a table of 20,000 columns',
    () => `<table><tr>${'<td>a'.repeat(20_000)}</table>`,
    'too_large',
  ),
  createPage(
    '20,000 columns in 200 rows',
    () => `<table>${`<tr>${'<td>a'.repeat(20_000)}`.repeat(200)}`,
    'too_large',
  ),
  createPage(
    'cells that claim to span a million',
    () => `<table>${'<tr><td colspan=1000 rowspan=65534>a'.repeat(20_000)}`,
    'too_large',
  ),
  createPage(
    'an attribute of 40 MB',
    () => `<p title="${'a'.repeat(40_000_000)}">words</p>`,
    'read',
  ),
  createPage('a million attributes', () => `<p ${listAttributes(1_000_000)}>words</p>`, 'read'),
  createPage('50 MB of paragraphs', () => '<p>words'.repeat(6_500_000), 'too_large'),
  {
    ...createPage('words that no one sees', () => unseenPage, 'read'),
    shows: 'Seen words.',
    hides: 'unseen',
  },
  {
    name: 'Markdown with words that no one sees',
    fileName: 'hostile.md',
    build: () => toBytes(unseenMarkdown),
    outcome: 'read',
    shows: 'Seen words.',
    hides: 'unseen',
  },
  createRtf('groups 100,000 deep', () => '{'.repeat(100_000), 'too_deep'),
  createRtf('a table of 5,000 rows', () => rtfRow(10).repeat(5_000), 'read'),
  createRtf('a table of 100,000 rows', () => rtfRow(10).repeat(100_000), 'too_large'),
  createRtf('a table of 1,500 columns', () => rtfRow(1500), 'too_large'),
  createRtf(
    'tables in cells 10,000 deep',
    () =>
      '\\itap2\\intbl a\\nestcell{\\*\\nesttableprops\\trowd\\cellx100\\nestrow}'.repeat(10_000),
    'read',
  ),
  createRtf(
    'cells nested 10,000 deep by their number',
    () => '\\intbl\\itap10000 a\\nestcell\\nestrow\\cell\\row',
    'read',
  ),
  createRtf('a million footnotes that open', () => '{\\footnote a'.repeat(1_000_000), 'too_deep'),
  createRtf(
    '50 MB of hexadecimal picture',
    () => `{\\pict ${'f0'.repeat(24_000_000)}}words`,
    'read',
  ),
  createRtf('50 MB of words', () => 'words '.repeat(8_000_000), 'too_large'),
  createRtf('a million paragraphs', () => 'words\\par '.repeat(1_000_000), 'too_large'),
]

function createPage(
  name: string,
  build: () => string,
  outcome: HostileCase['outcome'],
): HostileCase {
  const page = () => toBytes(`<!doctype html><html><body>${build()}`)
  return { name, fileName: 'hostile.html', build: page, outcome }
}

function createRtf(
  name: string,
  build: () => string,
  outcome: HostileCase['outcome'],
): HostileCase {
  return { name, fileName: 'hostile.rtf', build: () => toBytes(`{\\rtf1 ${build()}}`), outcome }
}

function listAttributes(count: number): string {
  return Array.from({ length: count }, (_, at) => `a${at}=1`).join(' ')
}

function rtfRow(columns: number): string {
  const edges = Array.from({ length: columns }, (_, at) => `\\cellx${(at + 1) * 50}`).join('')
  return `\\trowd${edges}${'\\pard\\intbl x\\cell'.repeat(columns)}\\row `
}

const unseenPage = `<p onclick="say('unseen')" title="unseen" data-a="unseen">Seen <!-- unseen -->words.</p>
<script>unseen()</script><style>p { content: 'unseen' }</style><template><p>unseen</p></template>
<p hidden>unseen</p><p style="display:none">unseen</p><p style="color:red; VISIBILITY : hidden">unseen</p>
<noscript>unseen</noscript><iframe src="https://example.invalid/unseen">unseen</iframe>
<object data="unseen">unseen</object><svg><text>unseen</text></svg><textarea>unseen</textarea>
<input value="unseen"><img alt="unseen" src="https://example.invalid/unseen.png" onerror="unseen()">
<a href="javascript:unseen()"></a><p style="opacity:0">unseen</p><p style="font-size:0">unseen</p>
<dialog>unseen</dialog><details><summary>Seen</summary></details><math><annotation>unseen</annotation></math>`

const unseenMarkdown = `Seen <script>unseen()</script><style>unseen</style><!-- unseen -->words.

A paragraph <script>unseen
unseen</script> over two lines, <span hidden>unseen</span> and <span style="display:none">*unseen*</span>.

<script>
unseen

unseen
</script>

<div hidden>

unseen

</div>

| a | b |
|---|---|
| <script>unseen</script>x | <i hidden>unseen</i>y |

- item <style>unseen</style>

[Seen](javascript:unseen() "unseen") ![unseen](https://example.invalid/unseen.png)

[unseen]: https://example.invalid/unseen "unseen"
`
