// Style sheets and worker addresses are the bundler's business; to the type checker they are names.
declare module '*.css'
declare module '*?worker&url' {
  const url: string
  export default url
}
