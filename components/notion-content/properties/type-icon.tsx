import {
  ArrowUpRight,
  AtSign,
  BadgeCheck,
  Calendar,
  CircleDot,
  Clock,
  FileText,
  Hash,
  type IconNode,
  Link2,
  List,
  Loader,
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
} from 'lucide'
import type { PropertyType } from '@/lib/notion'
import { Icon } from '../../ui/icon'

const ICONS: { readonly [Type in PropertyType]: IconNode } = {
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
  const icon = type !== undefined && Object.hasOwn(ICONS, type) ? ICONS[type as PropertyType] : TextIcon
  return <Icon icon={icon} size={15} className="shrink-0 text-dim" />
}
