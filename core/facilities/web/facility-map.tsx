// Points on plain paper: no tile comes from outside. MapLibre is a chunk of its own, loaded when the map is opened.
import 'maplibre-gl/dist/maplibre-gl.css'
import * as maplibregl from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import { kindOf } from '../contract/kinds.ts'
import { FAMILIES } from './families.ts'

maplibregl.setWorkerUrl(workerUrl)

const COLOURS: ReadonlyMap<string, string> = new Map(FAMILIES.map(({ family, colour }) => [family, colour]))

interface MapPoint {
  id: string
  name: string
  kind: string
  state: string
  lng: number
  lat: number
  exact: boolean
}

interface Props {
  points: readonly MapPoint[]
  towns: readonly { name: string; lng: number; lat: number }[]
  chosen: MapPoint | undefined
  onChoose(id: string): void
}

export function FacilityMap({ points, towns, chosen, onChoose }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<maplibregl.Map>(undefined)
  const latest = useRef({ points, towns, onChoose })
  const filled = useRef<Props['points']>(undefined)
  const [able] = useState(canDraw)
  useEffect(() => {
    latest.current = { points, towns, onChoose }
  }, [points, towns, onChoose])
  useEffect(() => {
    if (!able || !place.current) return
    const drawn = drawMap(place.current, latest.current, (id) => latest.current.onChoose(id))
    map.current = drawn
    filled.current = latest.current.points
    return () => {
      map.current = undefined
      drawn.remove()
    }
  }, [able])
  useEffect(() => {
    const drawn = map.current
    if (!drawn || filled.current === points) return
    filled.current = points
    whenReady(drawn, () => fill(drawn, points, towns))
  }, [points, towns])
  useEffect(() => {
    const drawn = map.current
    if (drawn) whenReady(drawn, () => mark(drawn, chosen))
  }, [chosen])
  if (!able)
    return (
      <p className="problem" style={{ margin: 12 }}>
        这台电脑的浏览器画不了地图，请用旁边的列表。
      </p>
    )
  return <div ref={place} className="map-place" role="region" aria-label="设施地图，列表在旁边" />
}

/** An old browser or a machine without graphics gets the list alone. */
function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

/** Born with its points and its bounds, so that the first picture is the right one. */
function drawMap(
  container: HTMLElement,
  { points, towns }: Pick<Props, 'points' | 'towns'>,
  onChoose: (id: string) => void,
): maplibregl.Map {
  const map = new maplibregl.Map({
    container,
    ...(points.length > 0 && { bounds: boundsOf(points), fitBoundsOptions: FIT }),
    attributionControl: false,
    fadeDuration: 0,
    localIdeographFontFamily: '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
    style: {
      version: 8,
      sources: {
        towns: { type: 'geojson', data: townData(towns) },
        points: { type: 'geojson', data: pointData(points) },
        chosen: { type: 'geojson', data: EMPTY },
      },
      layers: [
        { id: 'paper', type: 'background', paint: { 'background-color': '#F4F2EA' } },
        {
          id: 'points',
          type: 'circle',
          source: 'points',
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3.5, 12, 6.5],
            'circle-color': ['case', ['get', 'exact'], ['get', 'colour'], '#FFFFFF'],
            'circle-stroke-color': ['get', 'colour'],
            'circle-stroke-width': 1.6,
            'circle-opacity': 0.95,
          },
        },
        {
          id: 'towns',
          type: 'symbol',
          source: 'towns',
          layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': ['Noto Sans CJK SC'] },
          paint: { 'text-color': '#1E2321', 'text-halo-color': '#F4F2EA', 'text-halo-width': 2 },
        },
        {
          id: 'chosen',
          type: 'circle',
          source: 'chosen',
          paint: {
            'circle-radius': 11,
            'circle-color': 'rgba(0,0,0,0)',
            'circle-stroke-color': '#1E2321',
            'circle-stroke-width': 2.5,
          },
        },
      ],
    },
  })
  tellFirstPoints(map, container, points.length)
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }))
  map.on('click', 'points', (event) => {
    const id = event.features?.[0]?.properties.id
    if (id) onChoose(String(id))
  })
  map.on('mouseenter', 'points', () => void (map.getCanvas().style.cursor = 'pointer'))
  map.on('mouseleave', 'points', () => void (map.getCanvas().style.cursor = ''))
  return map
}

function whenReady(map: maplibregl.Map, act: () => void) {
  if (map.isStyleLoaded()) act()
  else void map.once('load', act)
}

const source = (map: maplibregl.Map, name: string) => map.getSource<maplibregl.GeoJSONSource>(name)
const feature = ({ lng, lat }: { lng: number; lat: number }, properties: Record<string, unknown>) => ({
  type: 'Feature' as const,
  geometry: { type: 'Point' as const, coordinates: [lng, lat] },
  properties,
})

const pointData = (points: Props['points']) => ({
  type: 'FeatureCollection' as const,
  features: points.map((point) =>
    feature(point, { id: point.id, exact: point.exact, colour: COLOURS.get(kindOf(point.kind)?.family ?? 'other') ?? '#5A635F' }),
  ),
})
const townData = (towns: Props['towns']) => ({
  type: 'FeatureCollection' as const,
  features: towns.map((town) => feature(town, { name: town.name })),
})

const FIT = { padding: 40, maxZoom: 13, animate: false }

function boundsOf(points: Props['points']): maplibregl.LngLatBounds {
  const bounds = new maplibregl.LngLatBounds()
  for (const { lng, lat } of points) bounds.extend([lng, lat])
  return bounds
}

function fill(map: maplibregl.Map, points: Props['points'], towns: Props['towns']) {
  source(map, 'points')?.setData(pointData(points))
  source(map, 'towns')?.setData(townData(towns))
  if (points.length > 0) map.fitBounds(boundsOf(points), FIT)
}

/** Marks the place once points stand on the screen; the measure of the map waits for it. */
function tellFirstPoints(map: maplibregl.Map, place: HTMLElement, count: number) {
  const look = () => {
    if (count > 0 && map.queryRenderedFeatures({ layers: ['points'] }).length === 0) return
    map.off('render', look)
    place.dataset.drawn = String(count)
  }
  map.on('render', look)
}

function mark(map: maplibregl.Map, chosen: MapPoint | undefined) {
  source(map, 'chosen')?.setData({ type: 'FeatureCollection', features: chosen ? [feature(chosen, {})] : [] })
  if (chosen && !map.getBounds().contains([chosen.lng, chosen.lat])) map.jumpTo({ center: [chosen.lng, chosen.lat] })
}
