import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, where there is a layout: on the server React would warn of it. */
export const useIsomorphicLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect
