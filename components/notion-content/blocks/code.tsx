import { plainText } from '@/lib/shared/plain-text'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { Caption, ScrollBox } from '../block-parts'
import { highlight } from '../code/highlight'
import type { BlockProps } from '../content-context'
import { CopyCodeButton } from '../copy-code'
import { viewBudget } from '../view-budget'

/** The estimated cost of rendering one highlighted token, an element. */
const TOKEN_BYTES = 100

export async function CodeBlock({ block, context }: BlockProps<'code'>) {
  const { rich_text: text, caption, language } = block.code
  const code = plainText(text)
  const tokens = await highlight(code, language, viewBudget())
  // Cached tokens of a hundred blocks arrive at the same moment.
  await yieldIfBusy((tokens?.length ?? 0) * TOKEN_BYTES)
  return (
    <figure className="notion-block">
      <div className="notion-code">
        <div className="notion-code-language">
          <span>{language}</span>
          <CopyCodeButton />
        </div>
        <ScrollBox label={`Code, ${language}`}>
          <pre dir="ltr">
            <code>
              {tokens?.map(({ content, kind }, index) =>
                kind ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no ids and keep their order
                  <span key={index} className={`notion-code-${kind}`}>
                    {content}
                  </span>
                ) : (
                  content
                ),
              ) ?? code}
            </code>
          </pre>
        </ScrollBox>
      </div>
      <Caption text={caption} context={context} />
    </figure>
  )
}
