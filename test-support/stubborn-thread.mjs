// Replaces the syntax highlighting thread: it returns the code, or does what the code says.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ code }) => {
  if (code === 'endless') for (;;);
  if (code === 'exit') process.exit(1)
  if (code === 'throw') throw new Error('on purpose')
  if (code === 'memory') for (const held = []; ; ) held.push(new Array(100_000).fill(held.length))
  parentPort.postMessage({ ends: [], kinds: [], names: [code], costMs: 0 })
})
parentPort.postMessage('ready')
