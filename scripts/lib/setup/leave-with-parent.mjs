// Preloaded into the processes that a command starts: when the command dies, even by kill -9, the channel
// to it closes and they stop too. No process is left behind.
const GRACE_MS = 30_000

process.channel?.unref()
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), GRACE_MS).unref()
})
