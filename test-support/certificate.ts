import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const SEQUENCE = 0x30
const SET = 0x31
const HOUR_MS = 3_600_000

function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = Uint8Array.from(content.flatMap((one) => [...one]))
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Uint8Array.from([tag, ...length, ...body])
}

const bytes = (text: string) => new TextEncoder().encode(text)
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const ECDSA_WITH_SHA256 = der(SEQUENCE, hex('06082a8648ce3d040302'))
const time = (at: number) =>
  der(0x17, bytes(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

/**
 * A certificate for a server's name and its key, signed by itself and valid for some hours: as a private
 * authority's would be. No program that makes one is needed.
 *
 * @see RFC 5280 section 4.1
 */
export function selfSignedCertificate(host: string): { readonly cert: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, hex('0603550403'), der(0x0c, bytes(host)))))
  const serial = randomBytes(8)
  serial[0] = 0x10
  const extension = (id: string, value: Uint8Array) => der(SEQUENCE, hex(id), der(0x04, value))
  const body = der(
    SEQUENCE,
    der(0xa0, hex('020102')),
    der(0x02, new Uint8Array(serial)),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, time(Date.now() - HOUR_MS), time(Date.now() + 24 * HOUR_MS)),
    name,
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension('0603551d13', der(SEQUENCE, hex('0101ff'))),
        extension('0603551d11', der(SEQUENCE, der(0x82, bytes(host)))),
      ),
    ),
  )
  const signature = new Uint8Array(sign('sha256', body, privateKey))
  const certificate = der(SEQUENCE, body, ECDSA_WITH_SHA256, der(0x03, hex('00'), signature))
  const lines =
    Buffer.from(certificate.buffer)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
