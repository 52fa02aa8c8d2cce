-- The members that the last round before $round lists and that had not left: who is expected to come again.
-- Grain: one row per company, in the version of that round's companies table that counts.
select company.company, company.joined, company.segment, company.size_class
from panel.main.company
where
    company."left" is null
    and company.delivery = (
        select max(delivered.delivery)
        from panel.main.delivered
        join panel.main.delivery using (delivery)
        where
            delivered.table_name = 'company'
            and delivery.round = (
                select max(delivery.round)
                from panel.main.delivered
                join panel.main.delivery using (delivery)
                where delivered.table_name = 'company' and delivery.round < $round
            )
    )
order by company.joined, company.company;
