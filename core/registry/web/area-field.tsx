// The area picker as a control of a form: the form hands value and onChange to its child.
import { AreaPicker } from './area-picker.tsx'

export function AreaField({
  label,
  value,
  onChange,
}: {
  label: string
  value?: number
  onChange?(area: number | undefined): void
}) {
  return <AreaPicker label={label} value={value} onChange={(area) => onChange?.(area)} />
}
