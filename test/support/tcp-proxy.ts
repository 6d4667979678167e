import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a client and a server, and can be where connections end. */
export interface TcpProxy extends AsyncDisposable {
  readonly url: string
  /** Where connections go from now on. */
  target: string
  /** Ends all connections, whatever is on its way. Returns how many there were. */
  readonly cut: () => number
}

/** Passes on what comes to the server at `target`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // Why a connection ends is of no interest here.
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    const { hostname, port } = new URL(proxy.target)
    const onward = keep(connect(Number(port), hostname))
    keep(client).pipe(onward).pipe(client)
    client.once('close', () => onward.destroy())
    onward.once('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: TcpProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    cut: () => {
      const count = sockets.size
      for (const socket of sockets) socket.destroy()
      return count
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  return proxy
}
