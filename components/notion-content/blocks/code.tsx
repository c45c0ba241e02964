import { plainText } from '@/lib/shared/plain-text'
import { Caption, ScrollBox } from '../block-parts'
import { highlight } from '../code/highlight'
import type { BlockProps } from '../content-context'
import { viewBudget } from '../view-budget'

export async function CodeBlock({ block, context }: BlockProps<'code'>) {
  const { rich_text: text, caption, language } = block.code
  const code = plainText(text)
  const tokens = await highlight(code, language, viewBudget())
  return (
    <figure className="block">
      <div className="code">
        <p className="code-language">{language}</p>
        <ScrollBox label={`Code, ${language}`}>
          <pre dir="ltr">
            <code>
              {tokens?.map(({ content, kind }, index) =>
                kind ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no names and keep their order
                  <span key={index} className={`code-${kind}`}>
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
