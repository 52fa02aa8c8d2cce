-- What a delivery of one round meets. Parameters: $round, and $tables, the tables whose version it replaces.
-- Grain: one row: the delivery that it replaces (the latest one with such a table), and whether an edition holds
-- figures about the companies of this round.
select
    (
        select max(delivered.delivery)
        from panel.main.delivered
        join panel.main.delivery using (delivery)
        where delivery.round = $round and list_contains($tables, delivered.table_name)
    ) as replaces,
    exists (
        from panel.main.publication
        join panel.main.delivery using (delivery)
        join panel.main.delivered using (delivery)
        where
            delivery.round = $round
            and delivered.table_name in ('company', 'assessment', 'answer', 'risk', 'action', 'deliverable')
    ) as published;
