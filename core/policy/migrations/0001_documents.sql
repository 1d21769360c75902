-- Documents, their clauses and the office's own decisions: the grounds on which rules stand.

create table policy.document (
  key text primary key,
  number text,
  title text not null,
  issuer text not null default '',
  issued_on date,
  effective_on date,
  ended_on date,
  status text not null check (status in ('in-force', 'draft', 'cited', 'ended')),
  region text not null,
  openness text not null default '',
  adoption jsonb not null default '[]',
  parents jsonb not null default '[]',
  addressees jsonb not null default '[]',
  copies_to jsonb not null default '[]',
  service_lines jsonb not null default '[]'
);
comment on table policy.document is 'The policy register; a draft feeds plan figures, never a payment rule.';

create table policy.clause (
  document text not null references policy.document,
  locator text not null,
  position int not null,
  depth int not null,
  parent text,
  heading text not null,
  summary text not null default '',
  requirements jsonb not null default '[]',
  primary key (document, locator)
);
comment on table policy.clause is 'Clause tree with locators in the signs of the document; summaries are our own words.';
select kernel.share('policy.document');
select kernel.share('policy.clause');

create table policy.clause_text (
  district int not null,
  document text not null,
  locator text not null,
  text text not null,
  imported_by text not null,
  imported_at timestamptz not null default clock_timestamp(),
  primary key (district, document, locator)
);
comment on table policy.clause_text is 'Original wording, imported by the office from its own copy and joined by locator.';
select kernel.protect('policy.clause_text');

create table policy.decision (
  district int not null,
  key text not null,
  subject text not null,
  decided_on date not null,
  decided_by text not null,
  example boolean not null default false,
  primary key (district, key)
);
comment on table policy.decision is 'A decision the office registers where a document prints no amount; example = 示例, refused outside a demo.';
select kernel.protect('policy.decision');
