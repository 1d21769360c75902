// What pages of later rooms may show of the registry: the picker of towns and villages.
export { AreaPicker } from './area-picker.tsx'
