import { Filter, Inbox, Plus, RefreshCw, Search, Settings, X } from 'lucide'
import type { Metadata } from 'next'
import { Avatar } from '@/components/ui/avatar'
import { Banner } from '@/components/ui/banner'
import { Button, iconButtonClass } from '@/components/ui/button'
import { chipClass } from '@/components/ui/chip'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Field, FieldWithIcon, Input, Select, Textarea } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuHeading, MenuSeparator } from '@/components/ui/menu'
import { menuItemClass } from '@/components/ui/menu-item'
import { Notice } from '@/components/ui/panel'
import { Segments, segmentClass } from '@/components/ui/segments'
import { Status } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tab-links'
import { TAG_COLORS, Tag } from '@/components/ui/tag'
import { StatesFrame } from '../_components/states-frame'

export const metadata: Metadata = { title: 'Controls' }

/** Every control in every variant. Demo and development only. */
export default function ControlsPage() {
  return (
    <StatesFrame
      title="Controls"
      banners={
        <Banner label="A sample banner" action={<Button size="sm">Reconnect</Button>}>
          <p>
            <strong>Reconnect Harbour Studio.</strong> Notion rejected our access.
          </p>
        </Banner>
      }
    >
      <div className="mt-6 grid gap-6">
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="primary">
            <Icon icon={RefreshCw} />
            Primary
          </Button>
          <Button>
            <Icon icon={Plus} />
            Plain
          </Button>
          <Button tone="quiet">
            <Icon icon={Settings} />
            Quiet
          </Button>
          <Button tone="danger">Danger</Button>
          <Button tone="quiet-danger">Quiet danger</Button>
          <Button size="sm">Small</Button>
          <Button size="lg">Large</Button>
          <Button aria-disabled="true">Disabled</Button>
          <button type="button" className={iconButtonClass} aria-label="Settings" title="Settings">
            <Icon icon={Settings} />
          </button>
        </div>
        <div className="grid max-w-md gap-4">
          <Field id="sample-text" label="Title" hint="Up to 80 characters">
            <Input
              id="sample-text"
              aria-describedby="sample-text-hint"
              placeholder="Untitled"
              className="w-full"
            />
          </Field>
          <FieldWithIcon icon={<Icon icon={Search} />}>
            <Input
              type="search"
              aria-label="Filter by title"
              placeholder="Filter by title"
              className="w-full pl-9"
            />
          </FieldWithIcon>
          <Field id="sample-select" label="Sort by">
            <Select id="sample-select" className="w-full">
              <option>Last edited</option>
              <option>Title</option>
            </Select>
          </Field>
          <Field id="sample-area" label="Note">
            <Textarea id="sample-area" rows={3} className="w-full" />
          </Field>
        </div>
        <Segments label="Appearance" role="radiogroup">
          {['System', 'Light', 'Dark'].map((name) => (
            <label key={name} className={segmentClass}>
              <input type="radio" name="sample" className="sr-only" defaultChecked={name === 'System'} />
              {name}
            </label>
          ))}
        </Segments>
        <TabLinks
          label="Samples of tabs"
          tabs={[
            { href: '/dev/states/controls', name: 'Connections' },
            { href: '/dev/states', name: 'Account' },
          ]}
        />
        <div className="flex flex-wrap items-center gap-2">
          <button type="button" className={chipClass('on')}>
            Status is Open
            <Icon icon={X} aria-hidden="true" />
          </button>
          <button type="button" className={chipClass()}>
            Due before Friday
          </button>
          <button type="button" className={chipClass('add')}>
            <Icon icon={Filter} />
            Add filter
          </button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {TAG_COLORS.map((color) => (
            <Tag key={color} color={color}>
              {color}
            </Tag>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Status kind="ok">Worked 2 minutes ago</Status>
          <Status kind="bad">Needs reconnection</Status>
          <Status kind="waiting">Waiting for Notion to confirm</Status>
          <Status kind="unknown">Not used yet</Status>
        </div>
        <div className="flex items-center gap-2">
          <Avatar name="Maya Lindqvist" size="sm" />
          <Avatar name="Maya Lindqvist" />
          <Avatar name="Maya Lindqvist" size="lg" />
        </div>
        <div>
          <Button popoverTarget="sample-menu">Open the menu</Button>
          <Menu id="sample-menu" label="A sample menu">
            <MenuHeading>Workspaces</MenuHeading>
            <button type="button" className={menuItemClass}>
              <Icon icon={Inbox} />
              Harbour Studio
            </button>
            <MenuSeparator />
            <button type="button" className={menuItemClass}>
              <Icon icon={Plus} />
              Connect workspace
            </button>
          </Menu>
        </div>
        <Notice>Nothing was connected. You canceled in Notion, and nothing was changed.</Notice>
        <Notice tone="good">Access is over. Notion confirmed it 2 seconds after you disconnected.</Notice>
        <Notice tone="danger">Notion rejected our access.</Notice>
        <div className="relative">
          <Dialog
            titleId="sample-dialog"
            title="Disconnect Harbour Studio?"
            open
            style={{ position: 'static' }}
            actions={
              <>
                <Button>Cancel</Button>
                <Button tone="filled-danger">Disconnect</Button>
              </>
            }
          >
            <p>Nothing in Notion is deleted, and you can connect again at any time.</p>
          </Dialog>
        </div>
        <EmptyState
          title="Connect your first workspace"
          action={<Button tone="primary">Connect workspace</Button>}
        >
          <p>Notion asks which pages to share.</p>
        </EmptyState>
      </div>
    </StatesFrame>
  )
}
