import { listCurrencies } from '../../../shared/text/currencies.ts'
import { listTerms } from '../../../shared/text/terms.ts'

/** What any sum of money is, whatever its column is called; "cost" and "price" say which sum it is. */
const moneyTerms = new Set(listTerms('value worth money'))

/**
 * What people call the values of a table's columns besides what the heads say: a column in a currency
 * holds the value of each row. Only where it is the one such column of its table, and none of them is
 * called so, since of two nobody could tell which one was meant.
 *
 * `heads` are the columns' paths; the answer is parallel to them.
 */
export function listMoneyTerms(
  heads: readonly (readonly string[])[],
): readonly ReadonlySet<string>[] {
  const isMoney = heads.map((path) => listCurrencies(path.join(' ')).length > 0)
  const isOne = isMoney.filter((one) => one).length === 1
  const isSaid = heads.some((path) => path.flatMap(listTerms).some((term) => moneyTerms.has(term)))
  return isMoney.map((one) => (one && isOne && !isSaid ? moneyTerms : none))
}

const none: ReadonlySet<string> = new Set()
