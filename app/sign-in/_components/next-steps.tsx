const STEPS = [
  ['Notion asks you to sign in', 'We use your Notion name, picture and email to create your account.'],
  ['You pick the pages to share', 'Nothing is shared until you pick it.'],
  ['You see exactly what’s shared', 'Change your selection or disconnect at any time.'],
] as const

/** What follows "Continue with Notion". */
export function NextSteps() {
  return (
    <aside
      aria-labelledby="next-steps"
      className="grid content-center border-line bg-sunk px-5 py-8 max-desk:border-t desk:border-l desk:p-16"
    >
      <div className="w-full desk:mx-auto desk:max-w-100">
        <h2 id="next-steps" className="mb-6">
          What happens next
        </h2>
        <ol>
          {STEPS.map(([title, text], index) => (
            <li key={title} className="relative pb-7 pl-8.5 last:pb-0">
              {index < STEPS.length - 1 && (
                <span
                  aria-hidden="true"
                  className="absolute top-5 bottom-0 left-[9px] border-l-2 border-dotted border-edge"
                />
              )}
              <svg
                viewBox="0 0 20 20"
                width="20"
                height="20"
                aria-hidden="true"
                className="absolute top-0 left-0 text-brass"
              >
                <circle
                  cx="10"
                  cy="10"
                  r="6.5"
                  fill="none"
                  stroke="currentColor"
                  {...(index === 0 ? { strokeWidth: 3 } : { strokeWidth: 1.75, strokeDasharray: '2.6 2.5' })}
                />
              </svg>
              <b className="block text-md leading-5 font-medium">{title}</b>
              <p className="mt-1 text-dim">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </aside>
  )
}
