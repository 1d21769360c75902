// What the policy room offers over HTTP: documents, tables of rules, basic service lists.
export * from './contract-documents.ts'
export * from './contract-packs.ts'
export * from './contract-services.ts'
