'use client'
// Renders inside the signed-in layout, so the navigation stays usable.
export { default } from '../error'
