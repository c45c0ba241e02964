import {
  ArrowUpRight,
  AtSign,
  BadgeCheck,
  Calendar,
  CircleDot,
  Clock,
  FileText,
  Hash,
  Link2,
  List,
  Loader,
  type LucideIcon,
  MapPin,
  MousePointerClick,
  Paperclip,
  Phone,
  Search,
  Sigma,
  SquareCheck,
  Type as TextIcon,
  UserRound,
  UsersRound,
} from 'lucide-react'
import type { PropertyType } from '@/lib/notion'

const ICONS: { readonly [Type in PropertyType]: LucideIcon } = {
  title: FileText,
  rich_text: TextIcon,
  number: Hash,
  select: CircleDot,
  multi_select: List,
  status: Loader,
  date: Calendar,
  people: UsersRound,
  files: Paperclip,
  checkbox: SquareCheck,
  url: Link2,
  email: AtSign,
  phone_number: Phone,
  formula: Sigma,
  relation: ArrowUpRight,
  rollup: Search,
  created_time: Clock,
  created_by: UserRound,
  last_edited_time: Clock,
  last_edited_by: UserRound,
  unique_id: Hash,
  button: MousePointerClick,
  place: MapPin,
  verification: BadgeCheck,
}

/** The icon of a property type. Decorative, because the name is next to it. */
export function TypeIcon({ type }: { type: string | undefined }) {
  const Icon = type !== undefined && Object.hasOwn(ICONS, type) ? ICONS[type as PropertyType] : TextIcon
  return <Icon aria-hidden="true" size={15} strokeWidth={1.75} className="shrink-0 text-dim" />
}
