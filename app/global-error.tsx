'use client'
import { UNEXPECTED_ERROR } from '@/components/errors/error-pages'
import { AppUpdated, isFromAnotherBuild } from '@/components/recovery/app-updated'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** Replaces the root layout when that fails, so it uses no stylesheet and no component that could fail too. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          maxWidth: '36rem',
          margin: '10vh auto',
          padding: '0 20px',
        }}
      >
        <title>{PRODUCT_NAME}</title>
        {isFromAnotherBuild(error) ? (
          <AppUpdated />
        ) : (
          <>
            <h1>{UNEXPECTED_ERROR.title}</h1>
            <p>
              {UNEXPECTED_ERROR.text}
              {error.digest ? ` The log has it under ${error.digest}.` : ''}
            </p>
          </>
        )}
        <p>
          <a href="/">Home</a>
        </p>
      </body>
    </html>
  )
}
