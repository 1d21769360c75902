// Stylesheets are side effects of the bundler.
declare module '*.css'
