-- What the view `incoming` changes against the view `counting`, the version that counts until now.
-- Grain: one row: rows added, removed and changed (the same key with other content), and the companies concerned.
-- row_key is null in a table whose rows have no key: there a changed row counts as one removed and one added.
with
added as (
    from incoming
    except all
    from counting
),
removed as (
    from counting
    except all
    from incoming
),
changed as (
    select row_key from added
    intersect
    select row_key from removed where row_key is not null
),
concerned as (
    select company from added
    union
    select company from removed
)
select
    (select count(*) from added) - (select count(*) from changed) as rows_added,
    (select count(*) from removed) - (select count(*) from changed) as rows_removed,
    (select count(*) from changed) as rows_changed,
    (select coalesce(list(company order by company), []) from concerned where company is not null) as companies;
