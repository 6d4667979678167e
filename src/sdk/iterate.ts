import { emptyCursorFirst } from '../../generated/sdk/lists.gen.ts'

/** What a list answers: of the admin API, or of SCIM (RFC 9865). */
type Page<Item> =
  | { readonly items: readonly Item[]; readonly nextCursor: string | null }
  | { readonly Resources: readonly Item[]; readonly nextCursor?: string }

type List = (options: never) => Promise<{ readonly data: Page<unknown> | undefined }>

/** What a list takes; nothing fits an operation that takes no cursor. */
type OptionsOf<L extends List> =
  NonNullable<Parameters<L>[0]> extends infer Options extends { query?: { cursor?: string } }
    ? [Options['query']] extends [undefined]
      ? never
      : Options
    : never

type ItemOf<L extends List> = Awaited<ReturnType<L>>['data'] extends infer Answer
  ? Answer extends Page<infer Item>
    ? Item
    : never
  : never

/**
 * Everything that a list has, page after page, fetched as it is read. Throws `RollcallError`.
 *
 * @example for await (const user of iterate(listUsers, { client, query: { filter: 'active eq true' } })) …
 */
export async function* iterate<L extends List>(
  list: L,
  options: OptionsOf<L>,
): AsyncGenerator<ItemOf<L>, void, undefined> {
  // Which options an operation takes is checked where this is called; here it takes those, and another cursor.
  const read = list as unknown as (options: object) => Promise<{ readonly data: Page<ItemOf<L>> }>
  let cursor = options.query?.cursor ?? (emptyCursorFirst.has(list) ? '' : undefined)
  do {
    const { data } = await read({ ...options, query: { ...options.query, cursor }, throwOnError: true })
    yield* 'items' in data ? data.items : data.Resources
    cursor = data.nextCursor ?? undefined
  } while (cursor !== undefined)
}
