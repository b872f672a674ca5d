import { sliceRange, type TextRange } from './range.ts'

/**
 * Money by its code of ISO 4217, however a text spells it: "€", "EUR" and "euros" are one. Dollars of no country are
 * "$", which may be those of any; "¥" is the yen, and a sign that is not listed stands for itself.
 */
const spellings: Readonly<Record<string, string>> = {
  EUR: '€|euro|euros',
  USD: 'US$|US dollar|US dollars|U.S. dollar|U.S. dollars|American dollar|American dollars',
  GBP: '£|pound|pounds|sterling|pound sterling|pounds sterling|British pound|British pounds',
  CHF: 'franc|francs|Swiss franc|Swiss francs',
  JPY: '¥|yen|Japanese yen',
  CNY: 'RMB|CN¥|renminbi|yuan|Chinese yuan',
  INR: '₹|rupee|rupees|Indian rupee|Indian rupees',
  AUD: 'A$|AU$|Australian dollar|Australian dollars',
  CAD: 'C$|CA$|Canadian dollar|Canadian dollars',
  NZD: 'NZ$|New Zealand dollar|New Zealand dollars',
  HKD: 'HK$|Hong Kong dollar|Hong Kong dollars',
  SGD: 'S$|Singapore dollar|Singapore dollars',
  SEK: 'Swedish krona|Swedish kronor',
  NOK: 'Norwegian krone|Norwegian kroner',
  DKK: 'Danish krone|Danish kroner',
  PLN: 'zł|zloty|zlotys|złoty|złotys',
  CZK: 'Kč|Czech koruna|Czech korunas',
  HUF: 'forint|forints',
  BRL: 'R$|Brazilian real|Brazilian reais',
  MXN: 'MX$|Mexican peso|Mexican pesos',
  ZAR: 'South African rand',
  KRW: '₩|South Korean won',
  $: 'dollar|dollars',
}

const listed = Object.entries(spellings).flatMap(([code, others]) =>
  [code, ...others.split('|')].map((spelled) => ({ code, spelled })),
)

const byWords: ReadonlyMap<string, string> = new Map(
  listed.map(({ code, spelled }) => [spelled.toLowerCase(), code]),
)

/** The code of a spelling in any case; "$" for dollars of no country, undefined for what is no currency. */
export function readCurrency(spelled: string): string | undefined {
  const plain = spelled.trim().replace(/\s+/g, ' ')
  return byWords.get(plain.toLowerCase()) ?? (/^\p{Sc}$/u.test(plain) ? plain : undefined)
}

/** Dollars of no country may be those of any. */
export function isSameCurrency(code: string, other: string): boolean {
  return code === other || (isDollar(code) && isDollar(other) && [code, other].includes('$'))
}

function isDollar(code: string): boolean {
  return code === '$' || code.endsWith('D')
}

/** A code or sign, as it stands before a number: "EUR", "€", "A$". Needs the flag u. */
export const currencySigns = createPattern((spelled) => !isName(spelled))

/** A code, sign or name, as it stands behind a number: "EUR", "€", "Australian dollars". Needs the flag u. */
export const currencyWords = createPattern(() => true)

function isName(spelled: string): boolean {
  return /\p{Ll}{3}/u.test(spelled)
}

/** Behind a code, "GBPm" is pounds as well. What surrounds all is told once: engines compile each class of letters. */
function createPattern(isWanted: (spelled: string) => boolean): string {
  const wanted = listed
    .map(({ spelled }) => spelled)
    .filter((spelled) => /^\p{L}/u.test(spelled) && isWanted(spelled))
    .sort((a, b) => b.length - a.length)
  const list = (isOne: (spelled: string) => boolean) =>
    wanted.filter(isOne).map(toPattern).join('|')
  const words = list((spelled) => /\p{L}$/u.test(spelled))
  const signs = list((spelled) => /\p{Sc}$/u.test(spelled))
  const ends = '(?=(?:k|mn?|bn|[mb]illions?|thousands?)?(?!\\p{L}))'
  return `(?:(?<![\\p{L}\\p{N}])(?:(?:${words})${ends}|${signs})|\\p{Sc})`
}

/** A name may start with a capital. */
function toPattern(spelled: string): string {
  const words = spelled.replace(/[$.]/g, '\\$&').replaceAll(' ', '\\s')
  return words.replace(/^\p{Ll}/u, (first) => `[${first.toUpperCase()}${first}]`)
}

export type FoundCurrency = { readonly code: string; readonly range: TextRange }

/** The currencies that a text names, in its order. */
export function listCurrencies(text: string): readonly FoundCurrency[] {
  return Array.from(text.matchAll(anywhere), ({ 0: words, index }) => ({
    code: readCurrency(words) ?? words,
    range: { start: index, end: index + words.length },
  }))
}

/** The currency in which a number is told, before or behind it; `number` may hold its sign and its scale. */
export function findCurrency(text: string, number: TextRange): FoundCurrency | undefined {
  const digit = number.start + Math.max(0, sliceRange(text, number).search(/[\d.]/))
  const from = Math.max(0, digit - longest)
  const front = before.exec(text.slice(from, digit))
  if (front) return foundAt(front, from)
  const back = behind.exec(text.slice(number.end, number.end + longest))
  return back ? foundAt(back, number.end) : undefined
}

function foundAt({ groups, index, 0: all }: RegExpExecArray, from: number): FoundCurrency {
  const words = groups?.currency ?? ''
  const start = from + index + all.indexOf(words)
  return { code: readCurrency(words) ?? words, range: { start, end: start + words.length } }
}

/** Units of a text in which money stands beside its number: "billion Australian dollars". */
const longest = 32

const anywhere = new RegExp(currencyWords, 'gu')
const before = new RegExp(`(?<currency>${currencySigns})\\s?[-–−(]*\\s?$`, 'u')
/** "In 2023 EUR 5 million": what stands before the next number is of that. */
const behind = new RegExp(
  `^(?:\\s(?:thousand|million|billion)|\\s?[mk]|\\s?bn)?\\s?(?<currency>${currencyWords})(?![\\s(–−-]*\\d)`,
  'u',
)
