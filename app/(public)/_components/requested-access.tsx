import { Ban, Eye, type IconNode, MessageSquare, Pencil, UserRound, UsersRound } from 'lucide'
import { Icon } from '@/components/ui/icon'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Section } from './section'

const REQUESTED: readonly (readonly [icon: IconNode, what: string, why: string])[] = [
  [
    UserRound,
    'Your name, picture and email',
    'To create your account. There’s no password and no separate sign-up.',
  ],
  [
    Eye,
    'Read the pages you pick',
    'And the pages inside them, to show you what’s shared. Content is read when you open it and isn’t stored.',
  ],
  [
    Pencil,
    'Add content',
    `Only to add a note when you write one. ${PRODUCT_NAME} never changes a page on its own.`,
  ],
  [MessageSquare, 'Read comments', 'To show a page the way you know it.'],
  [UsersRound, 'See names and emails of members', 'To put names to mentions, assignees and comments.'],
]

/** What the product asks of Notion, and what for. */
export function RequestedAccess() {
  return (
    <Section
      id="asks"
      title="What it asks for, and why"
      text="Everything you’ll see on Notion’s consent screen, before you get there."
    >
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised">
        {REQUESTED.map((one) => (
          <Row key={one[1]} row={one} iconColor="text-brass-text" />
        ))}
        <Row
          row={[
            Ban,
            'Never: anything you didn’t pick',
            `Notion doesn’t let ${PRODUCT_NAME} see it. You can change your selection at any time.`,
          ]}
          iconColor="text-dim"
        />
      </ul>
    </Section>
  )
}

function Row({ row: [icon, what, why], iconColor }: { row: (typeof REQUESTED)[number]; iconColor: string }) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 gap-y-1 p-4 desk:grid-cols-[20px_minmax(0,260px)_minmax(0,1fr)] desk:gap-4 desk:px-6">
      <Icon icon={icon} className={`mt-0.5 ${iconColor}`} />
      <h3 className="text-sm leading-normal tracking-normal">{what}</h3>
      <p className="text-dim max-desk:col-start-2">{why}</p>
    </li>
  )
}
