import type { TextRange } from '../../../shared/text/range.ts'

/** Where a sentence names what is compared. */
export type Mention = {
  readonly parties: readonly string[]
  readonly range: TextRange
  /**
   * 'each': "either dose", "every group"; 'plural': "the two groups", together or each; 'one': by name;
   * 'either': "minimally or moderately improved", of two rows that share a word.
   */
  readonly spread: 'one' | 'each' | 'plural' | 'either'
}
