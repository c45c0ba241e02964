/** Every workspace's own emojis; `name` is the picture's too. */
export const CUSTOM_EMOJIS = [
  { id: '6b1f5c1e-2a7d-4c52-9d0b-3f8f1f5e7a01', name: 'lantern' },
  { id: '6b1f5c1e-2a7d-4c52-9d0b-3f8f1f5e7a02', name: 'pebble' },
  { id: '6b1f5c1e-2a7d-4c52-9d0b-3f8f1f5e7a03', name: 'kite' },
] as const
