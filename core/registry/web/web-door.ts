// What pages of later rooms may show of the registry: the picker of towns and villages, alone or in a form.
export { AreaPicker } from './area-picker.tsx'
export { AreaField } from './area-field.tsx'
