/** Before minification. All scripts of a route together are smaller. */
const MAX_CHUNK_BYTES = 5_000_000

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // The same for every build of the same sources: scripts/lib/setup/build.mjs.
  // Beside the running build, where one is replaced: docs/operations.md.
  distDir: process.env.LATCHKEY_BUILD_DIR || '.next',
  generateBuildId: () => process.env.LATCHKEY_BUILD_ID ?? null,
  reactStrictMode: true,
  // Packages that load files of their own beside them, or must exist once a process.
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@notionhq/client',
    'pglite-prisma-adapter',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pino',
    'rate-limiter-flexible',
    'undici',
  ],
  // In development Next prints each request with its query, and the callback's holds the code.
  logging: { incomingRequests: { ignore: [/\/api\/auth\/callback\//] } },
  // Never fetched by our server: icons and pictures come from strangers' addresses.
  images: { unoptimized: true },
  devIndicators: false,
  experimental: {
    // One script for the framework instead of three, because gzip compresses one large file better. The sizes are
    // larger than all scripts of a route together: docs/decisions/045-javascript-weight.md.
    turbopackChunking: { minChunkSize: MAX_CHUNK_BYTES, maxMergeChunkSize: MAX_CHUNK_BYTES },
    turbopackCjsTreeShaking: true,
  },
  // Where no page has the address, a browser with a session cookie (lib/config/cookies.ts) gets the 404 of
  // app/(signed-in)/missing, and a visitor that of app/not-found.tsx.
  rewrites: async () => ({
    fallback: [
      {
        source: '/:path((?!_next/).*)',
        has: [{ type: 'header', key: 'cookie', value: '.*latchkey-(?:\\d+-)?session=.*' }],
        destination: '/missing',
      },
    ],
  }),
  // What middleware.ts leaves alone, for a day or, where it names AUTH_URL, for an hour. Next.js would have it asked for
  // again each time.
  headers: async () => [
    ...['/icon.svg', '/favicon.ico', '/apple-icon.png', '/icons/:name', '/link-preview.png'].map(
      (source) => ({
        source,
        headers: [{ key: 'cache-control', value: 'public, max-age=86400' }],
      }),
    ),
    ...['/manifest.webmanifest', '/robots.txt', '/sitemap.xml'].map((source) => ({
      source,
      headers: [{ key: 'cache-control', value: 'public, max-age=3600' }],
    })),
    {
      source: '/link-preview.png',
      // Other sites show it next to a link.
      headers: [{ key: 'cross-origin-resource-policy', value: 'cross-origin' }],
    },
  ],
}

export default nextConfig
