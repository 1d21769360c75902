// What pages of later rooms may show of the facilities' pages: the card of a record page.
export { Card } from './facility-cards.tsx'
