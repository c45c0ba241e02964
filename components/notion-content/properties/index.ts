export { FactRow, PropertyList } from './property-list'
export { PropertyView } from './property-view'
