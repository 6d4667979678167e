import { createServer, request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { listen } from './spoiled-server.ts'

/** Stands between a browser and a server, and keeps all that crosses the wire. */
export interface RecordingProxy extends AsyncDisposable {
  readonly url: string
  /** The server that requests go to. */
  target: string
  /** Every first line, header and body so far, and bodies also as they are without their compression. */
  readonly recorded: Buffer[]
}

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
}

export async function startRecordingProxy(): Promise<RecordingProxy> {
  const recorded: Buffer[] = []
  const record = (firstLine: string, { rawHeaders, headers }: IncomingMessage, body: Buffer): void => {
    recorded.push(Buffer.from([firstLine, ...rawHeaders].join('\n'), 'latin1'), body)
    const decode = DECODERS[headers['content-encoding'] ?? '']
    if (decode && body.length > 0) recorded.push(decode(body))
  }
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const sent = await buffer(incoming)
      record(`${incoming.method ?? ''} ${incoming.url ?? ''}`, incoming, sent)
      const { hostname, port } = new URL(proxy.target)
      const { method, url: path, rawHeaders: headers } = incoming
      const onward = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
        void (async () => {
          const received = await buffer(answer)
          record(String(answer.statusCode), answer, received)
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
          outgoing.end(received)
        })()
      })
      onward.on('error', () => outgoing.destroy())
      onward.end(sent)
    })()
  })
  const proxy: RecordingProxy = {
    url: await listen(server),
    target: '',
    recorded,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return proxy
}
