import type { ComponentProps, ReactNode } from 'react'

const FIELD =
  'block min-h-control rounded-lg border bg-raised px-3 py-1.5 text-sm text-ink placeholder:text-dim placeholder:opacity-100 focus-visible:border-brass focus-visible:outline-offset-0 max-desk:text-md'

export const Input = ({ className = '', ...props }: ComponentProps<'input'>) => (
  <input className={`${FIELD} border-edge ${className}`} {...props} />
)

/** A select with an arrow in the color of metadata. */
export const Select = ({ className = '', ...props }: ComponentProps<'select'>) => (
  <select
    className={`${FIELD} cursor-pointer appearance-none border-rule bg-(image:--select-arrow) bg-[right_10px_center] bg-no-repeat pr-8 ${className}`}
    {...props}
  />
)

export const Textarea = ({ className = '', ...props }: ComponentProps<'textarea'>) => (
  <textarea className={`${FIELD} border-edge ${className}`} {...props} />
)

/** A label above its control, and an optional hint below it. */
export function Field({
  id,
  label,
  hint,
  children,
}: {
  /** The id of the control, which `children` must have. Its hint has the id `${id}-hint`. */
  id: string
  label: ReactNode
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-dim">
          {hint}
        </p>
      )}
    </div>
  )
}

/** Shows an icon inside the start of a field. Give the field `pl-9`. */
export function FieldWithIcon({
  icon,
  className = '',
  children,
}: {
  icon: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={`relative block text-dim [&>svg]:pointer-events-none [&>svg]:absolute [&>svg]:top-1/2 [&>svg]:left-3 [&>svg]:size-4 [&>svg]:-translate-y-1/2 ${className}`}
    >
      {icon}
      {children}
    </span>
  )
}
