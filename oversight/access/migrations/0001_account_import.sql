-- Accounts that came from one sheet: their first passwords are made when the slips are printed, once, and never stored in the clear.

create table access.account_import (
  district int not null,
  account uuid not null,
  import uuid not null,
  town text not null default '',
  slip_at timestamptz,
  slip_by text not null default '',
  primary key (district, account)
);
comment on table access.account_import is 'Which account came with which import, and when its paper slip was printed.';
create index account_import_import on access.account_import (district, import);
select kernel.protect('access.account_import');

-- Undoing an import frees the user names, so that the corrected sheet can use them.
grant update (username) on kernel.account to songhe_app;
