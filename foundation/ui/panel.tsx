// Shows a panel that another room offers, by name; nothing where no room offers it.
import { type ComponentType, createContext, createElement, lazy, type LazyExoticComponent, Suspense, useContext } from 'react'

// biome-ignore lint: each panel states its own properties
export type Panels = Record<string, () => Promise<ComponentType<any>>>
export const PanelShelf = createContext<Panels>({})

// biome-ignore lint: each panel states its own properties
const loaded = new Map<Panels[string], LazyExoticComponent<ComponentType<any>>>()

/** One lazy component per loader, for ever: a panel keeps its state while its page renders again. */
function lazyPanel(load: Panels[string]) {
  const known = loaded.get(load) ?? lazy(() => load().then((component) => ({ default: component })))
  loaded.set(load, known)
  return known
}

export function Panel({ name, ...props }: { name: string; [property: string]: unknown }) {
  const load = useContext(PanelShelf)[name]
  return load ? <Suspense fallback={<p className="sub">正在打开…</p>}>{createElement(lazyPanel(load), props)}</Suspense> : null
}
