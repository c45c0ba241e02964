'use client'
import { AppUpdated, isFromAnotherBuild } from '@/components/recovery/app-updated'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** When even the layout fails: plain, without anything that could fail again. */
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
            <h1>This page could not be shown</h1>
            <p>
              Something failed on our side. If you were changing something, it may have been carried out: look
              before you repeat it. Load the page again in a moment.
              {error.digest ? ` The log names it ${error.digest}.` : ''}
            </p>
          </>
        )}
        <p>
          <a href="/">First page</a>
        </p>
      </body>
    </html>
  )
}
