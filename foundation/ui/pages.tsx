// What a room offers to a shell: menu places, routes, and panels that other rooms' pages may show.
import type { ComponentType, ReactNode } from 'react'
import type { Found } from './finder.tsx'

export interface MenuPlace {
  key: string
  label: string
  icon: ReactNode
  path: string
  permission: string
  order: number
}

export interface PageRoute {
  path: string
  title: string
  permission: string
  // biome-ignore lint: pages take their parameters from the router
  load(): Promise<ComponentType<any>>
}

export interface RoomSearch {
  permission: string
  find(text: string): Promise<Found[]>
}

export interface RoomPages {
  menu: MenuPlace[]
  routes: PageRoute[]
  /** What the one search box finds in this room. */
  search?: RoomSearch
  /** Loaded when shown, by name: `person.benefits`, `clause`, `explain`. */
  // biome-ignore lint: each panel states its own properties
  panels?: Record<string, () => Promise<ComponentType<any>>>
}
