export { PropertyList } from './property-list'
export { PropertyView } from './property-view'
