import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A receiver of webhooks on 127.0.0.1, which may also be a bad one. */
export interface Receiver extends AsyncDisposable {
  readonly port: number
  /** How many connections were ever made. */
  readonly connections: () => number
  /** How many are open. */
  readonly open: () => number
}

/** Answers as the listener says. */
export async function receiveHttp(listener: RequestListener): Promise<Receiver> {
  return listen(createHttpServer(listener))
}

/** Does to each connection, once something was sent, what a web server would not do. */
export async function receiveTcp(misbehave: (socket: Socket) => void): Promise<Receiver> {
  return listen(createTcpServer((socket) => socket.once('data', () => misbehave(socket))))
}

/** Makes any server a receiver, on a free port. */
export async function listen(server: Server): Promise<Receiver> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
