import { once } from 'node:events'
import { exportActivity } from '#generated/sdk/sdk.gen.ts'
import { answerOf, connect, findOrganization, type Server, type ServerOptions } from './client.ts'
import { writeAtomically } from './credentials.ts'
import { toJson } from './output.ts'
import { startProgress } from './transfer/progress.ts'
import { INTERRUPTED, stopOnSignals } from './transfer/stopping.ts'

export interface ExportOptions extends ServerOptions {
  readonly from?: string
  readonly to?: string
  readonly output?: string
}

type Times = Pick<ExportOptions, 'from' | 'to'>

/** Writes the activity of an organization as NDJSON, as it is read. */
export async function exportEntries(named: string | undefined, options: ExportOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { from, to, output } = options
  const stopping = stopOnSignals()
  const progress = startProgress('Exporting', undefined, 'entries')
  const pieces = (async function* () {
    for await (const lines of linesOf(server, id, { from, to })) {
      stopping.signal.throwIfAborted()
      progress.advance(lines.length)
      // On a terminal nothing of an entry may act; the values stay the same.
      yield lines.map((line) => `${process.stdout.isTTY ? toJson(JSON.parse(line)) : line}\n`).join('')
    }
  })()
  try {
    if (output === undefined) {
      for await (const text of pieces) if (!process.stdout.write(text)) await once(process.stdout, 'drain')
    } else {
      await writeAtomically(output, async (handle) => {
        for await (const text of pieces) await handle.write(text)
      })
    }
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    process.exitCode = INTERRUPTED
  } finally {
    progress.end()
    stopping.end()
  }
}

async function* linesOf(server: Server, organizationId: string, times: Times): AsyncGenerator<string[]> {
  for (let after: string | undefined; ;) {
    const call = exportActivity({
      client: server.client,
      path: { organizationId },
      query: { ...times, after },
      parseAs: 'text',
    })
    const text = await answerOf(call, server)
    const lines = text.split('\n').filter((it) => it !== '')
    const last = lines.at(-1)
    if (last === undefined) return
    yield lines
    after = (JSON.parse(last) as { id: string }).id
  }
}
