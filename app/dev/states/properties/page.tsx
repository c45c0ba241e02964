import type { Metadata } from 'next'
import { PropertySamples } from '../_components/property-samples'
import { StatesFrame } from '../_components/states-frame'

export const metadata: Metadata = { title: 'Properties' }

/** Every type of property. Demo and development only. */
export default function PropertiesPage() {
  return (
    <StatesFrame title="Properties">
      <PropertySamples />
    </StatesFrame>
  )
}
