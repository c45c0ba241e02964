import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { createElement } from 'react'
import { ICON_BACKGROUND } from '../../lib/shared/brand.mjs'
import { ROOT } from './setup/run.mjs'

type Bytes = Uint8Array<ArrayBuffer>

const FAVICON_SIZES = [16, 32, 48]
/** A platform may cut off everything outside of the middle 80 %. */
const MASKABLE_SCALE = 0.88

async function png(size: number, { square = false } = {}): Promise<Bytes> {
  const svg = readFileSync(join(ROOT, 'app/icon.svg')).toString('base64')
  const drawn = Math.round(size * (square ? MASKABLE_SCALE : 1))
  const icon = createElement('img', {
    src: `data:image/svg+xml;base64,${svg}`,
    width: drawn,
    height: drawn,
  })
  const style = {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '100%',
    height: '100%',
    ...(square ? { background: ICON_BACKGROUND } : {}),
  }
  const drawing = new ImageResponse(createElement('div', { style }, icon), { width: size, height: size })
  return new Uint8Array(await drawing.arrayBuffer())
}

/** An ICO file of PNG pictures. @see https://en.wikipedia.org/wiki/ICO_(file_format) */
async function ico(pictures: readonly { size: number; data: Bytes }[]): Promise<Bytes> {
  const head = new DataView(new ArrayBuffer(6 + 16 * pictures.length))
  head.setUint16(2, 1, true)
  head.setUint16(4, pictures.length, true)
  let offset = head.byteLength
  for (const [index, { size, data }] of pictures.entries()) {
    const entry = 6 + 16 * index
    head.setUint8(entry, size)
    head.setUint8(entry + 1, size)
    head.setUint16(entry + 4, 1, true)
    head.setUint16(entry + 6, 32, true)
    head.setUint32(entry + 8, data.length, true)
    head.setUint32(entry + 12, offset, true)
    offset += data.length
  }
  return new Uint8Array(await new Blob([head, ...pictures.map(({ data }) => data)]).arrayBuffer())
}

/** Every icon that a browser or a phone asks for, made from app/icon.svg, by its path in the repository. */
export async function drawIcons(): Promise<ReadonlyMap<string, Bytes>> {
  const favicon = await Promise.all(FAVICON_SIZES.map(async (size) => ({ size, data: await png(size) })))
  return new Map([
    ['app/favicon.ico', await ico(favicon)],
    // iOS rounds the corners itself.
    ['app/apple-icon.png', await png(180, { square: true })],
    ['public/icons/192.png', await png(192)],
    ['public/icons/512.png', await png(512)],
    ['public/icons/maskable-192.png', await png(192, { square: true })],
    ['public/icons/maskable-512.png', await png(512, { square: true })],
  ])
}
