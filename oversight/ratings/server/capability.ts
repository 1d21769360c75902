// What the ratings room offers: the record the app mounts.
import type { Capability } from '@songhe/kernel/capability'

export const capability: Capability = {
  name: 'ratings',
  title: '等级评定',
  migrations: new URL('../migrations/', import.meta.url),
}
