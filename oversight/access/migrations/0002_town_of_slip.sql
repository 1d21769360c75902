-- The open export says of every column what it means.

comment on column access.account_import.town is 'Town as the sheet names it, for the slip; empty for the whole district.';
