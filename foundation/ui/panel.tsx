// Shows a panel that another room offers, by name; nothing where no room offers it.
import { type ComponentType, createContext, lazy, Suspense, useContext, useMemo } from 'react'

// biome-ignore lint: each panel states its own properties
export type Panels = Record<string, () => Promise<ComponentType<any>>>
export const PanelShelf = createContext<Panels>({})

export function Panel({ name, ...props }: { name: string; [property: string]: unknown }) {
  const load = useContext(PanelShelf)[name]
  const Shown = useMemo(() => load && lazy(() => load().then((component) => ({ default: component }))), [load])
  return Shown ? <Suspense fallback={<p className="sub">正在打开…</p>}><Shown {...props} /></Suspense> : null
}
