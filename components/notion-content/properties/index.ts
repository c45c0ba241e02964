export { PropertyList } from './property-list'
export { type PropertyContext, PropertyView } from './property-view'
