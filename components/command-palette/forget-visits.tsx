'use client'
import { useEffect } from 'react'
import { forgetVisits } from './recent'

/** Where nobody is signed in: this tab's visits are forgotten, with the titles that they hold. */
export function ForgetVisits() {
  useEffect(forgetVisits, [])
  return null
}
