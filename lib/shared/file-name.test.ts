import { describe, expect, it } from 'vitest'
import { attachmentHeader, toFileName } from './file-name'

const name = (title: string) => toFileName(title, 'page')

describe('the name of a file', () => {
  it.each([
    ['Client onboarding', 'Client onboarding'],
    ['Q3/Q4: <plan> "A*B"?', 'Q3 Q4 plan A B'],
    ['..\\..\\etc\\passwd', 'etc passwd'],
    ['../../.ssh/id', 'ssh id'],
    ['.env', 'env'],
    ['Ends with dots... ', 'Ends with dots'],
    ['a\u0000b\nc\u2028d', 'a b c d'],
    // The order of what is shown would be changed, to hide the extension.
    ['invoice\u202Egpj.exe', 'invoice gpj.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1', '_com1'],
    ['COM¹', '_COM¹'],
    ['Console', 'Console'],
    ['Über uns', 'Über uns'],
    ['カフェ ☕️', 'カフェ ☕️'],
    ['\ud800half', '\ufffdhalf'],
    ['', 'page'],
    [' ... ', 'page'],
    ['///', 'page'],
  ])('of %j is %j', (title, expected) => {
    expect(name(title)).toBe(expected)
  })

  it('is short enough in bytes, and no character is cut', () => {
    expect(Buffer.byteLength(name('ü'.repeat(500)))).toBe(120)
    expect(name('👩‍👩‍👧‍👦'.repeat(50))).toBe('👩‍👩‍👧‍👦'.repeat(4))
    expect(name(`${'a'.repeat(119)}. tail`)).toBe('a'.repeat(119))
  })
})

describe('the header of a download', () => {
  it.each([
    [
      'Client onboarding',
      `attachment; filename="Client onboarding.md"; filename*=UTF-8''Client%20onboarding.md`,
    ],
    ['Über (uns)', `attachment; filename="Uber (uns).md"; filename*=UTF-8''%C3%9Cber%20%28uns%29.md`],
    ["100% o'clock", `attachment; filename="100_ o'clock.md"; filename*=UTF-8''100%25%20o%27clock.md`],
    ['カフェ', `attachment; filename="page.md"; filename*=UTF-8''%E3%82%AB%E3%83%95%E3%82%A7.md`],
  ])('of %j', (title, expected) => {
    expect(attachmentHeader(title, 'md')).toBe(expected)
    // Node.js refuses a header with anything else.
    expect(new Headers({ 'content-disposition': expected }).get('content-disposition')).toBe(expected)
  })
})
