-- The deliveries of a panel, oldest first.
-- Grain: one row per delivery; `tables` maps the tables that it brought to their rows, `published` is true where an
-- edition used it.
select
    delivery.delivery,
    delivery.round,
    delivery.received_at,
    delivery.instrument_version,
    delivery.replaces,
    delivery.restate_reason,
    (
        select map_from_entries(list((table_name, row_count) order by table_name))
        from panel.main.delivered
        where delivered.delivery = delivery.delivery
    ) as tables,
    exists (from panel.main.publication where publication.delivery = delivery.delivery) as published
from panel.main.delivery
order by delivery.delivery;
