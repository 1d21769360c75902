// Styles come in through the bundler.
declare module '*.css'
