import type { Unit } from './docx-units.ts'

/** Half-open offsets in the document's text. */
export type Span = { readonly start: number; readonly end: number }

/** Ends behind the unit `last`, so that it does not grow, else before the unit `end`; all outlive edits. */
export type UnitRange = { readonly start: Unit; readonly end: Unit; readonly last?: Unit }

/** What a range's text is: with all that the page shows, or after or before all tracked changes. */
export type View = 'all' | 'final' | 'original'

/** The units of a document, and where things stand in them. */
export class UnitText {
  units: Unit[]
  readonly end: Unit = { text: '', properties: undefined, mark: undefined }

  constructor(units: readonly Unit[]) {
    this.units = [...units, this.end]
  }

  get text(): string {
    return this.textOf(this.whole, 'all')
  }

  get finalText(): string {
    return this.textOf(this.whole, 'final')
  }

  get whole(): UnitRange {
    return { start: this.units[0]!, end: this.end }
  }

  /** Paragraphs by the marks that end them. */
  get marks(): Unit[] {
    return this.units.filter(({ paragraph }) => paragraph)
  }

  /** From its first unit to behind its mark. */
  paragraphRange(mark: Unit): UnitRange {
    const at = this.at(mark)
    let first = at
    while (first > 0 && !this.units[first - 1]!.paragraph) first--
    return { start: this.units[first]!, end: this.units[at + 1]! }
  }

  at(unit: Unit): number {
    let found = unit
    while (found.heir) found = found.heir
    return this.units.indexOf(found)
  }

  endAt({ end, last }: UnitRange): number {
    return last && !last.heir ? this.units.indexOf(last) + 1 : this.at(end)
  }

  slice(range: UnitRange): Unit[] {
    return this.units.slice(this.at(range.start), this.endAt(range))
  }

  /** The same range, that does not take in what is put behind it. */
  pin(range: UnitRange): UnitRange {
    const [start, end] = [this.at(range.start), this.endAt(range)]
    const pinned = { start: range.start, end: this.units[end] ?? this.end }
    return end > start ? { ...pinned, last: this.units[end - 1]! } : pinned
  }

  textOf(range: UnitRange, view: View): string {
    const hidden = view === 'final' ? 'del' : view === 'original' ? 'ins' : undefined
    return this.slice(range)
      .filter(({ mark }) => hidden === undefined || mark !== hidden)
      .map(({ text }) => text)
      .join('')
  }

  spanOf({ start, end }: UnitRange): Span {
    const before = this.units
      .slice(0, this.at(start))
      .reduce((sum, one) => sum + one.text.length, 0)
    return { start: before, end: before + this.textOf({ start, end }, 'all').length }
  }

  rangeOf({ start, end }: Span): UnitRange {
    return { start: this.#unitAt(start), end: this.#unitAt(end) }
  }

  /** The occurrence of words in the final text, counted from 0, as a person sees them. */
  find(words: string, occurrence = 0): UnitRange {
    const seen = this.units.filter(({ mark }) => mark !== 'del')
    const owners = seen.flatMap((unit) => Array.from({ length: unit.text.length }, () => unit))
    const text = seen.map(({ text }) => text).join('')
    let start = -1
    for (let index = 0; index <= occurrence; index++) start = text.indexOf(words, start + 1)
    if (start < 0) throw new Error(`the document does not hold: ${words}`)
    return { start: owners[start]!, end: owners[start + words.length] ?? this.end }
  }

  #unitAt(offset: number): Unit {
    let at = 0
    for (const unit of this.units) {
      if (at >= offset && unit.text !== '') return unit
      at += unit.text.length
    }
    return this.end
  }

  markOf(unit: Unit): Unit | undefined {
    return this.units.slice(this.at(unit)).find(({ paragraph }) => paragraph)
  }
}
