-- The spellings that join names to companies: those of the latest companies table of every round.
-- Grain: one row per spelling (keyed hash), company and round. Several rounds name the same company.
select alias.alias_hash, alias.company, delivery.round
from panel.main.alias
join panel.main.delivery using (delivery)
where alias.delivery in (
    select max(delivered.delivery)
    from panel.main.delivered
    join panel.main.delivery using (delivery)
    where delivered.table_name = 'company'
    group by delivery.round
);
