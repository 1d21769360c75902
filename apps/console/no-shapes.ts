// What the browser gets instead of zod: a page needs a line's path, method and name; its shapes are checked by the server alone.
// Every property and every call of it is itself, so that contract files read the same on both sides.
interface NoShape {
  (...given: unknown[]): NoShape
  readonly [name: string]: NoShape
}

export const z: NoShape = new Proxy((() => z) as unknown as NoShape, { get: () => z, apply: () => z })
