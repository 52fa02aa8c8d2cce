-- The spellings that a delivery's companies sheet adds or drops against the one that counts until now.
-- Grain: one row per spelling (keyed hash) that only one of the two declares. Reads the temporary table `earlier`.
with
counting as (
    select alias_hash, company
    from panel.main.alias
    where delivery = (select delivery from earlier)
)
(from declared except from counting)
union all
(from counting except from declared);
