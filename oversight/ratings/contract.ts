// The lines of the ratings room, by noun.
export {}
