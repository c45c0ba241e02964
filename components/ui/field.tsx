import type { ComponentProps } from 'react'

const FIELD = 'rounded-lg border border-edge bg-raised text-ink placeholder:text-dim'

export const Input = ({ className = '', ...props }: ComponentProps<'input'>) => (
  <input className={`${FIELD} ${className}`} {...props} />
)

export const Select = ({ className = '', ...props }: ComponentProps<'select'>) => (
  <select className={`${FIELD} ${className}`} {...props} />
)

export const Textarea = ({ className = '', ...props }: ComponentProps<'textarea'>) => (
  <textarea className={`${FIELD} ${className}`} {...props} />
)
