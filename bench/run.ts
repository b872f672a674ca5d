/**
 * `npm run bench -- NAME …`: measures ours against named peers, in one run on one machine.
 * A bench is loaded only when it runs, so that its peers are not in memory while another is measured.
 */
import { describeMachine } from './machine.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = {
  'read-pdf': async () => (await import('./read-pdf.ts')).benchReadPdf(),
  'read-docx': async () => (await import('./read-docx.ts')).benchReadDocx(),
  'truth-docx': async () => (await import('./truth/run.ts')).benchTruthDocx(),
  'truth-pdf': async () => (await import('./truth/pdf.ts')).benchTruthPdf(),
  'truth-rtf': async () => (await import('./truth/rtf.ts')).benchTruthRtf(),
  corpus: async () => (await import('./read-corpus.ts')).benchReadCorpus(),
  fuzz: async () => (await import('./fuzz.ts')).benchFuzz(),
  hostile: async () => (await import('./hostile.ts')).benchHostile(),
  write: async () => (await import('./write/run.ts')).benchWrite(),
  accept: async () => (await import('./accept.ts')).benchAccept(),
  load: async () => (await import('./load/run.ts')).benchLoad(),
  probes: async () => (await import('./probes.ts')).benchProbes(),
  check: async () => (await import('./check/run.ts')).benchCheck(),
  'local-check': async () => (await import('./local-check/run.ts')).benchLocalCheck(),
  'false-sentences': async () =>
    (await import('./local-check/false-sentences.ts')).benchFalseSentences(),
  'false-sentences-held-out': async () =>
    (await import('./local-check/false-sentences.ts')).benchHeldOutFalseSentences(),
  study: async () => (await import('./study/run.ts')).benchStudy(),
  ocr: async () => (await import('./ocr/run.ts')).benchOcr(),
  anchoring: async () => (await import('./anchoring/run.ts')).benchAnchoring(),
  'anchoring-held-out': async () => (await import('./anchoring/run.ts')).benchAnchoringHeldOut(),
  'anchoring-twins': async () => (await import('./anchoring/run.ts')).benchAnchoringTwins(),
  'anchoring-twins-held-out': async () =>
    (await import('./anchoring/run.ts')).benchAnchoringTwinsHeldOut(),
  'anchoring-speed': async () => (await import('./anchoring/run.ts')).benchAnchoringSpeed(),
  mutations: async () => (await import('./verify/mutations.ts')).benchMutations(),
  'mutations-other': async () => (await import('./verify/mutations.ts')).benchOtherMutations(),
  'mutations-domains': async () => (await import('./verify/mutations.ts')).benchDomainMutations(),
  'mutations-held-out': async () => (await import('./verify/mutations.ts')).benchHeldOutMutations(),
  'mutations-varied': async () => (await import('./verify/mutations.ts')).benchVariedMutations(),
  'mutations-fresh': async () => (await import('./verify/mutations.ts')).benchFreshMutations(),
  'verify-scifact': async () => (await import('./verify/scifact.ts')).benchScifact(),
  tatqa: async () => (await import('./verify/tatqa.ts')).benchTatqa(),
  'study-kills': async () => (await import('./study/kills.ts')).benchStudyKills(),
  scifact: async () => (await import('./grounding/run.ts')).benchScifact(),
  qed: async () => (await import('./grounding/run.ts')).benchQed(),
  xquad: async () => (await import('./grounding/run.ts')).benchXquad(),
  clapnq: async () => (await import('./grounding/run.ts')).benchClapnq(),
  'covid-qa': async () => (await import('./grounding/run.ts')).benchCovidQa(),
  dense: async () => (await import('./grounding/dense.ts')).benchDense(),
  vectors: async () => (await import('./vectors.ts')).benchVectors(),
  selection: async () => (await import('./selection/run.ts')).benchSelection(),
  pane: async () => loadPaneBench(),
  chat: async () => (await import('./chat/run.ts')).benchChat(),
  'train-passages': async () => (await import('./grounding/train-passages.ts')).trainPassages(),
  'train-weights': async () => (await import('./grounding/train-weights.ts')).trainWeights(),
}

/** Its functions for a page are compiled with the DOM, which nothing else here is to know. */
async function loadPaneBench(): Promise<void> {
  const path: string = './pane/run.ts'
  const { benchPane } = (await import(path)) as { benchPane(): Promise<void> }
  await benchPane()
}

/**
 * `--report` reads the half of the labelled sets that nothing is tuned on; `dense` takes `--sets=scifact,qed`,
 * and with `--texts=600` embeds so many of each.
 */
const names = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const unknown = names.filter((name) => !(name in benches))

if (names.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no bench ${unknown.join(', ')}.`)
  console.error(`npm run bench -- ${Object.keys(benches).join(' | ')}`)
  process.exitCode = 1
} else {
  console.log(describeMachine())
  for (const name of names) await benches[name]?.()
}
