// The lines of the planning room, by noun.
export {}
