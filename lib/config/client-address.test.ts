import { describe, expect, it } from 'vitest'
import { addressPrefix, clientAddress } from './client-address'

describe('the address of a client', () => {
  it.each<[string, string | undefined, string | undefined, number, string | null]>([
    ['no proxy: the peer, whatever the header says', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
    ['one proxy: what it appended', '10.0.0.1', '203.0.113.7', 1, '203.0.113.7'],
    ['one proxy, a client that wrote the header', '10.0.0.1', '1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
    ['two proxies', '10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
    ['fewer entries than proxies: the peer', '10.0.0.1', '1.1.1.1', 2, '10.0.0.1'],
    ['no header: the peer', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['an empty header', '10.0.0.1', '', 1, '10.0.0.1'],
    ['an entry that is not an address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['an entry with a port', '10.0.0.1', '203.0.113.7:4711', 1, '203.0.113.7'],
    ['an entry in brackets', '10.0.0.1', '[2001:db8::1]:443', 1, '2001:db8::1'],
    ['a zone', 'fe80::1%eth0', undefined, 0, 'fe80::1'],
    ['no peer', undefined, undefined, 0, null],
  ])('%s', (_what, peer, forwardedFor, trusted, expected) => {
    expect(clientAddress(peer, forwardedFor, trusted)).toBe(expected)
  })
})

describe('the prefix of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['::ffff:cb00:7107', '203.0.113.0/24'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0db8:0001::9', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['::', '0:0:0::/48'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0::/48'],
    [null, 'unknown'],
  ])('%s is in %s', (address, expected) => {
    expect(addressPrefix(address)).toBe(expected)
  })

  it('is the same for all addresses of one visitor', () => {
    expect(addressPrefix('2001:db8:1:ffff::1')).toBe(addressPrefix('2001:db8:1:0:aaaa::2'))
    expect(addressPrefix('2001:db8:2::1')).not.toBe(addressPrefix('2001:db8:1::1'))
  })
})
