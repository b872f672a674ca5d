import { element, type XmlElement } from '../../server/formats/xml.ts'
import { buildDocx, paragraph as paragraphXml } from '../support/build-docx.ts'
import { loadDocx, type LoadedDocx, type StoredNote, type Unit } from './docx-units.ts'
import { UnitText, type Span, type UnitRange } from './unit-text.ts'

export type WordOptions = {
  /** Requirement sets beside those that every Word has; WordApi 1.6 when left out. */
  readonly wordApi?: '1.3' | '1.4' | '1.5' | '1.6'
  /** Whether a range's text holds what a tracked deletion took: it does in one Word and not in another. */
  readonly showsDeletions?: boolean
  /** A search beyond 255 characters fails, or on Windows finds nothing and does not say why. */
  readonly longSearch?: 'fails' | 'finds nothing'
  /** An edit fails in a protected document, and does nothing in a locked content control. */
  readonly refuses?: 'with an error' | 'silently' | 'with an error after one edit' | undefined
  /** What becomes of text that a pane puts in: Word corrects it, or a form has its own rules. */
  readonly corrects?: (text: string) => string
  /** Settings that the pane stored in the file, each as JSON; a copy of the file has them, too. */
  readonly settings?: Readonly<Record<string, string>>
  readonly url?: string
  /** Parts of other namespaces are given with those that were asked for (office-js #227). */
  readonly mixesParts?: boolean
  /**
   * The account that Office is signed in with: gives a token, the number of an error, or nothing at
   * all, as an Office does that hangs. Without it this Word has no IdentityAPI.
   */
  readonly account?: (question: TokenQuestion) => Promise<string | number | undefined>
}

/** What Microsoft's client asks for on behalf of a pane. */
export type TokenQuestion = {
  readonly allowSignInPrompt: boolean
  readonly allowConsentPrompt: boolean
}

export class WordRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The document that the stand-in for Word has open, over a real .docx. */
export class WordDocument extends UnitText {
  changeTrackingMode: 'Off' | 'TrackAll' | 'TrackMineOnly' = 'Off'
  settings: Readonly<Record<string, string>>
  url: string
  customParts: Map<string, string>
  /** How often a pane wrote or deleted a custom part: a change of the file each time. */
  partChanges = 0
  readonly options: WordOptions
  readonly notes: StoredNote[] = []
  /** What a paragraph is called in this session: another session calls it otherwise. */
  readonly localIds = new Map<Unit, string>()
  /** How often the selection was set. */
  selections = 0
  onParagraphs: (change: 'Changed' | 'Added' | 'Deleted', localIds: readonly string[]) => void =
    () => {}
  readonly #loaded: LoadedDocx
  #edits = 0
  #selection: UnitRange
  #commented: (StoredNote & UnitRange)[] = []

  constructor(bytes: Uint8Array, options: WordOptions = {}) {
    const loaded = loadDocx(bytes)
    super(loaded.units)
    this.#loaded = loaded
    this.options = options
    this.settings = options.settings ?? {}
    this.url = options.url ?? 'https://word.test/documents/My%20report.docx'
    this.customParts = new Map(this.#loaded.customParts.map((xml, at) => [`{part-${at}}`, xml]))
    this.#selection = { start: this.units[0]!, end: this.units[0]! }
  }

  /** The file as Word would save it now. */
  save(): Uint8Array {
    return this.#loaded.save(this.units, {
      notes: this.notes,
      customParts: [...this.customParts.values()],
      settings: JSON.stringify(this.settings),
    })
  }

  get selection(): Span {
    return this.spanOf(this.#selection)
  }

  set selection(span: Span) {
    this.select(this.rangeOf(span))
  }

  get selected(): UnitRange {
    return this.#selection
  }

  select(range: UnitRange): void {
    this.#selection = range
    this.selections++
  }

  get paragraphs(): (Span & { readonly text: string; readonly outlineLevel: number })[] {
    return this.marks.map((mark) => {
      const range = this.paragraphRange(mark)
      const words = { start: range.start, end: mark }
      const outlineLevel = this.#loaded.levelOf(mark.paragraph!.element)
      return { ...this.spanOf(words), text: this.textOf(words, 'all'), outlineLevel }
    })
  }

  levelOf(mark: Unit): number {
    return this.#loaded.levelOf(mark.paragraph!.element)
  }

  /** Puts text in place of a range, tracked if the mode says so; gives the range of the text. */
  replace(range: UnitRange, text: string): UnitRange {
    const inserted = this.insert(this.units[this.endAt(range)]!, text)
    this.remove({ start: range.start, end: inserted.start })
    return inserted
  }

  remove(range: UnitRange): void {
    this.refuse()
    if (this.isSilent || this.isLocked(range)) return
    const heir = this.units[this.endAt(range)]!
    const taken = this.slice(range).filter(({ raw }) => raw?.place !== 'paragraph')
    const gone = new Set(taken.filter((unit) => !this.#isTracked || unit.mark === 'ins'))
    for (const unit of taken) {
      this.#touch(unit)
      if (gone.has(unit)) unit.heir = heir
      else unit.mark = 'del'
    }
    this.units = this.units.filter((unit) => !gone.has(unit))
    for (const { paragraph } of gone) {
      if (!paragraph) continue
      paragraph.parent.children = paragraph.parent.children.filter(
        (one) => one !== paragraph.element,
      )
    }
    this.#tell('Changed', heir)
  }

  /** Puts text before a unit, with the style of what stands before it. */
  insert(before: Unit, text: string): UnitRange {
    this.refuse()
    const at = this.at(before)
    const beside = this.units[at - 1]
    const isLocked = this.isLocked({ start: beside ?? before, end: this.units[at]! })
    if (this.isSilent || isLocked) return { start: this.units[at]!, end: this.units[at]! }
    const style = this.units[at - 1]?.properties ?? this.units[at]?.properties
    const mark = this.#isTracked ? 'ins' : undefined
    const written = this.options.corrects?.(text) ?? text
    const added = Array.from(written.replaceAll('\r', '\n').split(''), (character): Unit => {
      const control = beside?.control
      const unit: Unit = { text: character, properties: style, mark, control }
      if (character === '\n') this.#makeParagraph(unit, before)
      return unit
    })
    this.units.splice(at, 0, ...added)
    this.#touch(this.units[at + added.length]!)
    this.#tell(added.some(({ paragraph }) => paragraph) ? 'Added' : 'Changed', before)
    return { start: added[0] ?? this.units[at]!, end: this.units[at + added.length]! }
  }

  addNote(kind: StoredNote['kind'], range: UnitRange, text: string): StoredNote & UnitRange {
    this.refuse()
    const note = { kind, id: this.notes.length + 100, text }
    if (this.isSilent || (kind === 'footnote' && this.isLocked(range))) return { ...note, ...range }
    this.notes.push(note)
    const at = this.endAt(range)
    const id = { 'w:id': String(note.id) }
    const build = (name: string, place: 'run' | 'paragraph', words = ''): Unit => ({
      text: words,
      properties: undefined,
      mark: undefined,
      raw: { element: element(name, id), place },
    })
    const placed = { ...note, ...range }
    if (kind === 'footnote') {
      const mark = this.#isTracked ? ('ins' as const) : undefined
      this.units.splice(at, 0, { ...build('w:footnoteReference', 'run', '\u0002'), mark })
      const [start, end] = [this.units[at]!, this.units[at + 1]!]
      this.#touch(end)
      this.#tell('Changed', end)
      return { ...note, start, end, last: start }
    } else {
      this.units.splice(
        at,
        0,
        build('w:commentRangeEnd', 'paragraph'),
        build('w:commentReference', 'run'),
      )
      this.units.splice(this.at(range.start), 0, build('w:commentRangeStart', 'paragraph'))
      this.#commented.push(placed)
    }
    this.#touch(range.end)
    this.#tell('Changed', range.end)
    return placed
  }

  /** Tracked changes, each as the words that it put in or took out. */
  get trackedChanges(): { readonly kind: 'ins' | 'del'; readonly text: string }[] {
    const found: { kind: 'ins' | 'del'; text: string }[] = []
    let before: Unit['mark']
    for (const { mark, text } of this.units) {
      if (mark && mark === before) found.at(-1)!.text += text
      else if (mark) found.push({ kind: mark, text })
      before = mark
    }
    return found
  }

  /** The words that each comment is about. */
  get comments(): { readonly text: string; readonly about: string }[] {
    return this.#commented.map((one) => ({ text: one.text, about: this.textOf(one, 'final') }))
  }

  commentsAt(range: UnitRange): (StoredNote & UnitRange)[] {
    return this.#commented.filter(
      (one) => this.at(one.start) < this.endAt(range) && this.endAt(one) > this.at(range.start),
    )
  }

  refuse(): void {
    const { refuses = 'silently' } = this.options
    if (refuses === 'silently') return
    if (refuses === 'with an error after one edit' && this.#edits++ === 0) return
    throw new WordRefusal('AccessDenied', 'You cannot perform the requested operation.')
  }

  get isSilent(): boolean {
    return this.options.refuses === 'silently'
  }

  isLocked(range: UnitRange): boolean {
    return this.slice(range).some(({ control }) => {
      for (let at = control; at; at = at.parent) if (at.cannotEdit) return true
      return false
    })
  }

  get #isTracked(): boolean {
    return this.changeTrackingMode !== 'Off'
  }

  #touch(unit: Unit): void {
    const place = this.markOf(unit)?.paragraph
    if (place) place.isTouched = true
  }

  #makeParagraph(unit: Unit, before: Unit): void {
    const behind = this.markOf(before)?.paragraph ?? this.marks.at(-1)!.paragraph!
    const paragraph: XmlElement = element('w:p')
    behind.parent.children.splice(behind.parent.children.indexOf(behind.element), 0, paragraph)
    unit.text = '\r'
    unit.paragraph = { element: paragraph, parent: behind.parent, isTouched: true }
  }

  #tell(change: 'Changed' | 'Added' | 'Deleted', unit: Unit): void {
    const mark = this.markOf(unit)
    this.onParagraphs(change, mark ? [this.localIdOf(mark)] : [])
  }

  localIdOf(mark: Unit): string {
    const known = this.localIds.get(mark)
    const made = known ?? crypto.randomUUID().slice(0, 8)
    this.localIds.set(mark, made)
    return made
  }
}

/** A document of plain paragraphs; those with a level are headings. */
export function createWordDocument(
  paragraphs: readonly { readonly text: string; readonly level?: number }[],
  options: WordOptions = {},
): WordDocument {
  const body = paragraphs
    .map(({ text, level }) =>
      level === undefined
        ? paragraphXml(text)
        : paragraphXml(text, '', `<w:outlineLvl w:val="${level - 1}"/>`),
    )
    .join('')
  return new WordDocument(buildDocx({ body }), options)
}
