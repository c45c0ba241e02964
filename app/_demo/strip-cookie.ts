export const STRIP_COOKIE = 'latchkey-demo-strip'
/** Its value once the person hid the strip. */
export const HIDDEN = 'hidden'
