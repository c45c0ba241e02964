import { RelativeTime } from '../ui/relative-time'

export interface TimelineStage {
  readonly label: string
  readonly at: Date | null
  readonly reached: boolean
  readonly tone?: 'good' | 'danger'
}

const DOTS = {
  good: 'bg-good border-good',
  danger: 'bg-danger border-danger',
  brass: 'bg-brass border-brass',
}

/** What has happened to an access, and when. */
export function ConnectionTimeline({ label, stages }: { label: string; stages: readonly TimelineStage[] }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3 sm:flex-row sm:gap-0">
      {stages.map((stage, index) => (
        <li key={stage.label} className="relative flex-1 pl-6 sm:pt-5 sm:pr-4 sm:pl-0">
          {index < stages.length - 1 && (
            <span
              aria-hidden="true"
              className={`absolute top-3 left-[5px] h-full w-px sm:top-[5px] sm:left-0 sm:h-px sm:w-full ${stages[index + 1]?.reached ? 'bg-brass' : 'bg-line'}`}
            />
          )}
          <span
            aria-hidden="true"
            className={`absolute top-1.5 left-0 size-[11px] rounded-full border-2 sm:top-0 ${stage.reached ? DOTS[stage.tone ?? 'brass'] : 'border-edge bg-paper'}`}
          />
          <span className={`block text-sm ${stage.reached ? '' : 'text-dim'}`}>
            {stage.label}
            {!stage.reached && <span className="sr-only"> (not yet)</span>}
          </span>
          {stage.at && (
            <span className="block text-xs text-dim">
              <RelativeTime at={stage.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
