// Prisma's CLI requires Node.js 20.19. On 20.9 `prisma generate` lacks only a function that colors text, and a package of
// `prisma dev` that it loads but doesn't use. The app isn't affected: Prisma's client works on 20.9.
const Module = require('node:module')
const util = require('node:util')

if (util.styleText === undefined) util.styleText = (_format, text) => text

if (process.features.require_module !== true) {
  const load = Module._load
  Module._load = function (request, ...rest) {
    return request.startsWith('@prisma/dev') ? {} : load.call(this, request, ...rest)
  }
}
