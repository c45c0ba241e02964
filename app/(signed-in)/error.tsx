'use client'
// Within the signed-in layout: the way to everywhere else stays.
export { default } from '../error'
