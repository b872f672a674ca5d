import { create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'

export type PeerPassage = { readonly id: string; readonly body: string; readonly heading: string }

/** Ids of passages, best first. */
export type Search = (query: string, limit: number) => Promise<readonly string[]>

/** As its documentation shows it; any of the words may do, as for ours. */
export async function openMiniSearch(passages: readonly PeerPassage[]): Promise<Search> {
  const engine = new MiniSearch<PeerPassage>({ fields: ['body', 'heading'] })
  engine.addAll(passages)
  return async (query, limit) =>
    engine
      .search(query)
      .slice(0, limit)
      .map(({ id }) => String(id))
}

/** As its documentation shows it, with English stemming, and any of the words enough. */
export async function openOrama(passages: readonly PeerPassage[]): Promise<Search> {
  const engine = create({
    schema: { body: 'string', heading: 'string' },
    components: { tokenizer: { stemming: true, language: 'english' } },
  })
  await insertMultiple(engine, [...passages], 500)
  return async (query, limit) => {
    const { hits } = await search(engine, { term: query, limit, threshold: 1 })
    return hits.map(({ id }) => id)
  }
}
