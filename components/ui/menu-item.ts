/** The classes of an entry: a link, a button, or a row that holds a control. */
export const menuItemClass =
  'flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-[6px] px-2.5 py-1 text-left font-medium hover:bg-hover focus-visible:bg-hover max-desk:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-dim'
