// Preloaded into processes that a command starts. When the command ends, even by kill -9, the IPC channel closes and this
// process stops too.
const GRACE_MS = 30_000

process.channel?.unref()
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), GRACE_MS).unref()
})
