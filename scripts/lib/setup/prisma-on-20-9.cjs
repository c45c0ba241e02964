// Prisma's command line asks for Node.js 20.19. All that `generate` lacks on 20.9 is a function that
// colours text and a package of `prisma dev` that it loads and does not use. Nothing of this runs in the
// app: Prisma's client is plain JavaScript and works on 20.9.
const Module = require('node:module')
const util = require('node:util')

if (util.styleText === undefined) util.styleText = (_format, text) => text

if (process.features.require_module !== true) {
  const load = Module._load
  Module._load = function (request, ...rest) {
    return request.startsWith('@prisma/dev') ? {} : load.call(this, request, ...rest)
  }
}
