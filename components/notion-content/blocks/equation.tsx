import { ScrollBox } from '../block-parts'
import type { BlockProps } from '../content-context'
import { Equation } from '../equation'

export function EquationBlock({ block }: BlockProps<'equation'>) {
  const { expression } = block.equation
  if (!expression.trim()) return null
  return (
    <ScrollBox label="Formula" className="notion-equation">
      <Equation expression={expression} display />
    </ScrollBox>
  )
}
