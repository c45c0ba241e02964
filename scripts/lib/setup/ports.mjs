import { connect, createServer } from 'node:net'

function answers(port, host) {
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

function bindable(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** Whether something else listens on a port of this machine. Some systems let two programs bind one port, so a connection is tried too. */
export async function taken(port) {
  const asked = await Promise.all([answers(port, '127.0.0.1'), answers(port, '::1')])
  return asked.includes(true) || !(await bindable(port, '127.0.0.1'))
}
