/**
 * What an answer must have to the letter: identifiers, of which the terms keep the digits alone ("F-28" is
 * no 28 February), and names in capitals that fold into words which all texts have ("the Head of IT").
 */
export function listExactNames(text: string): readonly string[] {
  const foldable = /\p{Ll}/u.test(text) ? Array.from(text.matchAll(folded), ([name]) => name) : []
  return [...new Set([...Array.from(text.matchAll(identifiers), ([name]) => name), ...foldable])]
}

const identifiers =
  /(?<![\p{L}\p{N}-])\p{Lu}{1,6}[-‑]\d[\p{L}\p{N}]*(?:[-‑.]\d+)*(?![\p{L}\p{N}])/gu
/** Not the first word, which may be typed so. */
const folded = /(?<=\p{L}[\s,(]+)(?:IT|US|WHO|OR|AM|IS|AS|SO|ME)(?![\p{L}\p{N}])/gu

/** Each of the names stands in the words by itself. */
export function holdsExactNames(names: readonly string[], words: string): boolean {
  return names.every((name) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/[-‑]/g, '[-‑]?')
    return new RegExp(`(?<![\\p{L}\\p{N}-])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(words)
  })
}
