import { connect, createServer } from 'node:net'

function acceptsConnection(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const end = (taken) => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(1_000, () => end(true))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** Whether a program listens on a port of this machine. Also tries to connect, because some systems let two programs listen on the same port. */
export async function isPortTaken(port) {
  const connected = await Promise.all([acceptsConnection(port, '127.0.0.1'), acceptsConnection(port, '::1')])
  return connected.includes(true) || !(await canListen(port, '127.0.0.1'))
}
