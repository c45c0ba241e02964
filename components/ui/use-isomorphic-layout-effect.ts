import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect` in the browser. On the server React would warn. */
export const useIsomorphicLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect
