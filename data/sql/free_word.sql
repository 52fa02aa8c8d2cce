-- What companies wrote in their own words beside risks and actions, however it is spaced or capitalised.
-- Grain: one row per column (kind) and folded text: one of its spellings, and how many companies wrote it.
create or replace temp macro folded(cell) as lower(trim(regexp_replace(cell, '\s+', ' ', 'g')));
create or replace temp table free_word as
with written as (
    select 'material' as kind, company, material as cell from risk
    union all select 'country', company, country from risk
    union all select 'partner', company, partner from action
    union all select 'support_wanted', company, support_wanted from action
)
select kind, folded(cell) as folded, min(trim(cell)) as word, count(distinct company) as companies
from written
where folded(cell) <> ''
group by kind, folded(cell);
