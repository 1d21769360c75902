// What the trials leave open, said plainly on the page.

export const NOT_TRIED: readonly string[] = [
  'A real power cut: processes are killed and calls to the disk fail, but the disk itself is not switched off. Settings (fsync, full_page_writes, checksums) and the order of flush and answer stand in for it.',
  'Network filesystems, controllers that lie about a flush, and disks behind device-mapper faults.',
  'A search of histories for isolation anomalies (Jepsen, Elle): money, months, places and numbers rest on unique constraints and row locks instead, and M1 contests those.',
  'A penetration test by another party, ZAP, nuclei and a dependency audit against an online database.',
  'More than one machine: several servers on one database are tested, a cluster of databases is not.',
  'A system role that can run any SQL can set any scope; injection tests guard that, row security does not.',
]
